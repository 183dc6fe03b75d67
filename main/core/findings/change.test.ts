import { describe, expect, test } from "vitest";
import { judgeChange } from "./change.ts";
import { errorsOf, type VisitValue } from "./error.ts";

const dates = ["2025-01-01", "2025-03-01", "2025-06-15", "2025-08-01", "2025-12-01", "2026-02-01"];

/** Visits of these values, one take each unless repeats are given. */
function visitsOf(values: number[], repeats?: { takes: number; withinVisitSd: number }): VisitValue[] {
  return values.map((value, i) => ({
    date: dates[i]!,
    value,
    ...(repeats ?? { takes: 1, withinVisitSd: null }),
  }));
}

function judged(values: number[], given: Partial<Parameters<typeof judgeChange>[0]> = {}) {
  const visits = visitsOf(values);
  return judgeChange({
    visit: visits.at(-1)!,
    earlier: visits.slice(0, -1),
    unit: "1/s",
    published: { sem: 1, source: "published" },
    worse: "lower",
    ...given,
  });
}

describe("what a value is compared with", () => {
  test("the first comparable visit is compared with nothing", () => {
    expect(judged([10])).toEqual({ baseline: null, last: null });
  });
  test("the second visit with the first", () => {
    const { baseline, last } = judged([10, 8]);
    expect(baseline).toMatchObject({ since: "baseline", sinceDate: dates[0], sinceVisits: 1, value: -2 });
    expect(last).toMatchObject({ since: "last", sinceDate: dates[0], from: 10, value: -2 });
    expect(baseline?.error?.limit).toBeCloseTo(1.959964 * Math.SQRT2, 5);
  });
  test("later ones with the mean of the first two, and with the visit before", () => {
    const { baseline, last } = judged([10, 12, 7, 6]);
    expect(baseline).toMatchObject({ from: 11, sinceVisits: 2, sinceDate: dates[0], value: -5 });
    expect(baseline?.error?.limit).toBeCloseTo(1.959964 * Math.sqrt(1.5), 5);
    expect(last).toMatchObject({ from: 7, sinceVisits: 1, sinceDate: dates[2], value: -1 });
    expect(last?.inError).toBeCloseTo(-1 / (1.959964 * Math.SQRT2), 5);
  });
});

describe("the label and the direction", () => {
  test.each([
    [-2.78, "exceeds-measurement-error", "worse"],
    [-2.76, "within-measurement-error", "worse"],
    [2.78, "exceeds-measurement-error", "better"],
    [0, "within-measurement-error", null],
  ] as const)("a change of %d is %s and %s", (by, label, direction) => {
    expect(judged([10, 10 + by]).baseline).toMatchObject({ label, direction });
  });
  test("higher is worse for jitter; without a worse side there is no direction", () => {
    expect(judged([1, 9], { worse: "higher" }).baseline?.direction).toBe("worse");
    expect(judged([1, 9], { worse: null }).baseline?.direction).toBeNull();
  });
  test("without an error nothing is claimed", () => {
    const { baseline } = judged([1, 100], { published: null });
    expect(baseline).toMatchObject({ label: "no-error-known", inError: null, error: null, value: 99 });
  });
  test("repeats within visits are never ground for 'exceeds'", () => {
    const visits = visitsOf([10, 30], { takes: 3, withinVisitSd: 0.5 });
    const { baseline } = judgeChange({
      visit: visits[1]!,
      earlier: [visits[0]!],
      unit: "1/s",
      published: null,
      worse: "lower",
    });
    expect(baseline).toMatchObject({ label: "beyond-short-term-error-only", error: { kind: "repeats" } });
    // 2.776 * 0.5 * sqrt(2 / 3), four degrees of freedom
    expect(baseline?.error?.limit).toBeCloseTo(2.776445 * 0.5 * Math.sqrt(2 / 3), 5);
  });
});

describe("which error judges", () => {
  const steady = visitsOf([10, 10.5, 9.5, 10.2, 9.8], { takes: 3, withinVisitSd: 0.1 });
  test("published before the patient's own line before repeats", () => {
    expect(errorsOf(steady, { sem: 2, source: "x" }, "1/s")([0, 1])).toMatchObject({
      kind: "published",
      sem: 2,
      degreesOfFreedom: null,
    });
    expect(errorsOf(steady, null, "1/s")([0, 1])).toMatchObject({ kind: "own-line", degreesOfFreedom: 2 });
    expect(errorsOf(steady.slice(0, 4), null, "1/s")([0, 1])).toMatchObject({ kind: "repeats" });
  });
  test("a decline is no error, nor is the step that is judged", () => {
    const line = visitsOf([10, 9.1, 8.2, 7.0, 6.1, 5]);
    const stepped = line.map((visit, i) => (i === 5 ? { ...visit, value: visit.value - 20 } : visit));
    const [before, after] = [line, stepped].map((visits) => errorsOf(visits, null, "1/s")([0, 1]));
    expect(after?.sem).toBeCloseTo(before!.sem, 9); // judged by a line that does not contain it
    expect(after?.sem).toBeLessThan(0.4);
  });
  test("a score that never moved has the error of its rounding, not none", () => {
    expect(errorsOf(visitsOf([12, 12, 12, 12, 12]), null, "points")([0, 1])?.sem).toBeCloseTo(0.2887, 4);
    expect(judged([12, 12, 12, 12, 11], { published: null, unit: "points" }).baseline?.label).toBe(
      "within-measurement-error",
    );
    expect(errorsOf(visitsOf([12, 12, 12, 12, 12]), null, "1/s")([0, 1])).toBeNull();
  });
});
