import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("without an Electron binary the check says that it was skipped, and fails nothing", () => {
  const none = mkdtempSync(join(tmpdir(), "bulbar-no-electron-"));
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, "test-electron.ts")], {
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: none },
    encoding: "utf8",
  });
  expect(stdout).toMatch(/^test:electron: skipped, there is no Electron binary/);
  expect(status).toBe(0);
});
