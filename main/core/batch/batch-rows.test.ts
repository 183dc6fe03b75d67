import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { outcomeOf, settingsFor } from "./batch.fixture.ts";
import { batchRows, batchTable, countWritten } from "./batch-rows.ts";
import { runBatch } from "./run-batch.ts";

test("results are told in short and in parts, failures by their code; a folder of something else is refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-rows-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [source, results] = [join(folder, "in"), join(folder, "out")];
  mkdirSync(source);
  for (const name of ["a.wav", "bad.wav", "c.wav"]) writeFileSync(join(source, name), name);
  const all = { failuresOnly: false, offset: 0, limit: 10 };
  expect(await countWritten(results)).toBe(0);
  await expect(batchRows(source, all)).rejects.toMatchObject({
    code: "batch-refused",
    data: { why: "no-settings" },
  });
  await runBatch(results, {
    settings: settingsFor({ kind: "folder", path: source }),
    analysts: [async (item) => outcomeOf(item)],
    stop: new AbortController().signal,
  });
  const bad = {
    ...{ number: 2, file: "bad.wav", task: null, durationSeconds: null },
    ...{ flags: [], answers: [], error: { code: "file-empty" } },
  };
  expect(await batchRows(results, { ...all, offset: 1, limit: 1 })).toEqual({
    total: 3,
    rows: [bad],
    models: [],
  });
  expect(await batchRows(results, { ...all, failuresOnly: true })).toEqual({
    total: 1,
    rows: [bad],
    models: [],
  });
  expect((await batchRows(results, all)).rows[0]).toMatchObject({
    ...{ file: "a.wav", task: "vowel-a", durationSeconds: 1, error: null },
  });
  expect(await countWritten(results)).toBe(3);
  expect(batchTable(results)).toBe(join(results, "results.csv"));
});

test("a part is read without the lines before it, also of those that came since; a batch that was begun anew is looked through anew", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-rows-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [source, results] = [join(folder, "in"), join(folder, "out")];
  const run = (...names: string[]) => {
    mkdirSync(source, { recursive: true });
    for (const name of names) writeFileSync(join(source, name), name);
    return runBatch(results, {
      settings: settingsFor({ kind: "folder", path: source }),
      analysts: [async (item) => outcomeOf(item)],
      stop: new AbortController().signal,
    });
  };
  const filesOf = async (failuresOnly: boolean, offset: number) =>
    (await batchRows(results, { failuresOnly, offset, limit: 10 })).rows.map(({ file }) => file);
  await run("a.wav", "bad.wav");
  expect(await countWritten(results)).toBe(2);
  await run("c.wav", "d-bad.wav");
  const lines = join(results, "results.jsonl");
  const written = readFileSync(lines, "utf8");
  writeFileSync(
    lines,
    written.replace(/^.*/, (first) => "?".repeat(first.length)),
  );
  expect(await filesOf(false, 1)).toEqual(["bad.wav", "c.wav", "d-bad.wav"]);
  expect(await filesOf(true, 1)).toEqual(["d-bad.wav"]);
  expect(await filesOf(false, 4)).toEqual([]);
  expect(await Promise.all([filesOf(false, 3), filesOf(true, 0), countWritten(results)])).toEqual([
    ["d-bad.wav"],
    ["bad.wav", "d-bad.wav"],
    4,
  ]);
  rmSync(results, { recursive: true });
  rmSync(source, { recursive: true });
  await run("bad.wav", "x.wav", "y.wav", "z.wav", "zz.wav");
  utimesSync(join(results, "settings.json"), 1, 1); // begun at another time, however fast the two were
  expect(await filesOf(false, 0)).toEqual(["bad.wav", "x.wav", "y.wav", "z.wav", "zz.wav"]);
  expect(await filesOf(true, 0)).toEqual(["bad.wav"]);
});
