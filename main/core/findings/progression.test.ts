import { describe, expect, test } from "vitest";
import type { VisitValue } from "./error.ts";
import { judgeProgression, type MeasureCourse } from "./progression.ts";

const dates = ["2025-01-10", "2025-04-10", "2025-07-10", "2025-10-10", "2026-01-10", "2026-04-10"];

function course(measure: string, values: number[], given: Partial<MeasureCourse> = {}): MeasureCourse {
  const visits: VisitValue[] = values.map((value, i) => ({
    date: dates[i]!,
    value,
    takes: 1,
    withinVisitSd: null,
  }));
  return {
    measure,
    task: "vowel-a",
    family: "timing",
    unit: "1/s",
    worse: "lower",
    published: { sem: 1, source: "published" },
    visits,
    notJudged: null,
    ...given,
  };
}

const falling = [20, 20, 10, 9];

describe("the sentence", () => {
  test("at the first visit nothing is said", () => {
    const { verdict, judged, notSeen } = judgeProgression([course("ddk-rate", [20]), course("hnr", [20])]);
    expect({ verdict, judged }).toEqual({ verdict: "first-visit", judged: 0 });
    expect(notSeen).toEqual([
      { measure: "ddk-rate", task: "vowel-a", reason: "first-visit" },
      { measure: "hnr", task: "vowel-a", reason: "first-visit" },
    ]);
  });

  test("no error that knows days: it cannot be judged, and says so of each measure", () => {
    const repeats = course("ddk-rate", [20, 5], { published: null });
    const visits = repeats.visits.map((visit) => ({ ...visit, takes: 3, withinVisitSd: 0.1 }));
    const found = judgeProgression([{ ...repeats, visits }]);
    expect(found).toMatchObject({ verdict: "cannot-be-judged", worse: [], sinceDate: null });
    expect(found.notSeen).toEqual([{ measure: "ddk-rate", task: "vowel-a", reason: "no-error-known" }]);
  });

  test("one measure beyond its error, however often, is no change of the visit; nor are two of one performance", () => {
    const one = judgeProgression([course("ddk-rate", falling), course("hnr", [20, 20, 20, 20])]);
    expect(one.verdict).toBe("no-change-detected");
    expect(one.worse).toMatchObject([{ measure: "ddk-rate", visits: 2, direction: "worse" }]);
    const twins = judgeProgression([course("ddk-rate", falling), course("ddk-syllables", falling)]);
    expect(twins.verdict).toBe("no-change-detected");
  });

  test("two of different performances: possible at first, likely when the next visit confirms it", () => {
    const until = (visits: number) =>
      judgeProgression([
        course("ddk-rate", falling.slice(0, visits)),
        course("speaking-rate", falling.slice(0, visits)),
      ]);
    expect(until(2).verdict).toBe("no-change-detected");
    expect(until(3).verdict).toBe("possible-change");
    expect(until(4)).toMatchObject({ verdict: "likely-change", sinceDate: dates[0], judged: 2 });
  });

  test("a visit of the baseline confirms nothing", () => {
    const found = judgeProgression([course("ddk-rate", [30, 20, 10]), course("speaking-rate", [30, 20, 10])]);
    expect(found.verdict).toBe("possible-change");
    expect(found.worse.map(({ visits }) => visits)).toEqual([1, 1]);
  });

  test("the same way: one better and one worse are no change; all better is told as better", () => {
    const rising = [20, 20, 30, 31];
    const mixed = judgeProgression([course("ddk-rate", falling), course("speaking-rate", rising)]);
    expect(mixed).toMatchObject({ verdict: "no-change-detected", worse: [{}], better: [{}] });
    const better = judgeProgression([course("ddk-rate", rising), course("speaking-rate", rising)]);
    expect(better).toMatchObject({ verdict: "likely-change", worse: [] });
    expect(better.better).toHaveLength(2);
  });

  test("what could not have been seen is named, and what could with the smallest change found in 80 of 100", () => {
    const found = judgeProgression([
      course("ddk-rate", [20, 20, 20]),
      course("hnr", [20, 20, 20], { notJudged: "device-changed" }),
      course("fcr", []),
      course("f0-mean", [200, 100, 50], { worse: null }),
    ]);
    expect(found.notSeen).toEqual([
      { measure: "hnr", task: "vowel-a", reason: "device-changed" },
      { measure: "fcr", task: "vowel-a", reason: "no-value" },
    ]);
    expect(found.detectable).toHaveLength(1);
    // (1.96 + 0.84) sqrt(1.5)
    expect(found.detectable[0]!.value).toBeCloseTo((1.959964 + 0.841621) * Math.sqrt(1.5), 4);
  });
});

