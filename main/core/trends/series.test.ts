import { expect, test } from "vitest";
import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";
import { mdc95 } from "./measurement-error.ts";
import { measureSeries } from "./observations.ts";
import { buildTrends } from "./series.ts";
import { inputOf, predictionOf, recordingOf, visitOn } from "./trends.fixtures.ts";

// 30.4375 days are a month: these are 0, 4 and 8 months after the first
const dates = ["2025-01-01", "2025-05-03", "2025-09-02"] as const;
const [first, second, third] = dates.map((date) => visitOn(date)) as [
  ReturnType<typeof visitOn>,
  ReturnType<typeof visitOn>,
  ReturnType<typeof visitOn>,
];
const rates = (...values: number[]) => values.map((rate) => ({ measures: { "ddk-rate": rate } }));

test("a measure over three visits: points, baseline, slope per month, months since onset", () => {
  const [a, b, c] = rates(6, 5, 4);
  const input = inputOf(
    [
      { visit: first, ...a },
      { visit: second, ...b },
      { visit: third, ...c },
    ],
    { patient: { sex: null, birthDate: null, onsetDate: "2024-01-01" } },
  );
  const [series, ...others] = buildTrends(input);
  expect(others).toEqual([]);
  expect(series).toMatchObject({ id: "ddk-rate", name: "name of ddk-rate", task: "ddk-pa", unit: "1/s" });
  expect(series?.points.map(({ value, date }) => [date, value])).toEqual([
    [dates[0], 6],
    [dates[1], 5],
    [dates[2], 4],
  ]);
  expect(series?.points[0]?.monthsSinceOnset).toBeCloseTo(366 / 30.4375, 10);
  expect(series?.baseline).toEqual({ value: 6, visits: 1 });
  expect(series?.slope?.perMonth).toBeCloseTo(-2 / (244 / 30.4375), 10);
  expect(series?.slope?.visits).toBe(3);
  expect(series?.change).toEqual({ value: -2, inMdc: null, label: "no-error-known" });
});

test("the baseline may be the mean of the first two visits", () => {
  const [a, b, c] = rates(6, 5, 4);
  const input = inputOf([
    { visit: first, ...a },
    { visit: second, ...b },
    { visit: third, ...c },
  ]);
  const [series] = buildTrends(input, { baselineVisits: 2 });
  expect(series?.baseline).toEqual({ value: 5.5, visits: 2 });
  expect(series?.change?.value).toBe(-1.5);
});

test("three repeats within a visit give the measurement error", () => {
  const input = inputOf([
    ...rates(5.8, 6, 6.2).map((rate) => ({ visit: first, ...rate })),
    ...rates(4, 4.2).map((rate) => ({ visit: second, ...rate })),
  ]);
  const [series] = buildTrends(input);
  expect(series?.points[0]).toMatchObject({ value: 6, repeats: 3 });
  expect(series?.points[0]?.withinVisitSd).toBeCloseTo(0.2, 10);
  // pooled: (2 * 0.04 + 0.02) / 3; t with 3 degrees of freedom is 3.182446
  expect(series?.mdc?.value).toBeCloseTo(3.182446 * Math.SQRT2 * Math.sqrt(0.1 / 3), 5);
  expect(series?.change).toMatchObject({
    value: expect.closeTo(-1.9, 10),
    label: "exceeds-measurement-error",
  });
});

test("a point that failed quality is shown and does not count; a good repeat beats a bad one", () => {
  const bad = { flags: ["clipped" as const] };
  const [a, b, b2, c] = rates(6, 5, 99, 50);
  const input = inputOf([
    { visit: first, ...a },
    { visit: second, ...b },
    { visit: second, ...b2, ...bad },
    { visit: third, ...c, ...bad },
  ]);
  const [series] = buildTrends(input);
  expect(series?.points.map(({ value, accepted, repeats }) => [value, accepted, repeats])).toEqual([
    [6, true, 1],
    [5, true, 1],
    [50, false, 1],
  ]);
  expect(series?.change?.value).toBe(-1);
  expect(series?.slope).toBeNull();
});

test("a format that is the same at every visit does not disqualify", () => {
  const [a] = rates(6);
  const [series] = buildTrends(inputOf([{ visit: first, ...a, flags: ["low-sample-rate", "lossy-codec"] }]));
  expect(series?.points[0]?.accepted).toBe(true);
});

