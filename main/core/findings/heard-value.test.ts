import { describe, expect, test } from "vitest";
import type { Heard, Ratings } from "../../../shared/domain/listening.ts";
import { findPassage } from "../protocol/passages.ts";
import { inputOf, recordingOf, visitOn } from "./findings.fixtures.ts";
import { heardValues } from "./heard-value.ts";
import { patientFindings } from "./patient-findings.ts";
import { type JudgedTake, judgeTakes } from "./takes.ts";

const dates = ["2026-01-05", "2026-04-05", "2026-07-05"];
const visits = dates.map((date) => visitOn(date));

type Told = { visit: number; listener?: string; isRepeat?: boolean } & (
  | { ratings: Ratings }
  | { right: number; heardBefore?: boolean }
);

/** Findings of three visits with one take of sentences each, and what listeners told of them. */
function judged(told: Told[], wordsPerMinute = 140) {
  const input = inputOf(
    visits.map((visit) => ({
      visit,
      task: "sentences" as const,
      measures: { "speaking-rate-wpm": wordsPerMinute },
    })),
  );
  const observed = input.visits.map((one, visit) => ({
    ...one,
    heard: told
      .filter((each) => each.visit === visit)
      .map(({ listener = "A", isRepeat = false, ...answer }): Heard => {
        const recordingId = one.takes[0]!.recording.id;
        const common = { recordingId, sessionId: "s", listener, isRepeat, amongVisits: 3, answeredAt: "" };
        if ("ratings" in answer) return { ...common, kind: "rating", answer: answer.ratings };
        const { right, heardBefore = false } = answer;
        const { id, words } = findPassage("unseen-en-1")!;
        const typed = { passage: id, typed: "", words, right, heardBefore };
        return { ...common, kind: "transcription", answer: typed };
      }),
  }));
  const sample = { source: "s", population: "p", seen: "abstract" as const };
  const error = {
    ...sample,
    measure: "sentence-intelligibility",
    tasks: ["sentences"],
    unit: "%",
    mdc95: 12.07,
  };
  const norms = { schemaVersion: 2 as const, norms: [], typical: [], measurementError: [error] };
  return patientFindings({ ...input, visits: observed, norms, language: "en" });
}

const findingOf = (found: ReturnType<typeof judged>, visit: number, measure: string) =>
  found.ofVisit(visits[visit]!.id).findings.find((one) => one.measure === measure);

test("a visit's value is the mean over its listeners; a repeat and what nobody could tell do not count", () => {
  const found = judged([
    { visit: 0, listener: "A", ratings: { hypernasality: 1, "listening-effort": null } },
    { visit: 0, listener: "A", isRepeat: true, ratings: { hypernasality: 3 } },
    { visit: 0, listener: "B", ratings: { hypernasality: 2 } },
  ]);
  expect(findingOf(found, 0, "hypernasality")).toMatchObject({
    value: 1.5,
    unit: "points",
    task: "sentences",
  });
  expect(findingOf(found, 0, "listening-effort")).toBeUndefined();
  expect(findingOf(found, 1, "hypernasality")).toBeUndefined();
});

test("other listeners start a course anew", () => {
  const found = judged([
    { visit: 0, listener: "A", ratings: { "listening-effort": 20 } },
    { visit: 1, listener: "A", ratings: { "listening-effort": 40 } },
    { visit: 2, listener: "B", ratings: { "listening-effort": 60 } },
  ]);
  expect(findingOf(found, 1, "listening-effort")!.change).toMatchObject({ value: 20, direction: "worse" });
  expect(findingOf(found, 2, "listening-effort")).toMatchObject({
    change: null,
    notJudged: "listeners-changed",
  });
});

test("words understood are judged by the published error; sentences that were known do not count", () => {
  const { words } = findPassage("unseen-en-1")!;
  const found = judged([
    { visit: 0, right: words },
    { visit: 1, right: words - 6 },
    { visit: 2, right: Math.round(words * 0.7) },
    { visit: 2, listener: "B", right: words, heardBefore: true },
  ]);
  const [slight, clear] = [1, 2].map((visit) => findingOf(found, visit, "sentence-intelligibility")!);
  expect(slight!.change).toMatchObject({ label: "within-measurement-error", direction: "worse" });
  expect(clear!.change).toMatchObject({ label: "exceeds-measurement-error", error: { kind: "published" } });
  expect(clear!.value).toBeCloseTo((100 * Math.round(words * 0.7)) / words, 6);
  expect(found.ofVisit(visits[2]!.id).progression.worse).toMatchObject([
    { measure: "sentence-intelligibility", family: "heard" },
  ]);
  expect(found.courses.find(({ id }) => id === "sentence-intelligibility")!.points).toHaveLength(3);
});

