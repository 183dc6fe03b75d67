import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BulbarError } from "../../../shared/domain/error.ts";
import { worseSide } from "../../../shared/domain/worse-side.ts";
import { judgeNorm, type Norm, type Norms, parseNorms, typicalValue } from "./norms.ts";
import { publishedError, semOf } from "./published-error.ts";

const shipped = parseNorms(readFileSync(new URL("../../../resources/norms.json", import.meta.url), "utf8"));

const nobody = { sex: null, ageYears: null, language: null };

const row = {
  ...{ measure: "jitter-local", tasks: ["vowel-a"], unit: "%", source: "s", population: "p", program: "x" },
  ...{ seen: "measured" as const, sex: null, ageYears: null, language: null, otherLanguages: false },
};
const percentile: Norm = {
  ...row,
  kind: "percentile",
  limit: 1,
  interval: [0.7, 1.6],
  centre: 0.4,
  speakers: 33,
};

const ofError = {
  ...{ measure: "hnr", tasks: ["vowel-a"], unit: "dB", source: "s", population: "p" },
  seen: "abstract" as const,
};

function normsOf(...rows: Norm[]): Norms {
  return { schemaVersion: 2, norms: rows, typical: [], measurementError: [] };
}

describe("the worse side", () => {
  test.each([
    ["f0-sd", "vowel-a", "higher"],
    ["f0-sd", "reading", "lower"],
    ["f0-range", "mpt-a", "higher"],
    ["jitter-local", "vowel-i", "higher"],
    ["mpt", "mpt-a", "lower"],
    ["ddk-rate", "ddk-ka", "lower"],
    ["alsfrs-bulbar", "alsfrs-r", "lower"],
    ["speaking-rate-wpm", "reading", "lower"],
    ["f0-mean", "vowel-a", null],
    ["unheard-of", "vowel-a", null],
  ])("of %s in %s is %s", (measure, task, side) => {
    expect(worseSide(measure, task)).toBe(side);
  });
});

describe("one-sided, with a borderline zone", () => {
  const query = { measure: "jitter-local", task: "vowel-a", unit: "%", ...nobody };
  test.each([
    [0.001, "within"],
    [0.69, "within"],
    [0.7, "borderline"],
    [1.6, "borderline"],
    [1.61, "outside"],
  ] as const)("jitter %d is %s", (value, verdict) => {
    expect(judgeNorm(normsOf(percentile), { ...query, value })).toMatchObject({ verdict, side: "higher" });
  });
  test("another task, another unit, no worse side, no row: no norm", () => {
    const norms = normsOf(percentile);
    expect(judgeNorm(norms, { ...query, value: 9, task: "vowel-i" })).toBeNull();
    expect(judgeNorm(norms, { ...query, value: 9, unit: "s" })).toBeNull();
    expect(judgeNorm(norms, { ...query, value: 9, measure: "f0-mean" })).toBeNull();
    const undirected = normsOf({ ...percentile, measure: "f0-mean" });
    expect(judgeNorm(undirected, { ...query, value: 9, measure: "f0-mean" })).toBeNull();
    expect(judgeNorm(normsOf(), { ...query, value: 9 })).toBeNull();
  });
  test("a limit of the lower side: at it borderline or within, below it outside", () => {
    const least: Norm = { ...percentile, measure: "hnr", unit: "dB", limit: 10, interval: [8, 12] };
    const judge = (value: number, norm = least) =>
      judgeNorm(normsOf(norm), { ...query, measure: "hnr", unit: "dB", value })?.verdict;
    expect([7.9, 8, 12, 12.1].map((value) => judge(value))).toEqual([
      "outside",
      "borderline",
      "borderline",
      "within",
    ]);
  });
  test("a limit of mean and standard deviation lies 1.645 SD to the worse side, with its own interval", () => {
    const ofMean = { ...row, kind: "mean" as const, mean: 10, sd: 2, speakers: 50 };
    const half = 1.959964 * 2 * Math.sqrt(1 / 50 + 1.644854 ** 2 / (2 * 49));
    const higher = judgeNorm(normsOf(ofMean), { ...query, value: 10 })!;
    expect(higher.limit).toBeCloseTo(13.289708, 6);
    expect(higher.borderline).toEqual([
      expect.closeTo(13.289708 - half, 6),
      expect.closeTo(13.289708 + half, 6),
    ]);
    expect(higher.centre).toBe(10);
    const lower = judgeNorm(normsOf({ ...ofMean, measure: "hnr" }), { ...query, measure: "hnr", value: 10 })!;
    expect(lower.limit).toBeCloseTo(6.710292, 6);
    const named = judgeNorm(normsOf({ ...ofMean, limit: 13 }), { ...query, value: 10 })!;
    expect(named.limit).toBe(13);
  });
  test("a cut-off without a spread has no borderline", () => {
    const cutOff: Norm = { ...row, kind: "cut-off", limit: 1, speakers: null };
    expect(judgeNorm(normsOf(cutOff), { ...query, value: 1.01 })).toMatchObject({
      verdict: "outside",
      borderline: null,
    });
    expect(judgeNorm(normsOf(cutOff), { ...query, value: 1 })?.verdict).toBe("within");
  });
});

