import { describe, expect, test } from "vitest";
import { judgeChange } from "./change.ts";
import {
  detectableChange,
  errorFromRepeats,
  largestError,
  type MeasurementError,
  mdc95,
  semFromMdc95,
} from "./measurement-error.ts";
import { quantile95 } from "./quantiles.ts";
import { randomNumbers } from "./random.fixture.ts";

const known = (sem: number): MeasurementError => ({
  sem,
  degreesOfFreedom: Number.POSITIVE_INFINITY,
  source: "published",
});

test.each([
  [1, 12.7062],
  [2, 4.30265],
  [10, 2.22814],
  [30, 2.04227],
  [Number.POSITIVE_INFINITY, 1.95996],
])("the t quantile of %d degrees of freedom is %d (tables)", (degreesOfFreedom, expected) => {
  expect(quantile95(degreesOfFreedom)).toBeCloseTo(expected, 4);
});

test("MDC95 and SEM of each other: Stipancic 2018, 36.57 words per minute", () => {
  expect(mdc95(1)).toBeCloseTo(2.77181, 4);
  expect(mdc95(semFromMdc95(36.57))).toBeCloseTo(36.57, 10);
  expect(detectableChange(known(2), 1)).toBeCloseTo(mdc95(2), 10);
  expect(detectableChange(known(2), 4)).toBeCloseTo(1.959964 * 2 * Math.sqrt(1.25), 5);
});

test("the error of repeats is pooled over visits, and needs three repeats somewhere", () => {
  const error = errorFromRepeats([
    { repeats: 3, withinVisitSd: 2 },
    { repeats: 2, withinVisitSd: 5 },
    { repeats: 1, withinVisitSd: null },
  ]);
  expect(error?.sem).toBeCloseTo(Math.sqrt((2 * 4 + 25) / 3), 12);
  expect(error?.degreesOfFreedom).toBe(3);
  expect(errorFromRepeats([{ repeats: 2, withinVisitSd: 2 }])).toBeNull();
  expect(errorFromRepeats([{ repeats: 3, withinVisitSd: 0 }])).toBeNull();
});

test("the error that asks for the larger change counts", () => {
  const few: MeasurementError = { sem: 1, degreesOfFreedom: 2, source: "repeats" };
  expect(largestError([known(1.5), few])).toBe(few);
  expect(largestError([known(3), few, null])?.sem).toBe(3);
  expect(largestError([null])).toBeNull();
});

describe("judgement of known answer", () => {
  const mdc = mdc95(1);
  test.each([
    ["exceeds-measurement-error", [10, 12, 10 - mdc - 0.01], 1],
    ["within-measurement-error", [10, 15, 10 - mdc + 0.01], 1],
    ["not-enough-visits", [10], 1],
  ] as const)("%s", (label, values, baselineVisits) => {
    const { change, baseline } = judgeChange(values, baselineVisits, known(1));
    expect(change?.label).toBe(label);
    expect(baseline).toEqual({ value: 10, visits: 1 });
  });

  test("a baseline of three visits is their mean, and never holds the last", () => {
    expect(judgeChange([1, 2, 3, 10], 3, known(1)).baseline).toEqual({ value: 2, visits: 3 });
    expect(judgeChange([1, 3, 10], 3, known(1))).toMatchObject({
      baseline: { value: 2, visits: 2 },
      change: { value: 8 },
    });
  });

  test("without a known error nothing is claimed, and without values nothing is said", () => {
    expect(judgeChange([1, 100], 1, null).change).toEqual({
      value: 99,
      inMdc: null,
      label: "no-error-known",
    });
    expect(judgeChange([], 1, known(1))).toEqual({ baseline: null, mdc: null, change: null });
  });
});

/** Share of stable patients who are told that their change exceeds measurement error. */
function falseAlarms(
  baselineVisits: number,
  repeats: number[],
  errorFor: (patient: number[][]) => MeasurementError,
) {
  const random = randomNumbers(100 * baselineVisits + repeats.length);
  const patients = 20_000;
  let exceeds = 0;
  for (let patient = 0; patient < patients; patient++) {
    const visits = repeats.map((count) => Array.from({ length: count }, () => 50 + 3 * random.normal()));
    const values = visits.map((visit) => visit.reduce((a, b) => a + b, 0) / visit.length);
    const { change } = judgeChange(values, baselineVisits, errorFor(visits));
    if (change?.label === "exceeds-measurement-error") exceeds++;
  }
  return exceeds / patients;
}

const ofRepeats = (visits: number[][]): MeasurementError =>
  errorFromRepeats(
    visits.map((visit) => {
      const mean = visit.reduce((a, b) => a + b, 0) / visit.length;
      const squares = visit.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const withinVisitSd = visit.length > 1 ? Math.sqrt(squares / (visit.length - 1)) : null;
      return { repeats: visit.length, withinVisitSd };
    }),
  )!;

describe("stable patients are told 'exceeds' in at most 5 % (20,000 simulated)", () => {
  const limit = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / 20_000); // three standard errors of the simulation
  test.each([1, 2, 3, 5])("known SEM, baseline of %i visits: 5 in 100 exactly", (baselineVisits) => {
    const rate = falseAlarms(baselineVisits, [1, 1, 1, 1, 1, 1], () => known(3));
    expect(rate).toBeLessThan(limit);
    expect(rate).toBeGreaterThan(0.1 - limit);
  });
  test.each([
    [1, [3, 1, 1]],
    [2, [3, 2, 1]],
    [1, [1, 3, 3, 1]],
    [1, [3, 3, 3]],
    [3, [3, 3, 3, 3, 3]],
  ])("SEM of few repeats, baseline of %i visits, repeats %j", (baselineVisits, repeats) => {
    expect(falseAlarms(baselineVisits, repeats, ofRepeats)).toBeLessThan(limit);
  });
  test("the normal quantile in place of t would break the promise", () => {
    const rate = falseAlarms(1, [1, 3, 1], (visits) => ({ ...ofRepeats(visits), degreesOfFreedom: 1e9 }));
    expect(rate).toBeGreaterThan(0.1);
  });
});
