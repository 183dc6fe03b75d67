import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { BatchItem } from "./batch-item.ts";
import { itemsOf, openSource } from "./batch-source.ts";
import { csvLine } from "./csv-line.ts";

const root = mkdtempSync(join(tmpdir(), "bulbar-source-"));
afterAll(() => rmSync(root, { recursive: true }));

async function items(path: string): Promise<BatchItem[]> {
  const found: BatchItem[] = [];
  for await (const item of itemsOf(await openSource(path))) found.push(item);
  return found;
}

async function table(text: string): Promise<BatchItem[]> {
  const path = join(root, "table.csv");
  writeFileSync(path, text);
  return items(path);
}

test.skipIf(process.platform === "win32")(
  "a folder's recordings come in the order of their paths, links followed, circles once",
  async () => {
    const folder = join(root, "folder");
    mkdirSync(join(folder, "b", "c"), { recursive: true });
    for (const name of ["b.wav", "b-1.wav", "a.flac", "b/z.wav", "b/c/y.mp3", "b/notes.txt"])
      writeFileSync(join(folder, name), "");
    symlinkSync(folder, join(folder, "b", "circle"));
    expect((await items(folder)).map(({ number, file }) => [number, file])).toEqual([
      [1, "a.flac"],
      [2, "b-1.wav"],
      [3, "b.wav"],
      [4, "b/c/y.mp3"],
      [5, "b/z.wav"],
    ]);
  },
);

test("a table tells task, label, speaker, sex, age and passage; paths are relative to it", async () => {
  const text =
    "\ufeffFile;Task;label;speaker;sex;age;passage;else\r\nx/ä.wav;vowel-a;ALS;S-1;female;61.5;;?\r\n/y.wav\n";
  expect(await table(text)).toEqual([
    {
      number: 1,
      file: "x/ä.wav",
      path: join(root, "x/ä.wav"),
      given: { task: "vowel-a", label: "ALS", speaker: "S-1", sex: "female", age: 61.5 },
    },
    { number: 2, file: "/y.wav", path: "/y.wav", given: {} },
  ]);
});

test("a cell that cannot be used is a fault of its row, told with the field", async () => {
  const found = await table('file,task,age\na.wav,vowel-x,\n"b,c.wav",,old\n,vowel-a,3\nd.wav,,');
  expect(found.map(({ fault }) => [fault?.why, fault?.facts?.field])).toEqual([
    ["field-options", "task"],
    ["field", "age"],
    ["field-missing", "file"],
    [undefined, undefined],
  ]);
  expect(found[1]!.file).toBe("b,c.wav");
});

test.each([
  ["path,task\na.wav,vowel-a\n", "no-column"],
  ['file,task\n"a.wav,vowel-a\n', "line"],
  ["", "no-column"],
])("%j is told as no table", async (text, why) => {
  await expect(table(text)).rejects.toMatchObject({ code: "table-invalid", data: { why } });
});

test("a source that is not there, and a folder without recordings, is told", async () => {
  await expect(openSource(join(root, "gone"))).rejects.toMatchObject({ code: "file-not-found" });
  const empty = join(root, "empty");
  mkdirSync(empty);
  await expect(openSource(empty)).rejects.toMatchObject({ data: { why: "folder" } });
});

test("numbers in full, formulas defused, quotes doubled", () => {
  const cells = [-0.1 - 0.2, 1e-7, null, true, "=1+1", "-x", "@a", 'say "a"', "a,b\nc", "plain"];
  expect(csvLine(cells)).toBe(`-0.30000000000000004,1e-7,,true,'=1+1,'-x,'@a,"say ""a""","a,b\nc",plain\n`);
});
