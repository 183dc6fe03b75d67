import { expect, test } from "vitest";
import type { Weighting } from "../../../shared/domain/level-calibration.ts";
import { weightedLevelDb } from "./weighted-level.ts";

const sampleRateHz = 48_000;
const sine = (hz: number) => ({
  samples: Float32Array.from({ length: 2 * sampleRateHz }, (_, n) =>
    Math.sin((2 * Math.PI * hz * n) / sampleRateHz),
  ),
  sampleRateHz,
});

test.each<[number, Weighting, number]>([
  [1000, "A", 0],
  [1000, "C", 0],
  [1000, "Z", 0],
  [125, "A", -16.1],
  [250, "A", -8.6],
  [4000, "A", 1.0],
  [8000, "A", -1.1],
  [63, "C", -0.8],
  [8000, "C", -3.0],
  [125, "Z", 0],
])("a sine of %i Hz has the %s level of IEC 61672-1, %f dB", (hz, weighting, expected) => {
  const relative = weightedLevelDb(sine(hz), weighting) - 20 * Math.log10(Math.SQRT1_2);
  expect(relative).toBeCloseTo(expected, 0);
  expect(Math.abs(relative - expected)).toBeLessThan(0.15);
});

test("digital silence, and too little, has no level", () => {
  expect(weightedLevelDb({ samples: new Float32Array(20_000), sampleRateHz }, "A")).toBe(
    Number.NEGATIVE_INFINITY,
  );
  expect(weightedLevelDb({ samples: new Float32Array(10).fill(1), sampleRateHz }, "A")).toBe(
    Number.NEGATIVE_INFINITY,
  );
});