describe("groups of the source: unknown age or sex never makes a verdict worse", () => {
  const of = (sex: "male" | "female", limit: number): Norm => ({
    ...percentile,
    sex,
    limit,
    interval: [limit - 0.1, limit + 0.1],
  });
  const norms = normsOf(of("male", 1), of("female", 2));
  const query = { measure: "jitter-local", task: "vowel-a", unit: "%", ...nobody };
  test.each([
    ["male", 1.5, "outside"],
    ["female", 1.5, "within"],
    [null, 1.5, "borderline"],
    [null, 2.2, "outside"],
    [null, 0.5, "within"],
  ] as const)("sex %s, %d: %s", (sex, value, verdict) => {
    expect(judgeNorm(norms, { ...query, sex, value })?.verdict).toBe(verdict);
  });
  test("the limit shown where the group is not known is the most lenient one, on either side", () => {
    expect(judgeNorm(norms, { ...query, value: 1 })?.limit).toBe(2);
    const lower = normsOf({ ...of("male", 1), measure: "hnr" }, { ...of("female", 2), measure: "hnr" });
    expect(judgeNorm(lower, { ...query, measure: "hnr", value: 1 })?.limit).toBe(1);
  });
  test("a norm of one sex does not judge the other, one of both judges each", () => {
    expect(judgeNorm(normsOf(percentile), { ...query, sex: "female", value: 9 })).not.toBeNull();
    expect(judgeNorm(normsOf(of("male", 1)), { ...query, sex: "female", value: 9 })).toBeNull();
  });
  test("groups whose limits are cut-offs disagree between their limits", () => {
    const cutOff = (sex: "male" | "female", limit: number): Norm => ({
      ...{ ...row, kind: "cut-off", sex, limit, speakers: null },
    });
    const judge = (value: number) =>
      judgeNorm(normsOf(cutOff("male", 1), cutOff("female", 2)), { ...query, value })!;
    expect(judge(1.5)).toMatchObject({ verdict: "borderline", borderline: [1, 2] });
    expect(judge(0.9).verdict).toBe("within");
  });
  test("the first and the last year of a group of age are in it", () => {
    const aged = normsOf({ ...percentile, ageYears: [60, 69] });
    const judged = [59, 60, 69, 70].map((ageYears) => judgeNorm(aged, { ...query, ageYears, value: 1 }));
    expect(judged.map((norm) => norm !== null)).toEqual([false, true, true, false]);
  });
  test("of an unknown age another language's groups speak too, but not beside a norm of any age", () => {
    const old: Norm = { ...percentile, ageYears: [60, 69], language: "en" };
    const elsewhere: Norm = { ...percentile, language: "fi", otherLanguages: true, limit: 3 };
    const judge = (...norms: Norm[]) => judgeNorm(normsOf(...norms), { ...query, language: "en", value: 1 });
    expect(judge(old, elsewhere)?.limit).toBe(3);
    expect(judge(old, { ...old, ageYears: null, limit: 2 }, elsewhere)?.limit).toBe(2);
  });
});

