import { describe, expect, test } from "vitest";
import { compareVisits } from "./compare-visits.ts";
import { inputOf, type Made, visitOn } from "./findings.fixtures.ts";
import { patientFindings } from "./patient-findings.ts";

const [first, second, third] = ["2025-01-01", "2025-05-03", "2025-09-02"].map((date) => visitOn(date));
const rate = (visit: Made["visit"] | undefined, value: number, more: Partial<Made> = {}): Made => ({
  visit: visit!,
  measures: { "ddk-rate": value },
  ...more,
});
const published = { measure: "ddk-rate", tasks: ["ddk-pa"], unit: "1/s", source: "S", population: "P" };
const norms = {
  schemaVersion: 2 as const,
  norms: [],
  typical: [],
  measurementError: [{ ...published, seen: "abstract" as const, sem: 0.2 }],
};

/** The difference of two of the visits, by their places. */
function differences(made: Made[], from: number, to: number, takes: (string | null)[] = [null, null]) {
  const input = inputOf(made, { norms });
  const [a, b] = [input.visits[from]!, input.visits[to]!];
  return compareVisits({ visit: a, take: takes[0]! }, { visit: b, take: takes[1]! }, input);
}

test("the visit before is judged as its finding judges it", () => {
  const made = [rate(first, 6), rate(second, 5.9), rate(third, 4)];
  const input = inputOf(made, { norms });
  const { sinceLast } = patientFindings(input).ofVisit(third!.id).findings[0]!;
  const [difference] = differences(made, 1, 2);
  expect(difference).toMatchObject({ measure: "ddk-rate", task: "ddk-pa", a: 5.9, b: 4, notJudged: null });
  expect(difference?.change).toEqual({ ...sinceLast, since: "chosen" });
  expect(difference?.change).toMatchObject({ label: "exceeds-measurement-error", direction: "worse" });
});

test("any earlier visit can be compared with", () => {
  const [difference] = differences([rate(first, 6), rate(second, 5.9), rate(third, 5.8)], 0, 2);
  expect(difference?.change).toMatchObject({
    from: 6,
    value: expect.closeTo(-0.2, 10),
    sinceDate: first!.date,
    label: "within-measurement-error",
  });
});

test("what may not be compared is said instead of judged", () => {
  const phone = visitOn("2025-09-02", "telephone");
  const jitter = (visit: Made["visit"]): Made => ({
    visit,
    task: "vowel-a",
    measures: { "jitter-local": 1 },
  });
  const reasons = (made: Made[]) => differences(made, 0, 1).map(({ notJudged }) => notJudged);
  expect(reasons([jitter(first!), jitter(phone)])).toEqual(["device-changed"]);
  expect(reasons([rate(first, 6), rate(second, 5, { flags: ["clipped"] })])).toEqual(["doubtful-takes"]);
  expect(reasons([rate(first, 6), { visit: second!, task: "ddk-ta", measures: { "ddk-rate": 5 } }])).toEqual([
    "no-value",
    "no-value",
  ]);
});

test("a take alone stands for its visit, also one that was left out", () => {
  const made = [rate(first, 6), rate(second, 5), rate(second, 3, { flags: ["truncated"] })];
  const input = inputOf(made, { norms });
  const [a, b] = [input.visits[0]!, input.visits[1]!];
  const ofTake = (index: number) =>
    compareVisits({ visit: a, take: null }, { visit: b, take: b.takes[index]!.recording.id }, input)[0];
  expect(ofTake(0)).toMatchObject({ b: 5, notJudged: null });
  expect(ofTake(1)).toMatchObject({ b: 3, notJudged: "doubtful-takes", change: null });
});

test("two takes of one visit differ, and nothing is judged", () => {
  const made = [rate(first, 6), rate(second, 5), rate(second, 4.5)];
  const input = inputOf(made, { norms });
  const visit = input.visits[1]!;
  const [one, other] = visit.takes.map(({ recording }) => recording.id);
  expect(compareVisits({ visit, take: one! }, { visit, take: other! }, input)).toEqual([
    { measure: "ddk-rate", task: "ddk-pa", unit: "1/s", a: 5, b: 4.5, change: null, notJudged: "same-visit" },
  ]);
});

