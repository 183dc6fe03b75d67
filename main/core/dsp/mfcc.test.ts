import { expect, test } from "vitest";
import { logMelSpectrogram, melFilterbank } from "./mel.ts";
import { mfcc } from "./mfcc.ts";
import { powerSpectrogram } from "./stft.ts";

const frames = { fftLength: 256, windowLength: 200, hopLength: 80, padding: "reflect" } as const;
const filterbank = melFilterbank({ scale: "htk", bands: 13, minimumHz: 60, maximumHz: 7000 }, 16_000, 256);
const click = Float32Array.from({ length: 8003 }, (_, n) => Math.sin(n / 5) * Math.exp(-((n % 900) / 90)));

test.each([0, 1, 127, 129, 8003])(
  "levels of %d samples are those of the weighted power spectrum",
  (length) => {
    const samples = click.subarray(0, length);
    const power = powerSpectrogram(samples, frames);
    const made = logMelSpectrogram(samples, frames, filterbank, { reference: 1, rangeDb: 80 });
    const floor = Math.max(...made.values) - 80;
    expect(made).toMatchObject({ frames: power.frames, bins: 13 });
    for (let frame = 0; frame < power.frames; frame++)
      for (const [band, { firstBin, weights }] of filterbank.filters.entries()) {
        const from = frame * power.bins + firstBin;
        const sum = weights.reduce((total, weight, i) => total + weight * power.values[from + i]!, 0);
        expect(made.values[frame * 13 + band]).toBeCloseTo(
          Math.max(floor, 10 * Math.log10(Math.max(1e-10, sum))),
          3,
        );
      }
  },
);

test("levels below the range are raised, and the reference is 0 dB", () => {
  const levels = (reference: number | "maximum", rangeDb: number | null) =>
    logMelSpectrogram(click, frames, filterbank, { reference, rangeDb }).values;
  const all = levels(1, null);
  const peak = Math.max(...all);
  expect(Math.min(...levels("maximum", null))).toBeCloseTo(Math.min(...all) - peak, 3);
  expect(Math.max(...levels("maximum", 20))).toBeCloseTo(0, 5);
  expect(Math.min(...levels("maximum", 20))).toBeCloseTo(-20, 4);
  expect(Math.max(...levels(100, 20))).toBeCloseTo(peak - 20, 4);
});

test("coefficients are the orthonormal cosine transform, whatever the number of bands", () => {
  const values = Float32Array.of(3, -1, 4, 1, -5, 9, 2, -6, 5, 3);
  const { values: found } = mfcc({ frames: 2, bins: 5, values }, 4);
  for (let frame = 0; frame < 2; frame++)
    for (let k = 0; k < 4; k++) {
      const row = values.subarray(5 * frame, 5 * frame + 5);
      const sum = row.reduce((total, x, n) => total + x * Math.cos((Math.PI * k * (2 * n + 1)) / 10), 0);
      expect(found[4 * frame + k]).toBeCloseTo(Math.sqrt((k === 0 ? 1 : 2) / 5) * sum, 5);
    }
});
