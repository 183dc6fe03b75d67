import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { portableLock } from "./portable-lock-text.ts";

const text = readFileSync(join(import.meta.dirname, "../../package-lock.json"), "utf8");

test("npm 10 and npm 11 both leave the lock as it is; else: npm run lock", () => {
  expect(portableLock(text) === text).toBe(true);
});

test("a lock that only npm 11 would leave is told from it", () => {
  const entry = { version: "1.0.0", libc: ["glibc"] };
  const written = JSON.stringify({ packages: { "node_modules/a": entry } }, null, 2);
  expect(JSON.parse(portableLock(written))).toEqual({ packages: { "node_modules/a": { version: "1.0.0" } } });
});
