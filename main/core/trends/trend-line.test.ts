import { expect, test } from "vitest";
import { trendLine } from "./trend-line.ts";

const dates = [
  "2025-01-01",
  "2025-03-01",
  "2025-05-01",
  "2025-07-01",
  "2025-09-01",
  "2025-11-01",
  "2026-01-01",
];
const visits = (values: number[], first = 0) =>
  values.map((value, i) => ({ date: dates[first + i]!, value }));

test("four visits at 10 and three at 5 after a new microphone are two lines, each at its own level and dates", () => {
  const old = trendLine(visits([10, 10.2, 9.8, 10]));
  const now = trendLine(visits([5, 5.1, 4.9], 4));
  expect(old).toMatchObject({ from: dates[0], to: dates[3], visits: 4 });
  expect(now).toMatchObject({ from: dates[4], to: dates[6], visits: 3 });
  for (const at of old!.value) expect(Math.abs(at - 10)).toBeLessThan(0.3);
  for (const at of now!.value) expect(Math.abs(at - 5)).toBeLessThan(0.2);
});

test("a straight decline is found with its ends; lines of the interval turn about the middle", () => {
  const points = dates.map((date) => ({
    date,
    value: 8 - (0.25 * (Date.parse(date) - Date.parse(dates[0]!))) / 86_400_000 / 30.4375,
  }));
  const line = trendLine([...points].reverse())!;
  expect(line.perMonth).toBeCloseTo(-0.25, 10);
  expect(line.value[0]).toBeCloseTo(8, 10);
  expect(line.value[1]).toBeCloseTo(points.at(-1)!.value, 10);
  const scattered = trendLine(points.map((point, i) => ({ ...point, value: point.value + (i % 2) })))!;
  expect(scattered.perMonthLower).toBeLessThan(scattered.perMonth);
  expect(scattered.lower[1]).toBeLessThan(scattered.value[1]);
  expect(scattered.lower[0]).toBeGreaterThan(scattered.value[0]);
});

test("the interval's lines cross the line at the median date, of three dates and of four", () => {
  for (const count of [3, 4]) {
    const days = [0, 10, 100, 200].slice(0, count);
    const line = trendLine(
      days.map((day, i) => ({
        date: new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
        value: [5, 7, 2, 4][i]!,
      })),
    )!;
    const half = count === 3 ? 10 : 55;
    const share = half / days.at(-1)!;
    const atPivot = ([first, last]: [number, number]) => first + share * (last - first);
    expect(line.to).toBe(count === 3 ? "2025-04-11" : "2025-07-20");
    expect(line.lower[0]).not.toBeCloseTo(line.value[0], 6);
    expect(atPivot(line.lower)).toBeCloseTo(atPivot(line.value), 10);
    expect(atPivot(line.upper)).toBeCloseTo(atPivot(line.value), 10);
  }
});

test("two dates give no line, nor do two visits of one day and one more", () => {
  expect(trendLine(visits([1, 2]))).toBeNull();
  expect(trendLine([...visits([1, 2]), { date: dates[0]!, value: 3 }])).toBeNull();
  expect(trendLine([])).toBeNull();
});
