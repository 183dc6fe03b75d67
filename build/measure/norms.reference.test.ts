import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { randomOf } from "../../main/core/dsp/random.ts";
import { judgeNorm, type Norm, type Norms, parseNorms } from "../../main/core/findings/norms.ts";
import { type MeasuredSpeaker, measureSpeakers, normRows, type Vowel, valuesOf } from "./healthy-speakers.ts";
import { minskSpeakers } from "./minsk-speakers.ts";
import { percentile, referenceRange } from "./reference-range.ts";

test("percentiles by rank p (n + 1), the extreme beyond it", () => {
  const values = Array.from({ length: 19 }, (_, i) => i + 1);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile(values, 0.5)).toBe(10);
  expect(percentile(values, 0.05)).toBe(1);
  expect(percentile([1, 2, 3], 0.99)).toBe(3);
  expect(percentile([3, 1, 2, 4], 0.5)).toBe(2.5);
});

test("of new healthy speakers 5 % lie beyond the limit of 33, on average over 2,000 samples", () => {
  const random = randomOf(5);
  let beyond = 0;
  for (let sample = 0; sample < 2000; sample++) {
    const values = Array.from({ length: 33 }, random.uniform);
    const { limit } = referenceRange(values, "higher", 1);
    for (let speaker = 0; speaker < 20; speaker++) if (random.uniform() > limit) beyond++;
  }
  expect(beyond / 40_000).toBeGreaterThan(0.045);
  expect(beyond / 40_000).toBeLessThan(0.055);
});

const healthy = minskSpeakers().filter(({ group }) => group === "HC");
const shipped = parseNorms(readFileSync(new URL("../../resources/norms.json", import.meta.url), "utf8"));
const measuredRows = shipped.norms.filter(({ seen }) => seen === "measured");

function keyOf(row: Norm): string {
  return `${row.measure} ${row.tasks[0]}`;
}

/** Share of speakers outside, and beyond the limit, of one row. */
function shareOf(norms: Norms, row: Norm, speakers: readonly MeasuredSpeaker[], withAge: boolean) {
  const vowel = row.tasks[0] as Vowel;
  const judged = valuesOf(speakers, vowel, row.measure).flatMap(({ speaker: { sex, ageYears }, value }) => {
    const who = { sex, ageYears: withAge ? ageYears : null, language: "ru" };
    const judgement = judgeNorm(norms, { measure: row.measure, task: vowel, unit: row.unit, value, ...who });
    return judgement ? [{ value, ...judgement }] : [];
  });
  const beyond = judged.filter(({ value, limit, side }) =>
    side === "higher" ? value > limit : value < limit,
  );
  return {
    outside: judged.filter(({ verdict }) => verdict === "outside").length / judged.length,
    beyond: beyond.length / judged.length,
    judged: judged.length,
  };
}

describe.skipIf(healthy.length === 0)("healthy speakers of Minsk2020, by today's program", () => {
  const measured = { known: measureSpeakers(healthy, true), unknown: measureSpeakers(healthy, false) };

  test("shipped rows are today's, within 1 %; else: npm run norms -- --write", async () => {
    const today = new Map(normRows(await measured.known).map((row) => [keyOf(row), row]));
    expect(measuredRows.length).toBeGreaterThan(20);
    for (const row of measuredRows) {
      const off = Math.abs((today.get(keyOf(row))?.limit ?? Number.NaN) / (row.limit ?? 0) - 1);
      expect([keyOf(row), off < 0.01]).toEqual([keyOf(row), true]);
    }
  });

  test.each([
    ["known", true],
    ["known", false],
    ["unknown", false],
  ] as const)("at most one in twenty lies beyond any limit: sex %s, age given: %s", async (sex, withAge) => {
    for (const row of measuredRows) {
      const { outside, beyond, judged } = shareOf(shipped, row, await measured[sex], withAge);
      expect(judged).toBeGreaterThanOrEqual(30);
      expect([row.measure, row.tasks, beyond <= 0.05, outside <= 0.05]).toEqual([
        row.measure,
        row.tasks,
        true,
        true,
      ]);
    }
  });

  test("left out one by one, 5 % lie beyond the limit of the others, and of no measure more are outside", async () => {
    const all = await measured.known;
    const counts = new Map(measuredRows.map((row) => [keyOf(row), { judged: 0, beyond: 0, outside: 0 }]));
    for (const left of all) {
      const others = all.filter((other) => other !== left);
      for (const row of normRows(others, 300)) {
        const count = counts.get(keyOf(row));
        const norms = { schemaVersion: 2 as const, norms: [row], typical: [], measurementError: [] };
        const share = shareOf(norms, row, [left], true);
        if (!count || share.judged === 0) continue;
        count.judged++;
        count.beyond += share.beyond;
        count.outside += share.outside;
      }
    }
    const total = [...counts.values()].reduce((sum, { judged }) => sum + judged, 0);
    const beyond = [...counts.values()].reduce((sum, count) => sum + count.beyond, 0);
    console.log(`left out one by one: ${(100 * (beyond / total)).toFixed(1)} % of ${total} beyond the limit`);
    expect(beyond / total).toBeLessThan(0.055);
    for (const [key, count] of counts) {
      expect([key, count.outside / count.judged <= 0.05]).toEqual([key, true]);
      expect([key, count.beyond <= 2]).toEqual([key, true]);
    }
  });
});
