import { expect, test } from "vitest";
import { faultsOf, machineOf, type PackedFile } from "./packed-files.ts";

const linux = { platform: "linux", arch: "x64" } as const;

const elf = (machine: number) => {
  const head = Buffer.alloc(64);
  head.writeUInt32BE(0x7f454c46, 0);
  head.writeUInt16LE(machine, 18);
  return head;
};
const windows = (machine: number) => {
  const head = Buffer.alloc(1024);
  head.write("MZ", "latin1");
  head.writeUInt32LE(0x80, 0x3c);
  head.writeUInt16LE(machine, 0x84);
  return head;
};
const apple = (machine: number) => {
  const head = Buffer.alloc(64);
  head.writeUInt32LE(0xfeedfacf, 0);
  head.writeUInt32LE(machine, 4);
  return head;
};

const file = (path: string, head: Buffer = Buffer.alloc(0), bytes = 10): PackedFile => ({
  path,
  bytes,
  head,
});
/** What is said of a file beside all that is missing. */
const saidOf = (one: PackedFile) => faultsOf([one], linux).filter((fault) => !fault.endsWith("is missing"));

test.each([
  [elf(0x3e), "linux-x64"],
  [elf(0xb7), "linux-arm64"],
  [windows(0x8664), "win32-x64"],
  [windows(0xaa64), "win32-arm64"],
  [apple(0x0100000c), "darwin-arm64"],
  [Buffer.from("#!/usr/bin/env node\n".padEnd(80)), null],
  [Buffer.from("MZ"), null],
])("machine code is known by its head: %#", (head, machine) => {
  expect(machineOf(head)).toBe(machine);
});

test("other platforms' machine code is refused, whatever its name", () => {
  expect(saidOf(file("node_modules/a/a.bin", windows(0x8664)))).toEqual([
    "node_modules/a/a.bin is for win32-x64",
  ]);
  expect(saidOf(file("node_modules/a/a.node", elf(0xb7)))).toEqual([
    "node_modules/a/a.node is for linux-arm64",
  ]);
  expect(saidOf(file("node_modules/a/a.node", elf(0x3e)))).toEqual([]);
});

test.each([
  "out/main/cli.js.map",
  "node_modules/a/index.d.ts",
  "node_modules/a/test/a.js",
  "main/doors/cli/main.ts",
  "models/training/README.md",
  "resources/screenshots/visit.png",
  "node_modules/a/README.md",
  "node_modules/a/.eslintrc",
])("%s has no place in an installer", (path) => {
  expect(saidOf(file(path))).toEqual([`${path} should not be inside`]);
});

test("cards of models are shown, so they are packed", () => {
  for (const card of ["models/als-cnn/card.md", "models/als-screen.md"])
    expect(saidOf(file(card))).toEqual([]);
});

test("what is missing and what is too large is said", () => {
  const faults = faultsOf([file("package.json", Buffer.alloc(0), 300e6)], linux);
  expect(faults).toContain("out/main/worker.js is missing");
  expect(faults).toContain("ffmpeg/ffmpeg is missing");
  expect(faults).not.toContain("package.json is missing");
  expect(faults).toContain("300 MB are more than 230");
});
