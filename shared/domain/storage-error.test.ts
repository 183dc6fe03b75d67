import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { storageError } from "./storage-error.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-storage-"));

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

test("real failures of the file system carry their code and the file's name, not its folder", () => {
  const file = join(folder, "file");
  writeFileSync(file, "x");
  const found = storageError(thrownBy(() => mkdirSync(join(file, "inside"))));
  expect(found).toMatchObject({ code: "storage-in-the-way", data: { file: "inside" } });
  expect(found?.message).not.toContain(folder);
});

test("what is no failure of a disk is left alone", () => {
  expect(storageError(thrownBy(() => writeFileSync(join(folder, "none", "file"), "")))).toBeNull();
  expect(storageError(Object.assign(new Error("listen"), { code: "EACCES", syscall: "listen" }))).toBeNull();
  expect(storageError(Object.assign(new Error("spawn"), { code: "EACCES", syscall: "spawn x" }))).toBeNull();
  expect(storageError(new Error("other"))).toBeNull();
});
