import { expect, test } from "vitest";
import type { ChangeError } from "../../../shared/domain/finding.ts";
import { courseLine } from "./course-line.ts";

const visits = (...values: number[]) =>
  values.map((value, index) => ({ date: `2025-0${index + 1}-01`, value }));
const errorOf = (limit: number): ChangeError => ({
  kind: "published",
  sem: limit / 2.77,
  degreesOfFreedom: null,
  limit,
  source: "S",
});

test("two dates give no line, and it is said", () => {
  expect(courseLine(visits(6, 5), errorOf(1))).toEqual({ line: null, lineWithheld: "too-few-visits" });
});

test("a slope that may be either way is drawn only where it is known as well as a visit's change", () => {
  const scattered = visits(6, 4, 5.5, 4.2);
  expect(courseLine(scattered, errorOf(0.5))).toEqual({ line: null, lineWithheld: "interval-too-wide" });
  expect(courseLine(scattered, errorOf(20)).line?.visits).toBe(4);
  expect(courseLine(visits(6, 5.1, 4, 3.1), errorOf(0.01)).line?.visits).toBe(4);
});

test("without a known error the interval has to tell up from down", () => {
  expect(courseLine(visits(6, 4, 5.5, 4.2), null)).toEqual({
    line: null,
    lineWithheld: "direction-not-known",
  });
  expect(courseLine(visits(6, 5.1, 4, 3.1), null)).toMatchObject({ line: { visits: 4 }, lineWithheld: null });
  expect(courseLine(visits(5, 5, 5), null)).toMatchObject({ line: { perMonth: 0 } });
});
