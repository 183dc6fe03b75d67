import { expect, test } from "vitest";
import type { TrendPoint, TrendSeries } from "../../shared/domain/trend.ts";
import { median, trendLine, trendRange } from "./trend-line.ts";

const point = (date: string, value: number, accepted = true): TrendPoint => ({
  visitId: date,
  date,
  monthsSinceOnset: null,
  value,
  accepted,
  repeats: 1,
  withinVisitSd: null,
  device: "",
  version: "1",
  breakBefore: false,
});

const series = (points: TrendPoint[], slope: TrendSeries["slope"]): TrendSeries => ({
  id: "ddk-rate",
  name: "syllable rate",
  task: "ddk-pa",
  unit: "/s",
  points,
  baseline: { value: 6, visits: 1 },
  slope,
  mdc: { value: 1, source: "test" },
  change: null,
  norm: null,
});

// 2025-01-01 + 60.875 days = 2 months; dates chosen as whole days nearest to that.
const dates = ["2025-01-01", "2025-03-03", "2025-05-03"] as const;

test("the line of points on a line goes through them; a rejected point does not move it", () => {
  const points = [point(dates[0], 6), point(dates[1], 5), point(dates[2], 4), point("2025-06-01", 99, false)];
  const line = trendLine(series(points, { perMonth: -0.5, lower: -0.6, upper: -0.4, visits: 3 }));
  expect(line?.from).toBe(dates[0]);
  expect(line?.to).toBe(dates[2]);
  expect(line?.value[0]).toBeCloseTo(6, 1);
  expect(line?.value[1]).toBeCloseTo(4, 1);
  // The interval opens to both sides of the middle.
  expect(line?.upper[0]).toBeCloseTo(5.8, 1);
  expect(line?.upper[1]).toBeCloseTo(4.2, 1);
  expect(line?.lower[0]).toBeCloseTo(6.2, 1);
});

test("without a slope there is no line", () => {
  expect(trendLine(series([point(dates[0], 6), point(dates[1], 5)], null))).toBeNull();
});

test("the range holds points and error band", () => {
  const [low, high] = trendRange(series([point(dates[0], 6), point(dates[1], 3)], null));
  expect(low).toBeCloseTo(3 - 0.32);
  expect(high).toBeCloseTo(7 + 0.32);
  const flat = trendRange({ ...series([point(dates[0], 6)], null), mdc: null });
  expect(flat[0]).toBeLessThan(6);
  expect(flat[1]).toBeGreaterThan(6);
});

test("median", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
