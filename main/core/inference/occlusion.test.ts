import { expect, test } from "vitest";
import { occlusionMap } from "./occlusion.ts";
import { bandOf } from "./patches.ts";

const sampleRateHz = 8000;
const tones = (seconds: number) =>
  Float32Array.from({ length: seconds * sampleRateHz }, (_, n) => {
    const t = n / sampleRateHz;
    return 0.3 * Math.sin(2 * Math.PI * 500 * t) + (t >= 0.5 ? 0.3 * Math.sin(2 * Math.PI * 2500 * t) : 0);
  });

function energy(samples: ArrayLike<number>): number {
  return Array.from(samples).reduce((sum, x) => sum + x * x, 0);
}

test("a band keeps its own tone and nothing of the other", () => {
  const samples = tones(1);
  const low = bandOf({ samples, sampleRateHz }, 0, 1000);
  expect(energy(low) / (sampleRateHz * 0.045)).toBeCloseTo(1, 1);
});

test("the map is high where the sound that decides lies, and nowhere else", async () => {
  const sound = { samples: tones(1), sampleRateHz };
  // A "model" that answers with the energy above 2 kHz: only the second half of the high band matters to it.
  const answer = async ({ samples }: { samples: Float32Array }) =>
    energy(bandOf({ samples, sampleRateHz }, 2000, 4001)) / 1000;
  const grid = { rows: 4, frequencyEdgesHz: [0, 1000, 2000, 4001] };
  const { values, columns } = await occlusionMap(sound, grid, answer);
  const at = (row: number, column: number) => values[row * columns + column]!;
  expect(at(2, 2)).toBeGreaterThan(0.05);
  expect(at(3, 2)).toBeGreaterThan(0.05);
  for (const [row, column] of [
    [0, 0],
    [2, 0],
    [3, 1],
    [0, 2],
  ] as const) {
    expect(Math.abs(at(row, column))).toBeLessThan(0.01);
  }
});
