import { expect, test } from "vitest";
import type { TrendSeries } from "../../../shared/domain/trend.ts";
import { visitFindings } from "./visit-findings.ts";

const series = (
  id: string,
  values: number[],
  mdc: number | null,
  upper: number | null = null,
): TrendSeries => ({
  id,
  name: id,
  task: "vowel-a",
  unit: "%",
  points: values.map((value, k) => ({
    visitId: `v${k + 1}`,
    date: `2026-0${k + 1}-01`,
    monthsSinceOnset: null,
    value,
    accepted: true,
    repeats: 1,
    withinVisitSd: null,
    device: "",
    version: "1",
    breakBefore: false,
  })),
  baseline: { value: values[0] ?? 0, visits: 1 },
  slope: null,
  mdc: mdc === null ? null : { value: mdc, source: "test" },
  change: null,
  norm: upper === null ? null : { lower: null, upper, citation: "test" },
});

test("what exceeds measurement error comes first, by size; the rest keeps its order", () => {
  const found = visitFindings(
    [
      series("steady", [1, 1.1], 1),
      series("unknown", [1, 9], null),
      series("rose", [1, 3], 1),
      series("fell", [9, 4], 1),
    ],
    "v2",
  );
  expect(found.map(({ series: { id } }) => id)).toEqual(["fell", "rose", "steady", "unknown"]);
  expect(found.map(({ inMdc }) => inMdc && Math.round(inMdc * 10) / 10)).toEqual([-5, 2, 0.1, null]);
});

test("the baseline visit has no change", () => {
  expect(visitFindings([series("a", [1, 3], 1)], "v1")[0]?.change).toBeNull();
});

test("a visit without the measure has no row", () => {
  expect(visitFindings([series("a", [1], 1)], "v2")).toEqual([]);
});

test("the norm is judged where there is one", () => {
  const found = visitFindings(
    [series("a", [1.2], 1, 1.04), series("b", [0.9], 1, 1.04), series("c", [1], 1)],
    "v1",
  );
  expect(found.map(({ withinNorm }) => withinNorm)).toEqual([false, true, null]);
});

test("in the order of what tracks ALS best, a large change does not come first", () => {
  const both = [series("rate", [1, 1.1], 1), series("voice", [1, 9], 1)];
  expect(visitFindings(both, "v2", "als").map(({ series: { id } }) => id)).toEqual(["rate", "voice"]);
  expect(visitFindings(both, "v2").map(({ series: { id } }) => id)).toEqual(["voice", "rate"]);
});
