import { expect, test } from "vitest";
import type { Heard, Ratings } from "../../../shared/domain/listening.ts";
import { findPassage } from "../protocol/passages.ts";
import { inputOf, visitOn } from "./findings.fixtures.ts";
import { patientFindings } from "./patient-findings.ts";

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
  expect(found.courses.find(({ id }) => id === "sentence-intelligibility")!.points).toHaveLength(3);
});

test("the stratum of a rate knows how much is understood", () => {
  const { words } = findPassage("unseen-en-1")!;
  const stratum = (right: number) => judged([{ visit: 0, right }]).ofVisit(visits[0]!.id).rateStratum;
  expect(stratum(words)).toBe("rate-slow-intelligibility-kept");
  expect(stratum(words - 10)).toBe("rate-slow-intelligibility-reduced");
});
