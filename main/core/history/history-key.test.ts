import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./history.fixtures.ts";
import { readOrCreateHistoryKey } from "./history-key.ts";

test("a key of 32 random bytes is made once, for its owner only", () => {
  const folder = join(temporaryFolder(), "new");
  const key = readOrCreateHistoryKey(folder);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(readOrCreateHistoryKey(folder)).toBe(key);
  expect(readOrCreateHistoryKey(temporaryFolder())).not.toBe(key);
  expect(readdirSync(folder)).toEqual(["history.key"]);
  if (process.platform !== "win32") expect(statSync(join(folder, "history.key")).mode & 0o777).toBe(0o600);
});

test("no new key is made beside a history that it could not open", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "history.db"), "x");
  expect(() => readOrCreateHistoryKey(folder)).toThrow(expect.objectContaining({ code: "history-locked" }));
  expect(readdirSync(folder)).toEqual(["history.db"]);
});

test("a damaged key file is not replaced", () => {
  const folder = temporaryFolder();
  const path = join(folder, "history.key");
  writeFileSync(path, "0123");
  chmodSync(path, 0o600);
  expect(() => readOrCreateHistoryKey(folder)).toThrow(expect.objectContaining({ code: "history-locked" }));
  expect(statSync(path).size).toBe(4);
});
