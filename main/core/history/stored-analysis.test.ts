import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import { readAnalysis, storedAnalysis, type UpgradeStep } from "./stored-analysis.ts";

/** Rows as the program of version 0.1 wrote them before `schemaVersion` was there. */
const rows = JSON.parse(
  readFileSync(join(import.meta.dirname, "fixtures/analysis-v1.json"), "utf8"),
) as Analysis[];

test.each(rows)(
  "a row of version 1 is read with nothing lost and new fields at their defaults: $task",
  (row) => {
    const read = readAnalysis(JSON.stringify(row), "r1");
    expect(read).toMatchObject(row);
    expect(read.part).toBeNull();
    expect(read.settings.channel).toBeNull();
    expect(Object.keys(read.measures).length).toBeGreaterThan(5);
  },
);

test("what is stored carries its version and is read as it was", () => {
  const analysis = readAnalysis(JSON.stringify(rows[0]), "r1");
  const text = storedAnalysis(analysis);
  expect(JSON.parse(text).schemaVersion).toBe(1);
  expect(readAnalysis(text, "r1")).toEqual(analysis);
});

test("steps run in order from the row's own version on", () => {
  const renamed: UpgradeStep = ({ program, ...rest }) => ({ ...rest, programVersion: program });
  const marked: UpgradeStep = (row) => ({ ...row, programVersion: `${row.programVersion}, upgraded` });
  const { programVersion, ...rest } = rows[0]!;
  const first = JSON.stringify({ ...rest, program: programVersion });
  const steps = [renamed, marked];
  expect(readAnalysis(first, "r1", steps).programVersion).toBe(`${programVersion}, upgraded`);
  const second = JSON.stringify({ schemaVersion: 2, ...rows[0] });
  expect(readAnalysis(second, "r1", steps).programVersion).toBe(`${programVersion}, upgraded`);
  const third = storedAnalysis(rows[0]!, steps);
  expect(readAnalysis(third, "r1", steps).programVersion).toBe(programVersion);
});

test("a field of another shape is told with its recording; a newer program's row is refused", () => {
  const broken = JSON.stringify({ ...rows[0], quality: { ...rows[0]!.quality, bandwidthHz: "wide" } });
  expect(() => readAnalysis(broken, "r1")).toThrow(
    expect.objectContaining({
      code: "history-corrupt",
      data: expect.objectContaining({
        detail: expect.stringMatching(/recording r1(.|\n)*quality\.bandwidthHz/),
      }),
    }),
  );
  const future = JSON.stringify({ schemaVersion: 99, ...rows[0] });
  expect(() => readAnalysis(future, "r1")).toThrow(expect.objectContaining({ code: "history-from-future" }));
});
