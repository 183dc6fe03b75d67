import { describe, expect, test } from "vitest";
import type { VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import { describeMeasure } from "../../../shared/domain/measure-catalogue.ts";
import { inputOf, type Made, predictionOf, visitOn } from "./findings.fixtures.ts";
import { firstCourses, patientFindings } from "./patient-findings.ts";

// 30.4375 days are a month: these are 0, 4, 8 and 12 months after the first
const dates = ["2025-01-01", "2025-05-03", "2025-09-02", "2026-01-01"] as const;
const visits = dates.map((date) => visitOn(date));
const rates = (...values: number[]): Made[] =>
  values.map((rate, index) => ({ visit: visits[index]!, measures: { "ddk-rate": rate } }));
/** A published standard error of measurement of the syllable rate, 1/s. */
const withError = (sem: number) => ({
  norms: {
    schemaVersion: 2 as const,
    norms: [],
    typical: [],
    measurementError: [
      {
        measure: "ddk-rate",
        tasks: ["ddk-pa"],
        unit: "1/s",
        source: "S",
        population: "P",
        seen: "abstract" as const,
        sem,
      },
    ],
  },
});

const alsModel = {
  id: "als-cnn",
  ordinal: false,
  positiveLabel: "ALS",
  labels: ["control", "ALS"],
  tasks: ["vowel-a" as const],
};

test("a measure over visits: points, baseline of two, line at its own level, months since onset", () => {
  const patient = { sex: null, ageYearsAt: () => null, onsetDate: "2024-01-01" };
  const { courses } = patientFindings(inputOf(rates(6, 5, 4), { patient }));
  expect(courses).toHaveLength(1);
  const [course] = courses;
  expect(course).toMatchObject({ id: "ddk-rate", task: "ddk-pa", unit: "1/s", comparableFrom: dates[0] });
  expect(course?.points.map(({ date, value }) => [date, value])).toEqual([
    [dates[0], 6],
    [dates[1], 5],
    [dates[2], 4],
  ]);
  expect(course?.points[0]?.monthsSinceOnset).toBeCloseTo(366 / 30.4375, 10);
  expect(course?.baseline).toEqual({ value: 5.5, visits: 2, date: dates[0] });
  expect(course?.line?.perMonth).toBeCloseTo(-2 / (244 / 30.4375), 10);
  expect(course?.line?.value).toEqual([expect.closeTo(6, 10), expect.closeTo(4, 10)]);
  expect(course).toMatchObject({
    change: { value: -1.5, inError: null, label: "no-error-known", direction: "worse" },
  });
  expect(course?.notJudged).toBe("no-error-known");
});

test("each visit is judged as of its own date, by the error that it names", () => {
  const { ofVisit, courses } = patientFindings(inputOf(rates(6, 5.9, 4), withError(0.2)));
  const of = (index: number) => ofVisit(visits[index]!.id).findings[0]!;
  expect(of(0)).toMatchObject({ value: 6, change: null, notJudged: "first-visit" });
  expect(of(1)).toMatchObject({
    change: {
      since: "baseline",
      sinceDate: dates[0],
      label: "within-measurement-error",
      error: { kind: "published" },
    },
    notJudged: null,
  });
  expect(of(2)).toMatchObject({
    change: {
      value: expect.closeTo(-1.95, 10),
      sinceVisits: 2,
      label: "exceeds-measurement-error",
      direction: "worse",
    },
    sinceLast: { since: "last", sinceDate: dates[1], value: expect.closeTo(-1.9, 10) },
  });
  expect(courses[0]!.points.map(({ change }) => change?.label ?? null)).toEqual([
    null,
    "within-measurement-error",
    "exceeds-measurement-error",
  ]);
  expect(courses[0]!.change).toEqual(of(2).change);
});

test("repeats within a visit alone are no ground for exceeding", () => {
  const repeated = [5.8, 6, 6.2].map((rate) => ({ visit: visits[0]!, measures: { "ddk-rate": rate } }));
  const { ofVisit } = patientFindings(
    inputOf([...repeated, { visit: visits[1]!, measures: { "ddk-rate": 3 } }]),
  );
  expect(ofVisit(visits[0]!.id).findings[0]).toMatchObject({
    value: 6,
    withinVisitSd: expect.closeTo(0.2, 10),
  });
  expect(ofVisit(visits[1]!.id).findings[0]!.change).toMatchObject({
    label: "beyond-short-term-error-only",
    error: { kind: "repeats" },
  });
});

test("a doubtful value is shown hollow, not judged, and nothing is held against it", () => {
  const [a, b, c] = rates(6, 50, 5.5);
  const { courses } = patientFindings(inputOf([a!, { ...b!, flags: ["clipped"] }, c!], withError(0.2)));
  expect(
    courses[0]!.points.map(({ value, doubtful, notJudged, comparable }) => [
      value,
      doubtful,
      notJudged,
      comparable,
    ]),
  ).toEqual([
    [6, false, "first-visit", true],
    [50, true, "doubtful-takes", false],
    [5.5, false, null, true],
  ]);
  expect(courses[0]!.change?.from).toBe(6);
});

test("a new microphone starts anew what it changes, at its own level, and nothing else", () => {
  const made = [10, 10, 10, 10, 5, 5, 5].map((value, index) => ({
    visit: visitOn(`2025-0${index + 1}-01`, index < 4 ? "headset" : "telephone"),
    task: "vowel-a" as const,
    measures: { hnr: value, "f0-mean": 120 + index },
  }));
  const { courses } = patientFindings(inputOf(made));
  const of = (wanted: string) => courses.find(({ id }) => id === wanted)!;
  expect(of("hnr").points.map(({ startsAnew }) => startsAnew)).toEqual([
    null,
    null,
    null,
    null,
    "device-changed",
    null,
    null,
  ]);
  expect(of("hnr")).toMatchObject({
    comparableFrom: "2025-05-01",
    baseline: { value: 5, visits: 2, date: "2025-05-01" },
  });
  expect(of("hnr").line).toMatchObject({ from: "2025-05-01", to: "2025-07-01", value: [5, 5], visits: 3 });
  expect(of("f0-mean").points.every(({ startsAnew }) => startsAnew === null)).toBe(true);
  expect(of("f0-mean").line).toMatchObject({ from: "2025-01-01", visits: 7 });
});

test("one answer a model and visit: all its tasks together, the number that the visit shows", () => {
  const answer = (task: "vowel-a" | "vowel-i", probability: number) => ({
    visit: visits[0]!,
    task,
    predictions: [predictionOf({ probabilities: [1 - probability, probability] })],
  });
  const models = [{ ...alsModel, tasks: ["vowel-a" as const, "vowel-i" as const] }];
  const { courses, ofVisit } = patientFindings(
    inputOf([answer("vowel-a", 0.8), answer("vowel-i", 0.6)], { models }),
  );
  const [course] = courses.filter(({ id }) => id.startsWith("als-cnn"));
  expect(courses).toHaveLength(1);
  expect(course).toMatchObject({ id: "als-cnn:ALS", task: "visit", unit: "probability" });
  expect(course!.points[0]!.value).toBeCloseTo(0.7, 10);
  expect(ofVisit(visits[0]!.id).findings[0]!.value).toBe(course!.points[0]!.value);
});

test("another model is another series' part, told by its code", () => {
  const models = [alsModel];
  const answers = ["aa", "bb"].map((modelSha256, index) => ({
    visit: visits[index]!,
    task: "vowel-a" as const,
    predictions: [predictionOf({ modelSha256 })],
  }));
  const [course] = patientFindings(inputOf(answers, { models })).courses;
  expect(course!.points[1]).toMatchObject({ startsAnew: "model-changed", notJudged: "model-changed" });
});

test("a vowel space takes the vowels' own findings", () => {
  const formants = (
    task: "vowel-a" | "vowel-i" | "vowel-u",
    f1: number,
    f2: number,
    flags: Made["flags"] = [],
  ): Made => ({
    visit: visits[0]!,
    task,
    measures: { f1, f2 },
    flags,
  });
  const input = inputOf([
    formants("vowel-a", 700, 1200),
    formants("vowel-a", 9000, 9000, ["clipped"]),
    formants("vowel-i", 300, 2300),
    formants("vowel-u", 350, 800),
  ]);
  const findings = patientFindings(input).ofVisit(visits[0]!.id).findings;
  const space = findings.find(({ measure }) => measure === "tvsa")!;
  expect(space.value).toBe(Math.abs(300 * (1200 - 800) + 700 * (800 - 2300) + 350 * (2300 - 1200)) / 2);
  expect(space).toMatchObject({
    task: "visit",
    used: expect.arrayContaining([]),
    leftOut: [{ reason: "clipped" }],
  });
  expect(space.used).toHaveLength(3);
});

test("the ALSFRS-R is judged as any measure, and no microphone cuts it", () => {
  const scores = (speech: number) => ({ speech, salivation: 4, swallowing: 4 }) as VisitAlsfrs["alsfrs"];
  const made = [visitOn(dates[0], "headset"), visitOn(dates[1], "telephone")].map((visit) => ({
    visit,
    measures: { "ddk-rate": 5 },
  }));
  const input = inputOf(made);
  const visitsWithScores = input.visits.map((one, index) => ({ ...one, alsfrs: scores(4 - index) }));
  const { courses } = patientFindings({ ...input, visits: visitsWithScores });
  expect(courses[0]).toMatchObject({
    id: "alsfrs-speech",
    change: { value: -1 },
    points: [{}, { startsAnew: null }],
  });
});

test("each visit's sentence is judged as of its date, from comparable visits, against an error that knows days", () => {
  const { norms } = withError(0.2);
  const speech = { ...norms.measurementError[0]!, measure: "speaking-rate", tasks: ["reading"] };
  const both = { norms: { ...norms, measurementError: [...norms.measurementError, speech] } };
  const made = [6, 6, 4, 4].flatMap((rate, index): Made[] => [
    { visit: visits[index]!, measures: { "ddk-rate": rate } },
    { visit: visits[index]!, task: "reading", measures: { "speaking-rate": rate } },
  ]);
  const verdictsOf = (input: Parameters<typeof inputOf>[1]) => {
    const { ofVisit } = patientFindings(inputOf(made, input));
    return visits.map(({ id }) => ofVisit(id).progression.verdict);
  };
  expect(verdictsOf(both)).toEqual(["first-visit", "no-change-detected", "possible-change", "likely-change"]);
  expect(verdictsOf({})).toEqual(["first-visit", "cannot-be-judged", "cannot-be-judged", "cannot-be-judged"]);
});

test("a level is worse towards the end that is not healthy, on scales of either direction", () => {
  const ofScale = (labels: string[], roles: ("healthy" | "ill" | "level")[], levels: number[]) => {
    const answered = levels.map((expectedLevel, index) => ({
      visit: visits[index]!,
      task: "vowel-a" as const,
      predictions: [
        predictionOf({ labels, probabilities: labels.map(() => 1 / labels.length), expectedLevel }),
      ],
    }));
    const models = [{ ...alsModel, ordinal: true, positiveLabel: null, labels, roles }];
    return patientFindings(inputOf(answered, { models })).courses[0];
  };
  const severity = ofScale(["1 severe", "2 mild", "3 healthy"], ["level", "level", "healthy"], [2, 1]);
  expect(severity).toMatchObject({ id: "als-cnn:level", change: { value: -1, direction: "worse" } });
  const signs = ofScale(["control", "ALS", "ALS with signs"], ["healthy", "ill", "ill"], [2, 1]);
  expect(signs?.change).toMatchObject({ value: -1, direction: "better" });
});

test("a point says at how many visits running its change was seen", () => {
  const { courses } = patientFindings(inputOf(rates(6, 6, 4, 3.9), withError(0.2)));
  expect(courses[0]!.points.map(({ change }) => change?.visits ?? null)).toEqual([null, 0, 1, 2]);
});

describe("charts that are looked at first", () => {
  const made: Made[] = [
    ...rates(6, 5),
    { visit: visits[0]!, task: "vowel-a", measures: { "jitter-local": 1, hnr: 20 } },
    { visit: visits[1]!, task: "vowel-a", measures: { "jitter-local": 2, hnr: null } },
  ];
  const input = inputOf(made);
  const { courses } = patientFindings(input);

  test("are those of all courses, without what has a value at one visit alone", () => {
    expect(courses.map(({ id }) => id)).toEqual(["ddk-rate", "jitter-local", "hnr"]);
    expect(firstCourses(input, null)).toEqual(courses.slice(0, 2));
  });

  test("are the clinic's own where it has a set", () => {
    expect(firstCourses(input, [{ id: "hnr", task: "vowel-a" }])).toEqual([courses[2]]);
  });
});

describe("a value that is missing", () => {
  test("is said to be missing, has no norm and no point; without any value there is no course", () => {
    const made = [6, null].map((rate, i): Made => ({ visit: visits[i]!, measures: { "ddk-rate": rate } }));
    const { courses, ofVisit } = patientFindings(inputOf(made, withError(0.2)));
    expect(courses[0]!.points.map(({ date }) => date)).toEqual([dates[0]]);
    expect(courses[0]!.baseline).toEqual({ value: 6, visits: 1, date: dates[0] });
    const { findings, progression } = ofVisit(visits[1]!.id);
    expect(findings[0]).toMatchObject({ value: null, notJudged: "no-value", change: null, norm: null });
    expect(progression.notSeen).toEqual([{ measure: "ddk-rate", task: "ddk-pa", reason: "no-value" }]);
    expect(patientFindings(inputOf(made.slice(1))).courses).toEqual([]);
  });

  test("at the visit: the sentence names what other visits had", () => {
    const [earlier] = rates(6);
    const later: Made = { visit: visits[1]!, task: "vowel-a", measures: { hnr: 20 } };
    const { ofVisit } = patientFindings(inputOf([earlier!, later]));
    const namedAt = (index: number) =>
      ofVisit(visits[index]!.id).progression.notSeen.map(({ measure, reason }) => [measure, reason]);
    // what is first measured later is nothing that the earlier visit lacks
    expect(namedAt(0)).toEqual([["ddk-rate", "first-visit"]]);
    expect(namedAt(1)).toEqual([
      ["ddk-rate", "no-value"],
      ["hnr", "first-visit"],
    ]);
  });

  test("everywhere: another measure speaks in its place, which one with a value somewhere does not leave", () => {
    const read = (index: number, wordsPerMinute: number | null): Made => ({
      ...{ visit: visits[index]!, task: "reading" },
      measures: { "speaking-rate-wpm": wordsPerMinute, "speaking-rate": 3 },
    });
    const namedOf = (...made: Made[]) =>
      patientFindings(inputOf(made))
        .ofVisit(visits[0]!.id)
        .progression.notSeen.map(({ measure }) => measure);
    expect(namedOf(read(0, null), read(1, null))).toEqual(["speaking-rate"]);
    expect(namedOf(read(0, null), read(1, 150))).toEqual(["speaking-rate-wpm"]);
  });

  test("of a visit that there is not: nothing is found and nothing is missed", () => {
    const { findings, progression, rateStratum } = patientFindings(inputOf(rates(6, 5))).ofVisit("none");
    expect([findings, progression.notSeen, rateStratum]).toEqual([[], [], null]);
  });
});

describe("the visit's sentence rests on visits that count and may be compared", () => {
  test("a doubtful value is not judged, and is no part of a later visit's baseline", () => {
    const [a, b, c] = rates(6, 50, 5.9);
    const { ofVisit } = patientFindings(inputOf([a!, { ...b!, flags: ["clipped"] }, c!], withError(0.2)));
    const doubtful = ofVisit(visits[1]!.id);
    expect(doubtful.findings[0]).toMatchObject({ change: null, sinceLast: null });
    expect(doubtful.progression).toMatchObject({ judged: 0, notSeen: [{ reason: "doubtful-takes" }] });
    expect(ofVisit(visits[2]!.id).progression).toMatchObject({ judged: 1, worse: [], better: [] });
  });

  const { norms } = withError(1);
  const ofVowel = { ...norms.measurementError[0]!, measure: "hnr", tasks: ["vowel-a"], unit: "1/s" };
  const withNoise = { norms: { ...norms, measurementError: [ofVowel] } };
  const noise = (values: number[]): Made[] =>
    values.map((hnr, i) => ({
      ...{ visit: visitOn(dates[i]!, i === 0 ? "headset" : "telephone"), task: "vowel-a", measures: { hnr } },
    }));

  test("a value by another microphone is no part of it", () => {
    const made = noise([20, 10, 10]);
    const { progression } = patientFindings(inputOf(made, withNoise)).ofVisit(made[2]!.visit.id);
    expect(progression).toMatchObject({ judged: 1, worse: [], sinceDate: dates[1] });
  });

  test("nor does one confirm a change", () => {
    const [course] = patientFindings(inputOf(noise([20, 20, 10, 10]), withNoise)).courses;
    expect(course!.points.map(({ change }) => change?.visits ?? null)).toEqual([null, null, 1, 1]);
  });

  test("a doubtful visit between two does not undo what both saw", () => {
    const months = ["01", "02", "03", "04", "05"].map((month) => visitOn(`2026-${month}-01`));
    const made = [6, 6, 4, 50, 3.9].map(
      (rate, i): Made => ({
        ...{ visit: months[i]!, measures: { "ddk-rate": rate }, flags: i === 3 ? ["clipped"] : [] },
      }),
    );
    const [course] = patientFindings(inputOf(made, withError(0.2))).courses;
    expect(course!.points.map(({ change }) => change?.visits ?? null)).toEqual([null, 0, 1, null, 2]);
  });

  test("each measure is named with the family under which it is shown", () => {
    const { measurementError } = withError(0.1).norms;
    const speech = { ...measurementError[0]!, measure: "alsfrs-speech", tasks: ["alsfrs-r"], unit: "points" };
    const input = inputOf(rates(6, 3), {
      norms: { ...norms, measurementError: [...measurementError, speech] },
    });
    const observed = input.visits.map((one, i) => ({
      ...one,
      alsfrs: { speech: 4 - 2 * i, salivation: 4, swallowing: 4 } as VisitAlsfrs["alsfrs"],
    }));
    const { worse } = patientFindings({ ...input, visits: observed }).ofVisit(visits[1]!.id).progression;
    expect(worse.map(({ measure, family }) => [measure, family])).toEqual([
      ["alsfrs-speech", "alsfrs-r"],
      ["ddk-rate", describeMeasure("ddk-rate")!.family],
    ]);
  });
});

test("a norm judges by the patient's sex, the age at the visit and the language", () => {
  const row = {
    ...{ measure: "ddk-rate", tasks: ["ddk-pa"], unit: "1/s", source: "s", population: "p", program: "x" },
    ...{ seen: "measured" as const, kind: "cut-off" as const, speakers: null, otherLanguages: false },
  };
  const norms = {
    ...withError(1).norms,
    norms: [
      { ...row, limit: 5, sex: "male" as const, ageYears: [60, 69] as [number, number], language: "en" },
      { ...row, limit: 4, sex: "male" as const, ageYears: [70, 79] as [number, number], language: "en" },
      { ...row, limit: 3, sex: "female" as const, ageYears: null, language: "en" },
      { ...row, limit: 2, sex: null, ageYears: null, language: "fi" },
    ],
  };
  const ageYearsAt = (date: string) => (date < dates[1] ? 69 : 70);
  const patient = { sex: "male" as const, onsetDate: null, ageYearsAt };
  const input = inputOf(rates(4.5, 4.5), { norms, patient, language: "en" });
  const { ofVisit, courses } = patientFindings(input);
  expect(visits.slice(0, 2).map(({ id }) => ofVisit(id).findings[0]!.norm)).toMatchObject([
    { limit: 5, verdict: "outside" },
    { limit: 4, verdict: "within" },
  ]);
  expect(courses[0]!.norm).toEqual(ofVisit(visits[1]!.id).findings[0]!.norm);
  const missing: Made = { visit: visits[0]!, measures: { "ddk-rate": null } };
  const without = patientFindings(inputOf([missing], { norms, patient, language: "en" }));
  expect(without.ofVisit(visits[0]!.id).findings[0]!.norm).toBeNull();
});

test("another version is told where it changes nothing of the measure, and not beside another microphone", () => {
  const made = [
    { visit: visitOn(dates[0]), programVersion: "0.1.0" },
    { visit: visitOn(dates[1]), programVersion: "0.2.0" },
    { visit: visitOn(dates[2]), programVersion: "0.2.0" },
    { visit: visitOn(dates[3], "telephone"), programVersion: "0.3.0" },
  ].map((one): Made => ({ ...one, task: "vowel-a", measures: { hnr: 20 } }));
  const [course] = patientFindings(inputOf(made)).courses;
  expect(course!.points.map(({ otherVersion }) => otherVersion)).toEqual([false, true, false, false]);
});

test("a line that does not tell up from down is withheld by the error of a change, where one is known", () => {
  const withheldOf = (input: Parameters<typeof inputOf>[1]) =>
    patientFindings(inputOf(rates(6, 5, 6.1), input)).courses[0]!.lineWithheld;
  expect(withheldOf({})).toBe("direction-not-known");
  expect(withheldOf(withError(0.2))).toBe("interval-too-wide");
});

test("the stratum of a rate goes by words a minute, whatever else was measured", () => {
  const made: Made = {
    ...{ visit: visits[0]!, task: "sentences" },
    measures: { "speaking-rate": 3, "speaking-rate-wpm": 140 },
  };
  const stratumOf = (language: string | null) =>
    patientFindings(inputOf([made], { language })).ofVisit(visits[0]!.id).rateStratum;
  expect(stratumOf("en")).toBe("rate-120-to-160");
  expect(stratumOf(null)).toBeNull();
});
