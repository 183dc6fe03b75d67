import { expect, test } from "vitest";
import { noise, vowel } from "../test-signals.ts";
import { mfccMeans } from "./mfcc-means.ts";

const values = (signal: Parameters<typeof mfccMeans>[0]) =>
  Object.values(mfccMeans(signal)).map(({ value }) => value!);

/** First-order high-frequency boost: another microphone. */
const brighter = (samples: Float32Array) => samples.map((x, n) => x - 0.5 * (samples[n - 1] ?? 0));

/** A broad spectrum, so that no band lies at the floor of the logarithm. */
const voice = (bandwidth: number) => {
  const { samples } = vowel({ seconds: 1, sampleRateHz: 16_000 });
  const breath = noise(samples.length);
  return { samples: samples.map((x, n) => bandwidth * x + 0.05 * breath[n]!), sampleRateHz: 16_000 };
};

test("twelve coefficients, blind to the level", () => {
  const quiet = voice(1);
  expect(Object.keys(mfccMeans(quiet))).toEqual(Array.from({ length: 12 }, (_, k) => `mfcc-${k + 1}`));
  const loud = { ...quiet, samples: quiet.samples.map((x) => 0.1 * x) };
  const [a, b] = [values(quiet), values(loud)];
  for (const [k, value] of a.entries()) expect(b[k]).toBeCloseTo(value, 3);
});

test("white noise has a flat mel spectrum but for the normalisation of the bands", () => {
  const white = { samples: Float32Array.from(noise(16_000)), sampleRateHz: 16_000 };
  const difference = { ...white, samples: brighter(white.samples) };
  expect(values(difference)[0]!).toBeLessThan(values(white)[0]! - 20);
});

test("a microphone changes the coefficients, but hardly their difference between two voices", () => {
  const pair = [voice(1), voice(0.3)];
  const other = pair.map((signal) => ({ ...signal, samples: brighter(signal.samples) }));
  const [a, b] = pair.map(values) as [number[], number[]];
  const [c, d] = other.map(values) as [number[], number[]];
  expect(Math.abs(c[0]! - a[0]!)).toBeGreaterThan(20);
  for (const k of a.keys()) expect(Math.abs(c[k]! - d[k]! - (a[k]! - b[k]!))).toBeLessThan(4);
});

test("refuses what has no voice band", () => {
  expect(mfccMeans(vowel({ seconds: 1, sampleRateHz: 6000 }))["mfcc-1"]!.missing).toBe("sample-rate-too-low");
  expect(mfccMeans({ samples: new Float32Array(16_000), sampleRateHz: 16_000 })["mfcc-1"]!.missing).toBe(
    "silent",
  );
  expect(mfccMeans({ samples: new Float32Array(100), sampleRateHz: 16_000 })["mfcc-12"]!.missing).toBe(
    "too-short",
  );
});
