import { expect, test } from "vitest";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { speakerOf } from "../../../speaker.ts";
import { canProject, monthsLater, projectionDates, projectionWords } from "./projection.ts";

const english = speakerOf("en");

const series = (unit: string, visits: [date: string, accepted: boolean][], slope = true): TrendSeries => ({
  id: "ddk-rate",
  name: "syllable rate",
  task: "ddk-pa",
  unit,
  points: visits.map(([date, accepted]) => ({
    visitId: date,
    date,
    monthsSinceOnset: null,
    value: 5,
    accepted,
    repeats: 1,
    withinVisitSd: null,
    device: "",
    version: "",
    breakBefore: false,
  })),
  baseline: null,
  slope: slope ? { perMonth: -0.1, lower: -0.2, upper: 0, visits: 3 } : null,
  mdc: null,
  change: null,
  norm: null,
});

test("a class or a level is never projected, nor a series without a slope", () => {
  expect(canProject(series("1/s", []))).toBe(true);
  expect(canProject(series("probability", []))).toBe(false);
  expect(canProject(series("level", []))).toBe(false);
  expect(canProject(series("1/s", [], false))).toBe(false);
});

test("the projection starts at the last visit of sufficient quality", () => {
  const dates = projectionDates(
    series("1/s", [
      ["2026-01-01", true],
      ["2026-02-01", true],
      ["2026-03-01", false],
    ]),
    6,
  );
  expect(dates).toEqual(["2026-02-01", "2026-05-03", "2026-08-03"]);
  expect(projectionDates(series("1/s", []), 6)).toEqual([]);
  expect(monthsLater("2025-12-31", 12)).toBe("2026-12-31");
});

test("the value never stands without its interval", () => {
  const end = { date: "2027-04-05", value: 3.1, lower: 2.2, upper: 4 };
  expect(projectionWords(series("1/s", []), [end], english)).toBe(
    "5 Apr 2027: 3.10 per s (95 % interval 2.20 to 4.00), if the line goes on as it did",
  );
  expect(projectionWords(series("1/s", []), [], english)).toMatch(/not enough/);
});