test("another device splits the series, and so does another sampling rate", () => {
  const [a, b, c] = rates(6, 5, 4);
  const device = inputOf([
    { visit: first, ...a },
    { visit: visitOn(dates[1], "telephone"), ...b },
    { visit: visitOn(dates[2], "telephone"), ...c },
  ]);
  const [series] = buildTrends(device);
  expect(series?.points.map(({ breakBefore }) => breakBefore)).toEqual([false, true, false]);
  expect(series?.baseline).toEqual({ value: 5, visits: 1 });
  expect(series?.change?.value).toBe(-1);
  expect(series?.slope).toBeNull();
  const rate = inputOf([
    { visit: first, ...a },
    { visit: second, ...b },
    { visit: third, ...c, sampleRateHz: 8000 },
  ]);
  expect(buildTrends(rate)[0]?.change?.label).toBe("not-enough-visits");
});

test("another program version marks the series and does not split it", () => {
  const [a, b] = rates(6, 5);
  const input = inputOf([
    { visit: first, ...a },
    { visit: second, ...b, programVersion: "0.2.0" },
  ]);
  const [series] = buildTrends(input);
  expect(series?.points[1]).toMatchObject({ version: "Bulbar 0.2.0", breakBefore: true });
  expect(series?.change?.value).toBe(-1);
});

test("models: probability of the positive label, the expected level, another file splits", () => {
  const models = [
    { id: "als-cnn", name: "CNN", ordinal: false, positiveLabel: "ALS" },
    { id: "grade", name: "Grade", ordinal: true, positiveLabel: null },
    { id: "digits", name: "Digits", ordinal: false, positiveLabel: null },
  ];
  const grade = {
    model: "grade",
    labels: ["0", "1", "2"],
    probabilities: [0.2, 0.3, 0.5],
    expectedLevel: 1.3,
  };
  const all = [predictionOf({}), predictionOf(grade), predictionOf({ model: "digits" })];
  const input = inputOf(
    [
      { visit: first, task: "vowel-a", predictions: all },
      { visit: first, task: "vowel-i", predictions: [predictionOf({ probabilities: [0.2, 0.8] })] },
      {
        visit: second,
        task: "vowel-a",
        predictions: [predictionOf({ modelSha256: "bb", version: "2.0.0" })],
      },
    ],
    { models },
  );
  const [screen, level, ...others] = buildTrends(input);
  expect(others).toEqual([]);
  expect(screen).toMatchObject({ id: "als-cnn:ALS", name: "CNN: probability of ALS", unit: "probability" });
  expect(screen?.points.map(({ value }) => value)).toEqual([expect.closeTo(0.7, 10), 0.6]);
  expect(screen?.points[0]?.withinVisitSd).toBeNull();
  expect(screen?.points[1]).toMatchObject({ breakBefore: true, version: "2.0.0 (Bulbar 0.1.0)" });
  expect(screen?.change?.label).toBe("not-enough-visits");
  expect(level).toMatchObject({ id: "grade:level", unit: "level", points: [{ value: 1.3 }] });
});

test("ALSFRS-R with its published error, first of all; a change of 1 exceeds 0.86", () => {
  const items: Alsfrs = {
    ...{ speech: 4, salivation: 4, swallowing: 3, handwriting: 4, cuttingFood: 4, gastrostomy: false },
    ...{ dressing: 4, turningInBed: 4, walking: 4, climbingStairs: 4 },
    ...{ dyspnoea: 4, orthopnoea: 4, respiratoryInsufficiency: 4 },
  };
  const input = inputOf(
    [
      { visit: first, measures: { "f0-mean": 100, "speaking-rate": 3 }, task: "reading" },
      { visit: visitOn(dates[1], "telephone") },
    ],
    {
      alsfrs: [
        { visitId: first.id, alsfrs: items },
        { visitId: second.id, alsfrs: { ...items, speech: 3 } },
      ],
      norms: {
        schemaVersion: 1,
        norms: [],
        measurementError: [
          {
            measure: "alsfrs-speech",
            tasks: ["alsfrs-r"],
            unit: "points",
            mdc95: 0.86,
            population: "",
            citation: "Stegmann 2024",
            verified: true,
          },
        ],
      },
    },
  );
  const series = buildTrends(input);
  expect(series.map(({ id }) => id)).toEqual([
    "alsfrs-speech",
    "alsfrs-bulbar",
    "alsfrs-total",
    "speaking-rate",
    "f0-mean",
  ]);
  expect(series[0]?.mdc).toEqual({ value: expect.closeTo(0.86, 10), source: "Stegmann 2024" });
  expect(series[0]?.change).toMatchObject({ value: -1, label: "exceeds-measurement-error" });
  expect(series.slice(0, 3).map(({ points }) => points[1]?.value)).toEqual([3, 10, 46]);
});