describe("what counts towards the sentence", () => {
  const steady = (measure: string) => course(measure, [20, 20, 20, 20]);
  const steadies = (count: number) => Array.from({ length: count }, (_, i) => steady(`alsfrs-${i}`));
  const two = [course("ddk-rate", falling.slice(0, 3)), course("hnr", falling.slice(0, 3))];

  test.each([
    [8, "possible-change"],
    [9, "no-change-detected"],
  ])(
    "two beyond their error beside %d that are not: %s; of more than ten it takes three",
    (beside, verdict) => {
      expect(judgeProgression([...two, ...steadies(beside)]).verdict).toBe(verdict);
      const three = [...two, course("mpt", falling.slice(0, 3))];
      expect(judgeProgression([...three, ...steadies(beside)]).verdict).toBe("possible-change");
    },
  );

  test("the longest confirmed is named first, with its value, its change and its change in errors", () => {
    const { worse } = judgeProgression([course("hnr", [20, 20, 20, 9]), course("ddk-rate", falling)]);
    expect(worse.map(({ measure, visits }) => [measure, visits])).toEqual([
      ["ddk-rate", 2],
      ["hnr", 1],
    ]);
    expect(worse[0]).toMatchObject({ value: 9, change: -11, direction: "worse" });
    expect(worse[0]!.inError).toBeCloseTo(-11 / (1.959964 * Math.sqrt(1.5)), 4);
  });

  test("a change within its error is named nowhere", () => {
    const slight = judgeProgression([course("hnr", [20, 19]), course("ddk-rate", [20, 21])]);
    expect(slight).toMatchObject({ judged: 2, worse: [], better: [] });
  });

  test("the sentence speaks since the earliest baseline", () => {
    const later = course("hnr", falling);
    const visits = later.visits.map((visit, i) => ({ ...visit, date: dates[i + 1]! }));
    const found = judgeProgression([{ ...later, visits }, course("ddk-rate", falling)]);
    expect(found.sinceDate).toBe(dates[0]);
  });

  test("models are one performance, the clinical score another", () => {
    const models = [course("als-cnn:ALS", falling), course("other:ALS", falling)];
    expect(judgeProgression(models).verdict).toBe("no-change-detected");
    const scores = [course("alsfrs-speech", falling), course("alsfrs-bulbar", falling)];
    expect(judgeProgression(scores).verdict).toBe("no-change-detected");
    expect(judgeProgression([models[0]!, scores[0]!]).verdict).toBe("likely-change");
  });

  test("two of one performance confirmed and one of another not yet: possible, not likely", () => {
    const mixed = [course("ddk-rate", falling), course("ddk-cv", falling), course("hnr", [20, 20, 20, 9])];
    expect(judgeProgression(mixed).verdict).toBe("possible-change");
  });

  test.each([
    ["no-value", [], "first-visit"],
    ["first-visit", [20], "first-visit"],
    ["device-changed", [20], "cannot-be-judged"],
    ["doubtful-takes", [], "cannot-be-judged"],
  ] as const)("nothing to compare because of %s: %j is %s", (notJudged, values, verdict) => {
    expect(judgeProgression([course("hnr", [...values], { notJudged })]).verdict).toBe(verdict);
  });

  test("a first value beside a course that cannot be judged is no first visit", () => {
    const known = course("ddk-rate", [20, 5], { published: null });
    expect(judgeProgression([course("hnr", [20]), known]).verdict).toBe("cannot-be-judged");
  });
});
