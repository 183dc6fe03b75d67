import { expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { resample } from "./resample.ts";
import { noiseSource } from "./test-recordings.ts";

const tone = (hertz: number, sampleRateHz: number, seconds = 0.5): Sound => ({
  samples: Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, n) =>
    Math.sin((2 * Math.PI * hertz * n) / sampleRateHz),
  ),
  sampleRateHz,
});

const noise = (length: number, sampleRateHz: number): Sound => {
  const next = noiseSource(7);
  return { samples: Float32Array.from({ length }, () => 0.5 * Math.fround(next())), sampleRateHz };
};

/** Level of what `sound` holds away from its ends (50 ms), dB; a tone of full scale has -3. */
function levelDb({ samples, sampleRateHz }: Sound): number {
  const inner = samples.subarray(0.05 * sampleRateHz, -0.05 * sampleRateHz);
  return 10 * Math.log10(inner.reduce((sum, x) => sum + x * x, 0) / inner.length);
}

const difference = (a: Sound, b: Sound): Sound => ({
  ...a,
  samples: a.samples.map((x, n) => x - b.samples[n]!),
});

const rates = [
  [44_100, 16_000],
  [44_100, 8000],
  [48_000, 16_000],
  [50_000, 16_000],
  [22_050, 16_000],
  [96_000, 16_000],
  [192_000, 8000],
  [8000, 16_000],
  [11_025, 16_000],
  [16_000, 48_000],
  [44_056, 16_000],
  [44_101, 16_000],
] as const;

test.each(rates)("from %d to %d Hz tones keep level and place, nothing comes beside them", (from, to) => {
  const nyquist = Math.min(from, to) / 2;
  for (const share of [0.05, 0.5, 0.8, 0.91]) {
    const hertz = share * nyquist;
    const made = resample(tone(hertz, from), to);
    expect(made.sampleRateHz).toBe(to);
    // What differs: ripple of the passband, delay, images, what folds, rounding.
    expect(levelDb(difference(made, tone(hertz, to)))).toBeLessThan(share > 0.9 ? -80 : -118);
  }
});

test.each(rates.filter(([from, to]) => from > to))(
  "from %d to %d Hz what lies above the new Nyquist frequency is 120 dB down",
  (from, to) => {
    const steps = Array.from({ length: 24 }, (_, k) => to / 2 + ((k + 0.02) / 24) * (from / 2 - to / 2));
    const levels = steps.map((hertz) => levelDb(resample(tone(hertz, from, 0.2), to)) + 3);
    expect(Math.max(...levels)).toBeLessThan(-120);
  },
);

test("halfway down, 4.3 % below the Nyquist frequency", () => {
  const level = levelDb(resample(tone(0.95687 * 8000, 44_100), 16_000)) + 3.01;
  expect(level).toBeCloseTo(-6.02, 1);
});

test("the length is exact, at any length and rate, and nothing but silence is made of nothing", () => {
  for (const [length, from, to] of [
    [0, 44_100, 16_000],
    [1, 44_100, 16_000],
    [3, 44_100, 8000],
    [999, 22_050, 32_000],
    [12_345, 11_025, 16_000],
    [5000, 44_101, 16_000],
    [7, 768_000, 4000],
  ] as const) {
    const { samples } = resample({ samples: new Float32Array(length), sampleRateHz: from }, to);
    expect(samples.length).toBe(Math.round((length * to) / from));
    expect(samples.every((x) => x === 0)).toBe(true);
  }
});

test("an impulse stays where it is, and rings the same to both sides, also at the very ends", () => {
  for (const [from, to] of [
    [48_000, 16_000],
    [96_000, 8000],
    [8000, 16_000],
  ] as const) {
    const step = from / to;
    const at = Math.max(1, step) * 300;
    const samples = new Float32Array(2 * at + 1);
    samples[at] = 1;
    const middle = at / step;
    const made = resample({ samples, sampleRateHz: from }, to).samples;
    const top = made[middle]!;
    expect(Math.max(...made)).toBe(top);
    for (let k = 1; k < 90; k++)
      expect(Math.abs(made[middle - k]! - made[middle + k]!)).toBeLessThan(1e-7 * top);
    samples.fill(0)[0] = 1;
    const early = resample({ samples, sampleRateHz: from }, to).samples;
    for (let k = 0; k < 90; k++) expect(Math.abs(early[k]! - made[middle + k]!)).toBeLessThan(1e-7 * top);
  }
});

test("a long sound is filtered in pieces without a seam", () => {
  const long = noise(60_000, 44_100);
  const whole = resample(long, 16_000).samples;
  for (const start of [441, 22_050, 44_100]) {
    const part = resample({ ...long, samples: long.samples.subarray(start, start + 8820) }, 16_000).samples;
    const there = whole.subarray((start * 160) / 441);
    for (let m = 120; m < part.length - 120; m++) expect(Math.abs(part[m]! - there[m]!)).toBeLessThan(1e-6);
  }
});

test("the sum of two sounds is the sum of what they give; the same sound gives the same again", () => {
  const [a, b] = [noise(8820, 44_100), tone(440, 44_100, 0.2)];
  const sum = { ...a, samples: a.samples.map((x, n) => x + b.samples[n]!) };
  const [ours, ofA, ofB] = [sum, a, b].map((sound) => resample(sound, 8000).samples) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const errors = ours.map((x, n) => Math.abs(x - ofA[n]! - ofB[n]!));
  expect(Math.max(...errors)).toBeLessThan(1e-6);
  expect(resample(sum, 8000).samples).toEqual(ours);
});

test("equal rates give the same sound", () => {
  const sound = tone(100, 16_000, 0.1);
  expect(resample(sound, 16_000)).toBe(sound);
});

test("a part of a larger buffer is resampled alone", () => {
  const whole = tone(500, 16_000).samples;
  const part = { samples: whole.subarray(1000, 3000), sampleRateHz: 16_000 };
  const copy = { samples: whole.slice(1000, 3000), sampleRateHz: 16_000 };
  expect(resample(part, 8000)).toEqual(resample(copy, 8000));
});
