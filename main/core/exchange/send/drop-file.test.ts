import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { dropFile } from "./drop-file.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-drop-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("a file appears under its name, whole, and nothing beside it", async () => {
  const folder = temporaryFolder();
  await dropFile(folder, "a.hl7", Buffer.from("MSH|"));
  expect(readdirSync(folder)).toEqual(["a.hl7"]);
  expect(readFileSync(join(folder, "a.hl7"), "utf8")).toBe("MSH|");
});

test("a folder that is not there, or a place that is none, is told; nothing is left", async () => {
  const folder = temporaryFolder();
  await expect(dropFile(join(folder, "gone"), "a.hl7", Buffer.from("x"))).rejects.toMatchObject({
    code: "exchange-failed",
    data: { why: "no-folder" },
  });
  writeFileSync(join(folder, "file"), "");
  await expect(dropFile(join(folder, "file"), "a.hl7", Buffer.from("x"))).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(["file"]);
});
