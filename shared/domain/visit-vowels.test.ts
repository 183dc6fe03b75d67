import { expect, test } from "vitest";
import type { Recording } from "./recording.ts";
import type { TrendSeries } from "./trend.ts";
import { baselineTriangle, visitVowels } from "./visit-vowels.ts";

type Formant = { value: number | null; doubts?: string[] };
const take = (task: string, f1: Formant, f2: Formant, analysedAs = task) =>
  ({ task, analysis: { task: analysedAs, measures: { f1, f2 } } }) as unknown as Recording;

test("takes of a vowel are averaged and kept; a doubt about one is a doubt", () => {
  const [a, ...others] = visitVowels([
    take("vowel-a", { value: 700 }, { value: 1200 }),
    take("vowel-a", { value: 800, doubts: ["low-snr"] }, { value: 1300 }),
  ]);
  expect(others).toEqual([]);
  expect(a).toMatchObject({ letter: "a", f1: 750, f2: 1250, doubtful: true });
  expect(a!.takes).toEqual([
    { f1: 700, f2: 1200 },
    { f1: 800, f2: 1300 },
  ]);
});

test("no vowel without both formants, nor from an analysis for another task", () => {
  expect(visitVowels([take("vowel-i", { value: null }, { value: 2300 })])).toEqual([]);
  expect(visitVowels([take("vowel-i", { value: 300 }, { value: 2300 }, "vowel-e")])).toEqual([]);
  expect(visitVowels([take("ddk-pa", { value: 300 }, { value: 2300 })])).toEqual([]);
});

const series = (id: string, letter: string, value: number) =>
  ({
    id,
    task: `vowel-${letter}`,
    baseline: { value, visits: 1 },
    points: [{ visitId: "v0" }, { visitId: "v1" }],
  }) as TrendSeries;
const corners = ["a", "i", "u"].flatMap((letter, k) => [
  series("f1", letter, 300 + k),
  series("f2", letter, 1000 + k),
]);

test("the triangle of the baseline needs all corners and another visit", () => {
  expect(baselineTriangle(corners, "v1")).toEqual({
    a: { f1: 300, f2: 1000 },
    i: { f1: 301, f2: 1001 },
    u: { f1: 302, f2: 1002 },
  });
  expect(baselineTriangle(corners, "v0")).toBeNull();
  expect(baselineTriangle(corners.slice(1), "v1")).toBeNull();
});