test("the stratum of a rate knows how much is understood", () => {
  const { words } = findPassage("unseen-en-1")!;
  const stratum = (right: number) => judged([{ visit: 0, right }]).ofVisit(visits[0]!.id).rateStratum;
  expect(stratum(words)).toBe("rate-slow-intelligibility-kept");
  expect(stratum(words - 10)).toBe("rate-slow-intelligibility-reduced");
});

describe("what stands behind a value that people gave", () => {
  const takesOf = (count: number) =>
    judgeTakes(Array.from({ length: count }, () => recordingOf({ visit: visits[0]!, task: "sentences" })));
  const chosen = (take: JudgedTake, decision: "take-in" | "leave-out"): JudgedTake => ({
    ...take,
    choice: {
      recordingId: take.recording.id,
      decision,
      reason: "heard",
      by: "ada",
      at: `${dates[0]}T10:00:00Z`,
    },
  });
  const rated = ({ recording }: JudgedTake, listener: string, hypernasality: number): Heard => ({
    ...{
      recordingId: recording.id,
      sessionId: "s",
      listener,
      isRepeat: false,
      amongVisits: 1,
      answeredAt: "",
    },
    ...{ kind: "rating", answer: { hypernasality } },
  });

  test("the mean over the takes of each take's listeners, with the scatter between takes", () => {
    const [one, two] = takesOf(2) as [JudgedTake, JudgedTake];
    const marks = [rated(one, "B", 0), rated(one, "A", 2), rated(two, "B", 3)];
    const [value, ...others] = heardValues([one, two], marks);
    expect(others).toEqual([]);
    expect(value).toMatchObject({
      ...{ value: 2, used: [one.recording.id, two.recording.id] },
      ...{ missing: [], doubts: [], byHand: false, doubtful: false },
    });
    expect(value!.withinVisitSd).toBeCloseTo(Math.SQRT2, 10);
    expect(value!.conditions).toMatchObject({ listeners: "A, B", device: "", passage: null });
  });

  test("a take alone has no scatter between takes; a take that nobody marked has no part", () => {
    const [one, two] = takesOf(2) as [JudgedTake, JudgedTake];
    const [value] = heardValues([one, two], [rated(two, "A", 1)]);
    expect(value).toMatchObject({ value: 1, used: [two.recording.id], withinVisitSd: null, leftOut: [] });
  });

  test("marks of takes that a person left out give no value", () => {
    const take = chosen(takesOf(1)[0]!, "leave-out");
    const [value] = heardValues([take], [rated(take, "A", 1)]);
    expect(value).toMatchObject({ value: null, used: [], leftOut: [{ reason: "left-out-by-hand" }] });
  });

  test("a take that a person took in counts though it was never analysed", () => {
    const take = chosen({ ...takesOf(1)[0]!, analysis: null }, "take-in");
    expect(heardValues([take], [rated(take, "A", 1)])[0]).toMatchObject({ value: 1 });
  });

  test("what was read is remembered, and sentences written down say how many words were right, nothing else", () => {
    const [take] = takesOf(1) as [JudgedTake];
    const { analysis } = take;
    const passage = "unseen-en-1";
    const read = { ...take, analysis: { ...analysis!, settings: { ...analysis!.settings, passage } } };
    const written: Heard = {
      ...rated(take, "A", 0),
      kind: "transcription",
      answer: { passage, typed: "", words: 40, right: 30, heardBefore: false },
    };
    const values = heardValues([read], [written]);
    expect(values.map(({ measure, value, unit }) => [measure, value, unit])).toEqual([
      ["sentence-intelligibility", 75, "%"],
    ]);
    expect(values[0]!.conditions.passage).toBe(passage);
  });
});
