import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { HandedFile } from "../../../shared/contract/shell.ts";
import { filesOfArguments, HandedFiles, kindOf } from "./handed-files.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-handed-"));
const voice = join(folder, "vowel-a.wav");
writeFileSync(voice, "sound");

test.each([
  ["a.WAV", "recording"],
  ["b.m4a", "recording"],
  ["c.bulbar-model", "model"],
  ["d.bulbar-patient", "patient"],
  ["e.bulbar-backup", "backup"],
  ["main.js", null],
  ["bulbar", null],
])("%s is opened as %s", (name, kind) => expect(kindOf(name)).toBe(kind));

test("files among the arguments become full paths", () => {
  const argv = [
    "/opt/bulbar/bulbar",
    "--no-sandbox",
    "main.js",
    "a.wav",
    "/b/c.bulbar-model",
    "--x=y.wav",
    "notes.txt",
  ];
  expect(filesOfArguments(argv, "/home/ada")).toEqual(["/home/ada/a.wav", "/b/c.bulbar-model"]);
});

test("files wait for a page, which sees no path; what it did not release comes again to the next one", async () => {
  const handed = new HandedFiles();
  handed.hand([voice, join(folder, "notes.txt")]);
  const first: HandedFile[] = [];
  handed.deliverTo((files) => first.push(...files));
  expect(first).toEqual([{ id: expect.any(String), name: "vowel-a.wav", kind: "recording" }]);
  expect(await buffer(handed.read(first[0]!.id)!)).toEqual(Buffer.from("sound"));
  handed.hand([join(folder, "als.bulbar-model")]);
  expect(first.map(({ kind }) => kind)).toEqual(["recording", "model"]);
  handed.release(first[0]!.id);
  handed.hold();
  handed.hand([voice]);
  expect(first).toHaveLength(2);
  const second: HandedFile[] = [];
  handed.deliverTo((files) => second.push(...files));
  expect(second.map(({ name }) => name)).toEqual(["als.bulbar-model", "vowel-a.wav"]);
  expect(handed.read(first[0]!.id)).toBeNull();
});

test("a file that cannot be read says so without its path", async () => {
  const handed = new HandedFiles();
  handed.hand([join(folder, "gone.wav")]);
  const files: HandedFile[] = [];
  handed.deliverTo((found) => files.push(...found));
  await expect(buffer(handed.read(files[0]!.id)!)).rejects.toThrow(/^not read: ENOENT$/);
});
