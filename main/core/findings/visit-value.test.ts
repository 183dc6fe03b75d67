import { expect, test } from "vitest";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { recordingOf, visitOn } from "./findings.fixtures.ts";
import { type JudgedTake, judgeTakes } from "./takes.ts";
import { visitTaskMeasures, visitValue, visitValues } from "./visit-value.ts";

const visit = visitOn("2026-01-05");

type Made = { measures: Measures | null; task?: TaskId; onsetsSeconds?: number[] };

/** Usable takes of one visit; without measures they were not analysed. */
function takesOf(...made: Made[]): JudgedTake[] {
  const recordings = made.map(({ measures, task = "ddk-pa", onsetsSeconds = null }) => {
    const recording = recordingOf({ visit, task });
    const { settings, ...analysis } = recording.analysis!;
    const analysed = { ...analysis, settings: { ...settings, onsetsSeconds } };
    return { ...recording, analysis: measures && { ...analysed, measures } };
  });
  return judgeTakes(recordings);
}

const rate = (value: number, more: Partial<Measures[string]> = {}): Measures => ({
  "ddk-rate": { value, unit: "1/s", ...more },
});
const noRate = (missing: "too-short" | "unvoiced"): Measures => ({
  "ddk-rate": { value: null, unit: "1/s", missing },
});

test("a measure that no take has is no value", () => {
  expect(visitValue("ddk-rate", [])).toBeNull();
  expect(visitValue("hnr", takesOf({ measures: rate(5) }))).toBeNull();
});

test("takes that were not analysed leave a value to the others", () => {
  expect(visitValue("ddk-rate", takesOf({ measures: null }, { measures: rate(5) }))).toMatchObject({
    ...{ value: 5, unit: "1/s", missing: [] },
    leftOut: [{ reason: "not-analysed" }],
  });
  expect(visitValues(takesOf({ measures: null }, { measures: rate(5) }))).toHaveLength(1);
});

test("why there is no value is told once a reason, and only where there is none", () => {
  const [short, unvoiced] = [{ measures: noRate("too-short") }, { measures: noRate("unvoiced") }];
  expect(visitValue("ddk-rate", takesOf(short, unvoiced, short))).toMatchObject({
    value: null,
    missing: ["too-short", "unvoiced"],
  });
  expect(visitValue("ddk-rate", takesOf(short, { measures: rate(5) }))).toMatchObject({
    value: 5,
    missing: [],
  });
});

test("where a clinician left out every take there is no value, and nothing was missing", () => {
  const by = { reason: "another speaker", by: "A", at: "2026-01-05T10:00:00.000Z" };
  const takes = takesOf({ measures: rate(5) }).map((take) => ({
    ...take,
    choice: { recordingId: take.recording.id, decision: "leave-out" as const, ...by },
  }));
  expect(visitValue("ddk-rate", takes)).toMatchObject({ value: null, missing: [], used: [] });
});

test("the doubts of all takes behind a value are told, each once", () => {
  const [rough, clean] = [rate(5, { doubts: ["lossy-codec"] }), rate(6)];
  const far = rate(5, { doubts: ["lossy-codec", "outside-validated-range"] });
  expect(visitValue("ddk-rate", takesOf({ measures: clean }, { measures: clean }))?.doubts).toEqual([]);
  expect(
    visitValue("ddk-rate", takesOf({ measures: rough }, { measures: clean }, { measures: far })),
  ).toMatchObject({ doubts: ["lossy-codec", "outside-validated-range"], doubtful: false });
});

test("one take whose syllables a person placed makes the value one by hand", () => {
  const [heard, placed] = [{ measures: rate(5) }, { measures: rate(6), onsetsSeconds: [0, 0.2] }];
  expect(visitValue("ddk-rate", takesOf(heard, placed))?.byHand).toBe(true);
  expect(visitValue("ddk-rate", takesOf(heard, heard))?.byHand).toBe(false);
});

test("what only models take in is no value of a visit, but is handed to the models", () => {
  const measures = Object.fromEntries(
    ["f0-mean", "mfcc-1", "log-pvi"].map((id) => [id, { value: 1, unit: "1" }]),
  );
  const takes = takesOf({ task: "vowel-a", measures });
  expect(visitValues(takes).map(({ measure }) => measure)).toEqual(["f0-mean"]);
  expect(visitTaskMeasures(takes)).toEqual({ "vowel-a": measures });
});

test("models take the values that the findings show, by task, with what is missing or doubted", () => {
  const doubted = rate(5, { doubts: ["lossy-codec"] });
  const takes = takesOf(
    ...[{ measures: rate(4) }, { measures: rate(6) }, { measures: null, task: "free" as const }],
    ...[{ measures: noRate("too-short"), task: "ddk-ta" as const }],
    ...[{ measures: doubted, task: "ddk-ka" as const }],
  );
  expect(visitTaskMeasures(takes)).toEqual({
    ...{ "ddk-pa": rate(5), "ddk-ta": noRate("too-short"), "ddk-ka": doubted, free: {} },
  });
});
