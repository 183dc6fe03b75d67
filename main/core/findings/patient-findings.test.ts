import { expect, test } from "vitest";
import type { VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import { inputOf, type Made, predictionOf, visitOn } from "./findings.fixtures.ts";
import { patientFindings } from "./patient-findings.ts";

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
