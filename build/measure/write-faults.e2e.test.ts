import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { canPreload } from "../../main/core/history/real-disk.fixture.ts";

test.skipIf(!canPreload)(
  "a few failed writes of the script that does hundreds (skipped without a C compiler): nothing is lost, all is told",
  { timeout: 600_000 },
  async () => {
    const script = join(import.meta.dirname, "write-faults.ts");
    const ask = ["--count", "3", "--seed", "1", "--work", "import"];
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...ask]);
    expect(stdout).toMatch(/^3 failed writes in /);
    expect(stdout).toContain("found wrong: 0");
  },
);
