import { expect, test } from "vitest";
import { resamplePraat } from "./resample-praat.ts";

const tone = (frequencyHz: number, sampleRateHz: number, seconds: number) => ({
  samples: Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, i) =>
    Math.sin((2 * Math.PI * frequencyHz * (i + 0.5)) / sampleRateHz),
  ),
  sampleRateHz,
});

/** Largest error away from the ends (40 ms) against the tone itself. */
function error(frequencyHz: number, amplitude: number, from: number, to: number, seconds = 0.7): number {
  const { samples, sampleRateHz, firstTimeSeconds } = resamplePraat(tone(frequencyHz, from, seconds), to);
  expect(sampleRateHz).toBe(to);
  expect(samples.length).toBe(Math.round(seconds * to));
  const margin = Math.round(0.04 * to);
  let largest = 0;
  for (let i = margin; i < samples.length - margin; i++) {
    const expected = amplitude * Math.sin(2 * Math.PI * frequencyHz * (firstTimeSeconds + i / to));
    largest = Math.max(largest, Math.abs(samples[i]! - expected));
  }
  return largest;
}

test.each([
  [44_100, 10_000],
  [48_000, 11_000],
  [16_000, 10_000],
  [11_025, 10_000],
  [8000, 11_000],
  [44_100, 7_919],
])("a tone below the new Nyquist frequency survives with its phase: %d to %d Hz", (from, to) => {
  expect(error(1234.5, 1, from, to)).toBeLessThan(2e-3);
});

test("what lies above the new Nyquist frequency is gone", () => {
  expect(error(5600, 0, 44_100, 10_000)).toBeLessThan(5e-3);
});

test("blocks of a long sound join without a seam", () => {
  expect(error(700, 1, 44_100, 10_000, 13)).toBeLessThan(2e-3);
});

test("the same rate copies", () => {
  const signal = tone(500, 8000, 0.1);
  expect(Array.from(resamplePraat(signal, 8000).samples)).toEqual(Array.from(signal.samples));
});
