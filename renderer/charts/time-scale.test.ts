import { expect, test } from "vitest";
import { halfway, monthTicks, onsetTicks, shareOfSpan } from "./time-scale.ts";

test("months are labelled at their first days, evenly, at most so many", () => {
  expect(monthTicks(["2025-10-06", "2026-02-20"], 5)).toEqual([
    "2025-11-01",
    "2025-12-01",
    "2026-01-01",
    "2026-02-01",
  ]);
  expect(monthTicks(["2025-10-01", "2026-10-05"], 5)).toEqual([
    "2025-10-01",
    "2026-01-01",
    "2026-04-01",
    "2026-07-01",
    "2026-10-01",
  ]);
  expect(monthTicks(["2020-02-10", "2026-10-05"], 5)).toEqual(["2022-01-01", "2024-01-01", "2026-01-01"]);
  expect(monthTicks(["2026-01-05", "2026-01-25"], 5)).toEqual([]);
});

test("months since onset are round, at their share of the axis", () => {
  const ticks = onsetTicks(["2026-01-01", "2026-12-31"], "2025-01-01", 4);
  expect(ticks.map(({ months }) => months)).toEqual([15, 20]);
  expect(ticks[0]?.share).toBeCloseTo((15 - 365 / 30.4375) / (364 / 30.4375), 6);
});

test("a date has its share of a span, and two their half way", () => {
  expect(shareOfSpan("2026-01-11", ["2026-01-01", "2026-01-21"])).toBe(0.5);
  expect(halfway("2026-01-01", "2026-01-03")).toBe("2026-01-02");
});
