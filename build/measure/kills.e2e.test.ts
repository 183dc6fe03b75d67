import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("a few kills of the script that does a thousand: nothing is lost, nothing lies in plain", {
  timeout: 600_000,
}, async () => {
  const script = join(import.meta.dirname, "kills.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--count", "6", "--seed", "5"]);
  expect(stdout).toMatch(/^6 kills in /);
  expect(stdout).toContain("found wrong: 0");
});