describe("shipped norms", () => {
  test("words per minute: 150 of English speech, one-sided; none in another language", () => {
    const query = {
      ...{ measure: "speaking-rate-wpm", task: "reading", unit: "1/min" },
      ...{ sex: null, ageYears: 61 },
    };
    const judge = (value: number, language: string | null) =>
      judgeNorm(shipped, { ...query, value, language });
    expect(judge(139, "en-US")).toMatchObject({ verdict: "outside", limit: 150, centre: 186.88 });
    expect(judge(150, "en")?.verdict).toBe("borderline");
    expect(judge(320, "en")?.verdict).toBe("within");
    expect(judge(100, "de")).toBeNull();
    expect(judge(100, null)).toBeNull();
  });

  test.each([
    ["en", 40, 4.884],
    ["en", 70, 3.162],
    ["he", 40, 5.084],
    ["de", 50, 3.267],
    ["de", 70, 3.162],
    ["en", null, 3.162],
    [null, null, 3.162],
  ] as const)("/pataka/, %s, %s years: limit %d per s", (language, ageYears, limit) => {
    const query = { measure: "ddk-rate", task: "ddk-pataka", unit: "1/s", sex: null, language, ageYears };
    const judged = judgeNorm(shipped, { ...query, value: 7.4 });
    expect(judged?.limit).toBeCloseTo(limit, 2);
    expect(judged?.verdict).toBe("within"); // faster than healthy speakers is not outside
    expect(judgeNorm(shipped, { ...query, value: 2.5 })?.verdict).toBe("outside");
  });

  test("AVQI by language, else the Dutch cut-off, which says so; ABI only in its languages", () => {
    const judge = (measure: string, language: string | null) =>
      judgeNorm(shipped, { measure, task: "visit", unit: "1", value: 2, ...nobody, language });
    expect(judge("avqi", "fi")).toMatchObject({ limit: 1.83, verdict: "outside", language: "fi" });
    expect(judge("avqi", "de")).toMatchObject({ limit: 2.43, verdict: "within", language: "nl" });
    expect(judge("avqi", null)).toMatchObject({ language: "nl" });
    expect(judge("abi", "fi")).toMatchObject({ limit: 2.68 });
    expect(judge("abi", "de")).toBeNull();
  });

  test("what was harmful is gone: no limit of phonation time, nothing from MDVP or Mongolia", () => {
    const norms = shipped;
    for (const ageYears of [null, 65, 75, 85, 90])
      for (const sex of [null, "male", "female"] as const) {
        const query = { measure: "mpt", task: "mpt-a", unit: "s", ageYears, sex, language: null };
        expect(judgeNorm(norms, { ...query, value: 3 })).toBeNull();
      }
    expect(JSON.stringify(norms)).not.toMatch(/MDVP|Mongolia|Presbyphonia/);
    const query = { measure: "mpt", task: "mpt-a", sex: null, language: null };
    expect(typicalValue(norms, { ...query, ageYears: 75 })).toMatchObject({ centre: 22.97, speakers: 26 });
    expect(typicalValue(norms, { ...query, ageYears: 50 })).toBeNull();
    expect(typicalValue(norms, { ...query, ageYears: null })).toBeNull();
  });

  test("published errors: words per minute and the speech item; none for what has only a reliability", () => {
    const norms = shipped;
    const of = (measure: string, task: string, unit: string, language: string | null = null) =>
      publishedError(norms, { measure, task, unit, language });
    expect(of("speaking-rate-wpm", "reading", "1/min", "en")?.sem).toBeCloseTo(13.19, 2);
    expect(of("speaking-rate-wpm", "reading", "1/min", "de")).toBeNull();
    expect(of("alsfrs-speech", "alsfrs-r", "points")?.sem).toBeCloseTo(0.31, 2);
    expect(of("alsfrs-speech", "alsfrs-r", "percent")).toBeNull();
    expect(of("jitter-local", "vowel-a", "%")).toBeNull();
  });
});

