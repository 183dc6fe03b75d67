import { expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { bandOf } from "./patches.ts";
import { shapMap } from "./shap-map.ts";

const sampleRateHz = 8000;
/** 500 Hz throughout; 2,500 Hz in the second half. */
const samples = Float32Array.from({ length: sampleRateHz }, (_, n) => {
  const t = n / sampleRateHz;
  return 0.3 * Math.sin(2 * Math.PI * 500 * t) + (t >= 0.5 ? 0.3 * Math.sin(2 * Math.PI * 2500 * t) : 0);
});

test("only patches that hold what the model hears get a share, and all shares make up its answer", async () => {
  // A linear "model": how much of the high tone is in the sound.
  const tone = bandOf({ samples, sampleRateHz }, 2000, 4001);
  const answer = async (sound: Sound) =>
    sound.samples.reduce((sum, sample, n) => sum + sample * tone[n]!, 0) / 1000;
  const grid = { rows: 4, frequencyEdgesHz: [0, 1000, 2000, 4001] };
  const map = await shapMap({ samples, sampleRateHz }, grid, { samples: 60, seed: 1 }, answer);
  const at = (row: number, column: number) => map.values[row * map.columns + column]!;
  expect(map.baseline).toBeCloseTo(0, 5);
  expect(map.whole).toBeCloseTo(0.18, 2); // half a second of power 0.045
  expect(map.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(map.whole - map.baseline, 5);
  for (const row of [2, 3]) expect(at(row, 2)).toBeCloseTo(0.09, 2);
  for (const [row, column] of [
    [0, 0],
    [2, 0],
    [3, 1],
    [0, 2],
  ] as const)
    expect(Math.abs(at(row, column))).toBeLessThan(1e-3);
});
