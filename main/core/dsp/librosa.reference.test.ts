import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { powerToDb } from "./decibels.ts";
import { delta } from "./delta.ts";
import { logMelSpectrogram, type MelScale, melFilterbank } from "./mel.ts";
import { mfcc } from "./mfcc.ts";
import { type Padding, powerSpectrogram, type Spectrogram } from "./stft.ts";
import { trimSilence } from "./trim.ts";

type Reference = {
  stft: {
    fftLength: number;
    windowLength: number;
    hopLength: number;
    padding: "constant" | "reflect" | "none";
    frames: number;
    rows: number[];
    db: number[][];
  }[];
  mel: {
    scale: MelScale;
    bands: number;
    minimumHz: number;
    maximumHz: number;
    rows: number[];
    db: number[][];
    mfcc: number[][];
    delta: number[][];
  }[];
  trim: { count: number; rangeDb: number; range: [number, number] }[];
};

// Written by fixtures/make-librosa-reference.py; the signals are the same formulas.
const reference: Reference = JSON.parse(
  readFileSync(new URL("fixtures/librosa-reference.json", import.meta.url), "utf8"),
);
const sampleRateHz = 16000;

function noise(count: number): Float64Array {
  let state = 1;
  return new Float64Array(count).map(() => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function chirp(count: number): Float64Array {
  const slope = (6000 - 100) / (2 * (count / sampleRateHz));
  return noise(count).map((value, n) => {
    const t = n / sampleRateHz;
    return 0.5 * Math.sin(2 * Math.PI * (100 * t + slope * t * t)) + 1.5e-4 * value;
  });
}

function burst(count: number): Float64Array {
  return noise(count).map((value, n) => {
    const tone = n >= 0.3 * count && n < 0.6 * count;
    return (tone ? 0.3 * Math.sin((2 * Math.PI * 220 * n) / sampleRateHz) : 0) + 1e-4 * value;
  });
}

/** Largest difference over the reference's rows, where the reference lies within `rangeDb` of its peak. */
function largestDifference(
  ours: Spectrogram,
  rows: number[],
  theirs: number[][],
  rangeDb = Infinity,
): number {
  const floor = Math.max(...theirs.flat()) - rangeDb;
  const differences = theirs.flatMap((row, r) =>
    row.map((value, bin) => (value < floor ? 0 : Math.abs(value - ours.values[rows[r]! * ours.bins + bin]!))),
  );
  return Math.max(...differences);
}

test.each(reference.stft)("STFT $fftLength/$windowLength/$hopLength $padding is librosa's", (settings) => {
  const padding: Padding | "none" = settings.padding === "constant" ? "zero" : settings.padding;
  const ours = powerSpectrogram(chirp(4801), { ...settings, padding });
  expect(ours.frames).toBe(settings.frames);
  const db = Float32Array.from(powerToDb(ours.values, { reference: "maximum", rangeDb: null }));
  expect(largestDifference({ ...ours, values: db }, settings.rows, settings.db, 80)).toBeLessThan(1e-3);
});

test.each(reference.mel)("log-mel, MFCC and delta ($scale, $bands bands) are librosa's", (settings) => {
  const frames = { fftLength: 1024, windowLength: 1024, hopLength: 320, padding: "reflect" } as const;
  const filters = melFilterbank(settings, sampleRateHz, 1024);
  const logMel = logMelSpectrogram(chirp(16000), frames, filters, { reference: 1, rangeDb: 80 });
  expect(largestDifference(logMel, settings.rows, settings.db)).toBeLessThan(1e-3);
  const coefficients = mfcc(logMel, 20);
  expect(largestDifference(coefficients, settings.rows, settings.mfcc)).toBeLessThan(1e-3);
  expect(largestDifference(delta(coefficients), settings.rows, settings.delta)).toBeLessThan(1e-3);
});

test.each(reference.trim)(
  "trim of $count samples at $rangeDb dB is librosa's",
  ({ count, rangeDb, range }) => {
    expect(trimSilence(burst(count), rangeDb)).toEqual(range);
  },
);

test("silence is kept whole, and nothing stays nothing", () => {
  expect(trimSilence(new Float64Array(5000), 30)).toEqual([0, 5000]);
  expect(trimSilence(new Float64Array(0), 30)).toEqual([0, 0]);
});