test("SEM from SD and ICC of one sample: 10 sqrt(1 - 0.84) = 4", () => {
  expect(semOf({ sd: 10, icc: 0.84 })).toBeCloseTo(4, 12);
  expect(semOf({ icc: 0.84 })).toBeNull();
});

describe("a file of norms that is not as it should be is refused, and says where", () => {
  const refusal = (text: string) => {
    try {
      parseNorms(text);
    } catch (error) {
      return error as BulbarError;
    }
  };
  const file = (...norms: unknown[]) =>
    JSON.stringify({ schemaVersion: 2, norms, typical: [], measurementError: [] });
  test.each([
    ["not JSON", "{", /JSON/],
    ["another version", '{"schemaVersion": 1}', /schemaVersion/],
    ["a field that is not known", file({ ...percentile, upper: 3 }), /norms\[0\]/],
    [
      "a measure without a worse side",
      file({ ...percentile, measure: "f0-mean" }),
      /no worse side in vowel-a/,
    ],
    [
      "a measure without a worse side in one of its tasks",
      file(percentile, { ...percentile, measure: "f0-sd", tasks: ["vowel-a", "ddk-pa"] }),
      /f0-sd has no worse side in vowel-a, ddk-pa\n\s+→ at norms\[1\]/,
    ],
    ["an interval from right to left", file({ ...percentile, interval: [2, 1] }), /interval/],
    [
      "two norms of the same speakers",
      file(percentile, { ...percentile, sex: "male" }),
      /a second norm of jitter-local for the same speakers\n\s+→ at norms\[1\]/,
    ],
    [
      "an error in print that gives no standard error of measurement",
      JSON.stringify({ ...normsOf(), measurementError: [{ ...ofError, icc: 0.9 }] }),
      /neither sem, nor mdc95, nor sd with icc\n\s+→ at measurementError\[0\]/,
    ],
  ])("%s", (_, text, detail) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: "invalid-input", data: { file: "norms.json", why: "norms" } });
    expect(error?.data.detail).toMatch(detail);
    expect(error?.cause).toBeInstanceOf(Error);
  });

  test("an interval of one point is one", () => {
    expect(refusal(file({ ...percentile, interval: [1, 1] }))).toBeUndefined();
  });

  test.each([
    ["another measure", { measure: "shimmer-local" }, null],
    ["another task", { tasks: ["vowel-i"] }, null],
    ["another task beside the same", { tasks: ["vowel-i", "vowel-a"] }, "twin"],
    ["another language", { language: "fi" }, null],
    ["the other sex", { sex: "female" }, null],
    ["the same sex", { sex: "male" }, "twin"],
    ["both sexes", { sex: null }, "twin"],
    ["ages above", { ageYears: [70, 79] }, null],
    ["ages below", { ageYears: [50, 59] }, null],
    ["ages that end where the others begin", { ageYears: [50, 60] }, "twin"],
    ["ages that begin where the others end", { ageYears: [69, 79] }, "twin"],
    ["all ages", { ageYears: null }, "twin"],
  ])("beside a norm of men of 60 to 69 years one of %s: %s", (_, other, twin) => {
    const men = { ...percentile, sex: "male", ageYears: [60, 69] };
    const second = { ...men, ...other };
    for (const text of [file(men, second), file(second, men)]) {
      const told = refusal(text)?.data.detail ?? null;
      expect(told && (/a second norm of/.test(String(told)) ? "twin" : told)).toBe(twin);
    }
  });
});
