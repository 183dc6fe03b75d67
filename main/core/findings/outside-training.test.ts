import { expect, test } from "vitest";
import type { TrainedOn } from "../../../shared/domain/outside-training.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { outsideTraining } from "./outside-training.ts";

const trained: TrainedOn = {
  f0: [80, 300],
  level: [40, 90],
  bandwidth: [3000, 22_050],
  duration: [1, 30],
  distance: {
    measures: ["f0-sd", "hnr"],
    centre: [1, 20],
    inverseCovariance: [
      [1, 0],
      [0, 0.25],
    ],
    limit: 3,
  },
};

function recording(change: {
  f0?: number;
  level?: number;
  hnr?: number | null;
  bandwidthHz?: number;
  seconds?: number;
}) {
  const { f0 = 150, level = 70, hnr = 22, bandwidthHz = 8000, seconds = 4 } = change;
  const analysis = analysisOf("f", 500);
  return {
    ...analysis,
    quality: { ...analysis.quality, bandwidthHz },
    part: { startSeconds: 1, endSeconds: 1 + seconds },
    measures: {
      "f0-mean": { value: f0, unit: "Hz" },
      intensity: { value: level, unit: "dB" },
      "f0-sd": { value: 1, unit: "Hz" },
      hnr: { value: hnr, unit: "dB" },
    },
  };
}

test("a recording like those that were learned from has nothing outside", () => {
  expect(outsideTraining("vowel-a", recording({}), trained)).toEqual([]);
});

test.each([
  ["f0", { f0: 340 }, { value: 340, lowest: 80, highest: 300 }],
  ["level", { level: 30 }, { value: 30, lowest: 40, highest: 90 }],
  ["bandwidth", { bandwidthHz: 2000 }, { value: 2000, lowest: 3000 }],
  ["duration", { seconds: 0.5 }, { value: 0.5, lowest: 1, highest: 30 }],
  // (28 - 20) / 2 standard deviations
  ["distance", { hnr: 28 }, { value: 4, lowest: 0, highest: 3 }],
] as const)("%s outside is told with its range", (fact, change, told) => {
  expect(outsideTraining("vowel-a", recording(change), trained)).toMatchObject([
    { task: "vowel-a", fact, ...told },
  ]);
});

test("what has no value is not judged", () => {
  expect(outsideTraining("vowel-a", recording({ hnr: null }), trained)).toEqual([]);
});
