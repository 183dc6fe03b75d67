import { expect, test } from "vitest";
import type { ChangeLabel, TrendSeries } from "../../../../shared/domain/trend.ts";
import { speakerOf } from "../../../speaker.ts";
import { changesSinceBaseline, changesSinceLastVisit, changeWords, slopeWords } from "./change-words.ts";

const english = speakerOf("en");

const series = (id: string, inMdc: number | null, label: ChangeLabel): TrendSeries => ({
  id,
  name: id,
  task: "ddk-pa",
  unit: "1/s",
  points: [],
  baseline: null,
  slope: { perMonth: -0.12, lower: -0.18, upper: 0.01, visits: 5 },
  mdc: null,
  change: { value: -1.2, inMdc, label },
  norm: null,
});

test("a change is judged against measurement error, never called worse", () => {
  expect(changeWords(series("rate", -1.4, "exceeds-measurement-error"), english)).toBe(
    "−1.20 per s since baseline (1.4 × MDC): change exceeds measurement error",
  );
  expect(changeWords(series("rate", null, "no-error-known"), english)).toBe(
    "−1.20 per s since baseline: error not known",
  );
});

test("a single visit has no change, not one of 0", () => {
  const single = series("rate", null, "not-enough-visits");
  expect(changeWords(single, english)).toBe("not enough visits");
});

test("a slope comes with its interval", () => {
  expect(slopeWords(series("rate", 1, "within-measurement-error"), english)).toBe(
    "slope −0.120 per s per month (95 % CI −0.180 to +0.0100, 5 visits)",
  );
});

test("only changes beyond measurement error are listed, largest first", () => {
  const listed = changesSinceBaseline([
    series("a", 1.1, "exceeds-measurement-error"),
    series("b", 0.9, "within-measurement-error"),
    series("c", -2, "exceeds-measurement-error"),
  ]);
  expect(listed.map(({ id }) => id)).toEqual(["c", "a"]);
});

test("steps from the visit before are judged in the same way", () => {
  const step = { name: "", task: "ddk-pa", unit: "/s", from: 6, to: 4.5 };
  const listed = changesSinceLastVisit([
    { ...step, id: "a", inMdc: null, label: "no-error-known" },
    { ...step, id: "b", inMdc: -1.2, label: "exceeds-measurement-error" },
  ]);
  expect(listed).toEqual([{ id: "b", name: "", task: "ddk-pa", unit: "/s", change: -1.5, inMdc: -1.2 }]);
});