describe("an error from the patient's own visits", () => {
  const dates = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"];
  const course = dates.map((date, index) => rate(visitOn(date), [6, 5.8, 5.9, 5.6, 4][index]!));
  const compared = (made: Made[], from: number, to: number) => {
    const input = inputOf(made);
    const [a, b] = [input.visits[from]!, input.visits[to]!];
    return compareVisits({ visit: a, take: null }, { visit: b, take: null }, input)[0];
  };

  test("is that of the visits before the later one, as its finding judges it", () => {
    const { sinceLast } = patientFindings(inputOf(course)).ofVisit("visit 2025-05-01").findings[0]!;
    expect(sinceLast?.error).toMatchObject({ kind: "own-line" });
    expect(compared(course, 3, 4)?.change).toEqual({ ...sinceLast, since: "chosen" });
  });

  test.each<[string, Made]>([
    ["whose takes are doubtful", rate(visitOn("2025-01-15"), 2, { flags: ["clipped"] })],
    ["without a value", { visit: visitOn("2025-01-15"), measures: { "ddk-rate": null } }],
    ["of another task", { visit: visitOn("2025-01-15"), task: "ddk-ta", measures: { "ddk-rate": 2 } }],
  ])("has nothing of a visit %s", (_, odd) => {
    const made = [course[0]!, odd, ...course.slice(1)];
    expect(compared(made, 0, 5)).toEqual(compared(course, 0, 4));
  });

  test("has nothing of a visit that may not be compared", () => {
    const jitter = (date: string, value: number, device?: string): Made => ({
      ...{ visit: visitOn(date, device), task: "vowel-a", measures: { "jitter-local": value } },
    });
    const alike = dates.map((date, index) => jitter(date, [1, 1.1, 1, 1.2, 3][index]!));
    const made = [alike[0]!, jitter("2025-01-15", 9, "telephone"), ...alike.slice(1)];
    expect(compared(made, 0, 5)?.change).toMatchObject({ error: { kind: "own-line" } });
    expect(compared(made, 0, 5)).toEqual(compared(alike, 0, 4));
  });
});

test("a take of the earlier visit alone is what the later one is held against", () => {
  const made = [rate(first, 6), rate(second, 5), rate(second, 3), rate(third, 4)];
  const input = inputOf(made, { norms });
  const [, a, b] = input.visits;
  const change = (index: number) =>
    compareVisits({ visit: a!, take: a!.takes[index]!.recording.id }, { visit: b!, take: null }, input)[0]
      ?.change;
  expect(change(0)).toMatchObject({ from: 5, value: -1, sinceDate: second!.date });
  expect(change(1)).toMatchObject({ from: 3, value: 1 });
});

test("a take alone leaves the takes of the visit's other tasks", () => {
  const other = { task: "ddk-ta", measures: { "ddk-rate": 5.5 } } as const;
  const made = [rate(first, 6), rate(first, 6, other), rate(second, 5), rate(second, 5, other)];
  const input = inputOf(made, { norms });
  const [a, b] = input.visits;
  const found = compareVisits(
    { visit: a!, take: null },
    { visit: b!, take: b!.takes[0]!.recording.id },
    input,
  );
  expect(found.map(({ task, a: before, b: after }) => [task, before, after])).toEqual([
    ["ddk-pa", 6, 5],
    ["ddk-ta", 5.5, 5.5],
  ]);
});

test("of two takes of one visit only the measures of their task are compared", () => {
  const made = [rate(first, 6, { task: "ddk-ta" }), rate(first, 5), rate(first, 4.5)];
  const [visit] = inputOf(made).visits;
  const [, a, b] = visit!.takes.map(({ recording }) => ({ visit: visit!, take: recording.id }));
  expect(compareVisits(a!, b!, inputOf(made)).map(({ task }) => task)).toEqual(["ddk-pa"]);
});

test("a difference without a known error is told, and that nothing judges it", () => {
  const ta = { task: "ddk-ta" } as const;
  const [difference] = differences([rate(first, 6, ta), rate(second, 5, ta)], 0, 1);
  expect(difference).toMatchObject({
    ...{ a: 6, b: 5, notJudged: "no-error-known" },
    change: { value: -1, label: "no-error-known", error: null },
  });
});

test("a measure with a value at one of the visits alone is shown unjudged; one with none at all is not", () => {
  const none = { measures: { "ddk-rate": null } };
  expect(differences([rate(first, 6), { visit: second!, ...none }], 0, 1)).toMatchObject([
    { a: 6, b: null, change: null, notJudged: "no-value" },
  ]);
  expect(differences([{ visit: first!, ...none }, rate(second, 5)], 0, 1)).toMatchObject([
    { a: null, b: 5, change: null, notJudged: "no-value" },
  ]);
  expect(
    differences(
      [
        { visit: first!, ...none },
        { visit: second!, ...none },
      ],
      0,
      1,
    ),
  ).toEqual([]);
});
