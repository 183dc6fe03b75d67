import { expect, test } from "vitest";
import type { TakeDecision } from "../../../shared/domain/acceptance.ts";
import { RecordingId } from "../../../shared/domain/ids.ts";
import { LevelCalibrationId } from "../../../shared/domain/level-calibration.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { judgeTakes, shownAnalysis, visitTakes } from "./takes.ts";
import { visitValue, visitValues } from "./visit-value.ts";

const headset = {
  ...{ label: "Headset", sampleRateHz: 48_000, channels: 1, suspectedBluetooth: false },
  ...{ echoCancellation: false, autoGainControl: false, noiseSuppression: false },
};
const calibratedCapture: Recording["capture"] = {
  ...{
    device: headset,
    startedAt: "2026-01-05T09:00:00.000Z",
    by: "tester",
    ended: "silence",
    lostSamples: 0,
  },
  calibration: {
    id: LevelCalibrationId.parse("5f0c1b7e-1111-4222-8333-444455556666"),
    ...{ at: "2026-01-02T09:00:00.000Z", by: "tester", device: headset, room: "Room 3", weighting: "A" },
    ...{ levelDbSpl: 80, distanceCentimetres: 30, noiseDbfs: -70, soundDbfs: -30, offsetDb: 110 },
  },
};

type Made = { value: number | null; flags?: QualityFlag[]; decision?: TakeDecision };

function takes(...made: Made[]) {
  return judgeTakes(
    made.map(({ value, flags = [], decision }, index) => {
      const analysis = analysisOf("ddk-rate", value, "ddk-pataka");
      const choice = decision && {
        recordingId: String(index),
        decision,
        reason: "heard it",
        by: "local",
        at: "2026-01-05T10:00:00.000Z",
      };
      return {
        id: RecordingId.parse(String(index)),
        task: "ddk-pataka" as const,
        analysis: { ...analysis, quality: { ...analysis.quality, flags } },
        choice: choice ?? null,
      };
    }),
  );
}

const rateOf = (...made: Made[]) => visitValue("ddk-rate", takes(...made))!;

test("the mean of the usable takes counts; a doubtful one beside them is left out, with its reason", () => {
  expect(rateOf({ value: 4 }, { value: 5 }, { value: 9, flags: ["truncated"] })).toMatchObject({
    value: 4.5,
    used: ["0", "1"],
    leftOut: [{ recording: "2", reason: "truncated", reasons: ["truncated", "doubtful-beside-usable"] }],
    doubtful: false,
    withinVisitSd: Math.SQRT1_2,
  });
});

test("doubtful takes count where there is no better one, and the value says so", () => {
  expect(rateOf({ value: 4, flags: ["clipped"] }, { value: 6, flags: ["silent"] })).toMatchObject({
    value: 4,
    used: ["0"],
    leftOut: [{ recording: "1", reason: "silent", reasons: ["silent"] }],
    doubtful: true,
  });
});

test("a usable take without the measure leaves the value to the others", () => {
  expect(rateOf({ value: null }, { value: 6 })).toMatchObject({
    value: 6,
    used: ["1"],
    leftOut: [{ recording: "0", reason: "unvoiced" }],
  });
  expect(rateOf({ value: null }).value).toBeNull();
});

test("a clinician takes in, leaves out, chooses the best; an unanalysed take stays out", () => {
  const cut = { value: 9, flags: ["truncated" as const] };
  expect(rateOf({ value: 4 }, { ...cut, decision: "take-in" })).toMatchObject({
    value: 6.5,
    doubtful: false,
  });
  expect(rateOf({ value: 4, decision: "leave-out" }, { value: 6 })).toMatchObject({
    value: 6,
    leftOut: [{ recording: "0", reason: "left-out-by-hand" }],
  });
  expect(rateOf({ value: 4 }, { value: 6 }, { ...cut, decision: "best" })).toMatchObject({
    value: 9,
    used: ["2"],
    leftOut: [
      { recording: "0", reason: "another-take-is-best" },
      { recording: "1", reason: "another-take-is-best" },
    ],
  });
  const unanalysed = judgeTakes([
    { id: RecordingId.parse("x"), task: "vowel-a", analysis: null, choice: null },
  ]);
  expect(unanalysed[0]!.acceptance).toEqual({ verdict: "unusable", reasons: ["not-analysed"] });
  expect(visitValues(unanalysed)).toEqual([]);
});

test("a take analysed for another task than it holds today says nothing of either", () => {
  const [moved] = judgeTakes([
    {
      id: RecordingId.parse("x"),
      task: "vowel-a",
      analysis: analysisOf("f0-mean", 120, "vowel-i"),
      choice: null,
    },
  ]);
  expect(moved!.acceptance.reasons).toEqual(["analysed-for-another-task"]);
  expect(visitValue("f0-mean", [moved!])).toMatchObject({ value: null, used: [] });
});

test("each take of a visit is told whether it stands behind its task's values, and why not", () => {
  const shown = visitTakes(
    takes({ value: 4 }, { value: 9, flags: ["truncated"] }, { value: 5, decision: "leave-out" }),
  );
  expect(shown.map(({ counts, leftOut }) => [counts, leftOut])).toEqual([
    [true, []],
    [false, ["truncated", "doubtful-beside-usable"]],
    [false, ["left-out-by-hand"]],
  ]);
});

test("a calibrated take has its sound pressure level, one beside it that is not says so, and none where no take is", () => {
  const take = (id: string, capture?: Recording["capture"]) => ({
    ...{ id: RecordingId.parse(id), task: "vowel-a" as const, choice: null },
    analysis: analysisOf("intensity", 70, "vowel-a"),
    ...(capture && { capture }),
  });
  const calibrated = take("a", calibratedCapture);
  const level = visitValue("sound-pressure-level", judgeTakes([calibrated, take("b")]))!;
  expect(level).toMatchObject({ unit: "dB SPL", used: ["a"] });
  // 70 dB re 20 uPa for full scale 1 Pa are -23.98 dBFS; full scale is 110 dB SPL
  expect(level.value).toBeCloseTo(110 - 23.98, 2);
  expect(level.leftOut).toEqual([
    { recording: "b", reason: "not-calibrated", reasons: expect.arrayContaining(["not-calibrated"]) },
  ]);
  expect(visitValues(judgeTakes([take("b")])).map(({ measure }) => measure)).toEqual(["intensity"]);
  // by itself, where nothing stands beside it
  const shown = [calibrated, take("b")].map(
    (one) => shownAnalysis(one)?.measures["sound-pressure-level"]?.value,
  );
  expect(shown).toEqual([level.value, undefined]);
});
