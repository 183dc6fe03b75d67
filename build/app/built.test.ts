import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { takeLock } from "./built.ts";

test("a lock is one process's until it is gone, also where it left the lock behind", () => {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-built-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lock = join(folder, "pages.building");
  expect(takeLock(lock)).toBe(true);
  expect(takeLock(lock)).toBe(false);
  expect(takeLock(lock)).toBe(false);

  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(lock, `${pid}\n`);
  expect(takeLock(lock)).toBe(false);
  expect(takeLock(lock)).toBe(true);
  writeFileSync(lock, "");
  expect(takeLock(lock)).toBe(false);
  expect(takeLock(lock)).toBe(false);
});
