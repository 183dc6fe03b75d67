import { expect, test } from "vitest";
import { contrastOf, errorsOf, type VisitValue } from "./error.ts";

const dates = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"];

function visitsOf(values: number[], given: Partial<VisitValue> = {}): VisitValue[] {
  return values.map((value, i) => ({ date: dates[i]!, value, takes: 1, withinVisitSd: null, ...given }));
}

test("a contrast weighs the visit judged against the mean of those compared with, and sums to zero", () => {
  expect(contrastOf(4, [0, 1])).toEqual([-0.5, -0.5, 0, 1]);
  expect(contrastOf(2, [0])).toEqual([-1, 1]);
});

test("the scatter about the patient's own line: its standard error, the limit of a change and where it comes from", () => {
  // of evenly spaced visits these lie 1, -1, -1 and 1 beside a level line: squares 4, two degrees of freedom
  const even = visitsOf([11, 9, 9, 11, 3]).map((visit, i) => ({ ...visit, date: `2025-01-0${i + 1}` }));
  const error = errorsOf(even, null, "1/s")([0]);
  expect(error).toMatchObject({ kind: "own-line", degreesOfFreedom: 2, sem: expect.closeTo(Math.SQRT2, 9) });
  // t of two degrees of freedom, 4.303, for one visit against one
  expect(error!.limit).toBeCloseTo(4.302653 * Math.SQRT2 * Math.SQRT2, 5);
  expect(error!.source).toBe("scatter of 4 earlier visits about this patient's own line");
});

test("neither a visit alone nor zeros at every visit have an error", () => {
  expect(errorsOf(visitsOf([10]), null, "1/s")([])).toBeNull();
  expect(errorsOf(visitsOf([0, 0, 0, 0, 0]), null, "1/s")([0])).toBeNull();
});

test("visits of one day have no line of their own", () => {
  expect(errorsOf(visitsOf([10, 11, 12, 9, 10], { date: "2025-01-01" }), null, "1/s")([0])).toBeNull();
});

test("values that lie on their line but for the last digits of arithmetic have no error", () => {
  const line = [1e6, 1e6 + 0.0001, 1e6, 1e6 + 0.0001, 1e6];
  expect(errorsOf(visitsOf(line), null, "1/s")([0])).toBeNull();
});

test.each([
  ["points", Math.sqrt(1 / 12)],
  ["count", Math.sqrt(1 / 12)],
  ["1/s", undefined],
])("whole numbers that never moved, in %s, have the error of rounding: %s", (unit, sem) => {
  expect(errorsOf(visitsOf([3, 3, 3, 3, 3]), null, unit)([0])?.sem).toBe(sem);
});

test("repeats within visits are pooled over the visits that have them", () => {
  const [a, b, c] = visitsOf([10, 10, 4], { takes: 3, withinVisitSd: 0.5 });
  const error = errorsOf([a!, { ...b!, withinVisitSd: null }, c!], null, "1/s")([0]);
  expect(error).toMatchObject({ kind: "repeats", sem: 0.5, degreesOfFreedom: 4 });
  expect(error!.source).toBe("6 repeats within visits");
});

test.each([
  ["one degree of freedom", { takes: 2, withinVisitSd: 0.5 }, { takes: 1, withinVisitSd: null }],
  ["repeats that all agree", { takes: 3, withinVisitSd: 0 }, { takes: 3, withinVisitSd: 0 }],
  ["no repeats", { takes: 3, withinVisitSd: null }, { takes: 3, withinVisitSd: null }],
])("%s: no error is known", (_, first, second) => {
  const [a, b] = visitsOf([10, 4]);
  expect(
    errorsOf(
      [
        { ...a!, ...first },
        { ...b!, ...second },
      ],
      null,
      "1/s",
    )([0]),
  ).toBeNull();
});
