import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
    ...{ flags: [], answers: [], error: "file-empty" },
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