test("what tracks ALS best comes first, whatever the order of recordings", () => {
  const input = inputOf([
    { visit: first, task: "vowel-i", measures: { "f0-sd": 1 } },
    { visit: first, task: "vowel-a", measures: { hnr: 20, "f0-sd": 1, "jitter-local": null } },
    { visit: first, task: "ddk-pa", measures: { "ddk-rate": 6 } },
    { visit: first, task: "reading", measures: { "pause-ratio": 10, "speaking-rate": 4 } },
  ]);
  expect(buildTrends(input).map(({ id, task }) => `${id} ${task}`)).toEqual([
    "speaking-rate reading",
    "pause-ratio reading",
    "ddk-rate ddk-pa",
    "f0-sd vowel-a",
    "hnr vowel-a",
    "f0-sd vowel-i",
  ]);
});

test("an analysis for another task than the recording's does not count", () => {
  const [a, b] = rates(6, 5);
  const input = inputOf([
    { visit: first, ...a },
    { visit: second, ...b },
  ]);
  const [kept, corrected] = input.recordings;
  const [series] = buildTrends({ ...input, recordings: [kept!, { ...corrected!, task: "ddk-ta" }] });
  expect(series?.points.map(({ value }) => value)).toEqual([6]);
});

test("a known SEM and a norm for the patient's sex and age", () => {
  const source = { tasks: ["ddk-pa"], unit: "1/s", citation: "Somebody 2020", verified: true };
  const norm = { measure: "ddk-rate", ...source, language: null, algorithm: "Praat", sex: "female" as const };
  const [a, b] = rates(6, 5);
  const input = inputOf(
    [
      { visit: first, ...a },
      { visit: second, ...b },
    ],
    {
      patient: { sex: "female", birthDate: "1960-01-01", onsetDate: null },
      norms: {
        schemaVersion: 1,
        norms: [{ ...norm, ageYears: [60, 70], kind: "mean", mean: 6, sd: 1 }],
        measurementError: [{ measure: "ddk-rate", ...source, sem: 0.5, population: "" }],
      },
    },
  );
  const [series] = buildTrends(input);
  expect(series?.norm).toEqual({ lower: 4.04, upper: 7.96, citation: "Somebody 2020" });
  expect(series?.mdc?.value).toBeCloseTo(mdc95(0.5), 10);
  expect(series?.change).toMatchObject({
    label: "within-measurement-error",
    inMdc: expect.closeTo(-1 / mdc95(0.5)),
  });
});

test("vowel space: one value a visit from its vowels, hollow where a vowel failed quality", () => {
  const vowels = (visit: typeof first, u: { f1: number; f2: number }, flags: QualityFlag[] = []) => [
    { visit, task: "vowel-a" as const, measures: { f1: 700, f2: 1200 } },
    { visit, task: "vowel-i" as const, measures: { f1: 300, f2: 2300 } },
    { visit, task: "vowel-u" as const, measures: u, flags },
  ];
  const series = buildTrends(
    inputOf([...vowels(first, { f1: 350, f2: 800 }), ...vowels(second, { f1: 350, f2: 1150 }, ["low-snr"])]),
  );
  const [ratio, ...others] = series.filter(({ id, task }) => id === "f2i-f2u" && task === "visit");
  expect(others).toEqual([]);
  expect(ratio!.points.map(({ value, accepted, repeats }) => ({ value, accepted, repeats }))).toEqual([
    { value: 2.875, accepted: true, repeats: 1 },
    { value: 2, accepted: false, repeats: 1 },
  ]);
  expect(series.find(({ id }) => id === "tvsa")!.points[0]!.value).toBe(272_500);
});

test("another recogniser splits the digit score, and no other measure", () => {
  const visits = ["2025-01-01", "2025-02-01"].map((date) => visitOn(date));
  const analysed = visits.map((visit, i) => {
    const measures = { "digit-intelligibility": 90 + i, "speaking-rate": 3 };
    const { analysis } = recordingOf({ visit, task: "digits", measures });
    const intelligibility = {
      model: "digits-cnn",
      version: `0.${i + 1}.0`,
      scorePercent: 90 + i,
      answers: [],
    };
    return { visit, task: "digits" as const, analysis: { ...analysis!, intelligibility } };
  });
  const [score, rate] = measureSeries(analysed, (id) => id).map(({ observations }) => observations);
  expect(score!.map(({ version }) => version)).toEqual([
    "Bulbar 0.1.0, digits-cnn 0.1.0",
    "Bulbar 0.1.0, digits-cnn 0.2.0",
  ]);
  expect(score![0]!.protocol).not.toBe(score![1]!.protocol);
  expect(rate![0]!.protocol).toBe(rate![1]!.protocol);
  expect(rate![0]!.version).toBe("Bulbar 0.1.0");
});
