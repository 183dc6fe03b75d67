import { expect, test } from "vitest";
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
