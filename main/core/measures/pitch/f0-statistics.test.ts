import { expect, test } from "vitest";
import { f0Statistics } from "./f0-statistics.ts";
import { type Pitch, standardPitch } from "./pitch.ts";
import { voicingMeasures } from "./voicing.ts";

/** A contour of chosen frequencies, 0 for unvoiced, all equally strong and loud. */
function contour(frequencies: number[], intensity = 1, strength = 0.9): Pitch {
  return {
    count: frequencies.length,
    stepSeconds: 0.01,
    firstSeconds: 0.02,
    durationSeconds: 0.04 + 0.01 * frequencies.length,
    ceilingHz: 500,
    frequencies: Float64Array.from(frequencies),
    frames: frequencies.map((frequencyHz) => ({ intensity, candidates: [{ frequencyHz, strength }] })),
  };
}

test("mean, deviation, extremes and range of voiced frames", () => {
  const measures = f0Statistics(contour([0, 100, 0, 200, 200, 0]));
  expect(measures["f0-mean"]).toEqual({ value: 500 / 3, unit: "Hz" });
  expect(measures["f0-sd"]!.value).toBeCloseTo(Math.sqrt((66.667 ** 2 + 2 * 33.333 ** 2) / 2), 2);
  expect(measures["f0-min"]!.value).toBe(100);
  expect(measures["f0-max"]!.value).toBe(200);
  expect(measures["f0-range"]).toEqual({ value: 12, unit: "semitones" });
});

test("a parabola refines extremes between voiced neighbours", () => {
  const measures = f0Statistics(contour([100, 110, 112, 110, 106, 108]));
  expect(measures["f0-max"]!.value).toBeCloseTo(112, 12);
  // Vertex of 110, 106, 108: slope -1, bend -6.
  expect(measures["f0-min"]!.value).toBe(100);
  expect(f0Statistics(contour([110, 110, 106, 108]))["f0-min"]!.value).toBeCloseTo(106 - 0.5 / 6, 12);
});

test("one voiced frame has no deviation, none has nothing", () => {
  expect(f0Statistics(contour([0, 150, 0]))["f0-sd"]!.missing).toBe("unvoiced");
  expect(f0Statistics(contour([0, 0]))["f0-mean"]).toEqual({ value: null, unit: "Hz", missing: "unvoiced" });
});

test("unvoiced frames are those that are silent or weak, voice breaks runs of long intervals", () => {
  const settings = standardPitch(75, 500);
  const steady = Float64Array.from({ length: 50 }, (_, i) => 0.1 + 0.01 * i);
  const gaps = Float64Array.of(...steady.subarray(0, 20), ...steady.subarray(25, 30), ...steady.subarray(35));
  expect(voicingMeasures(contour([100, 0, 0, 100]), steady, settings)).toEqual({
    "unvoiced-fraction": { value: 50, unit: "%" },
    "voice-breaks": { value: 0, unit: "count" },
  });
  expect(voicingMeasures(contour([100]), gaps, settings)["voice-breaks"]!.value).toBe(2);
  expect(voicingMeasures(contour([100], 0.02), gaps, settings)["unvoiced-fraction"]!.value).toBe(100);
  expect(voicingMeasures(contour([100], 1, 0.44), steady, settings)["unvoiced-fraction"]!.value).toBe(100);
  expect(voicingMeasures(contour([0]), new Float64Array(), settings)["voice-breaks"]!.missing).toBe(
    "unvoiced",
  );
});
