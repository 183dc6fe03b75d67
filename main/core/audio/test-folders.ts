import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** Two empty folders for the tests of one file: one for their recordings, one that the system's temporary files go to. */
export function testFolders(): { folder: string; temporary: string } {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-test-"));
  const temporary = mkdtempSync(join(tmpdir(), "bulbar-test-tmp-"));
  const systemTemporary = process.env.TMPDIR;
  beforeAll(() => {
    process.env.TMPDIR = temporary;
  });
  afterAll(() => {
    if (systemTemporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = systemTemporary;
    rmSync(folder, { recursive: true });
    rmSync(temporary, { recursive: true });
  });
  return { folder, temporary };
}
