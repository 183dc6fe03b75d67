import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { askedTaskIds } from "../../../shared/domain/task.ts";
import { type SynthesisSettings, synthesise } from "./synthesise.ts";
import type { SyllablesTruth, VowelTruth } from "./truth.ts";

const settings: SynthesisSettings = {
  task: "vowel-a",
  sex: "male",
  severity: 1,
  seed: 5,
  sampleRateHz: 8000,
};
const vowel = (changes: Partial<SynthesisSettings>) =>
  synthesise({ ...settings, durationSeconds: 2, ...changes });
const train = (changes: Partial<SynthesisSettings>) =>
  synthesise({ ...settings, task: "ddk-pataka", durationSeconds: 4, ...changes });
const hash = ({ signal }: ReturnType<typeof synthesise>) =>
  createHash("sha256").update(signal.samples).digest("hex");
const power = (samples: Float32Array) => samples.reduce((sum, x) => sum + x * x, 0) / samples.length;

test("the same settings give the same samples; patient, visit, take and task each change them", () => {
  const changes = [
    {},
    { seed: 6 },
    { visit: 1 },
    { take: 1 },
    { task: "vowel-i" as const },
    { severity: 1.1 },
  ];
  expect(changes.map((change) => hash(vowel(change)))).toEqual(changes.map((change) => hash(vowel(change))));
  expect(new Set(changes.map((change) => hash(vowel(change)))).size).toBe(changes.length);
});

test.each(askedTaskIds)("%s is sound of the length asked for", (task) => {
  const { signal } = synthesise({ ...settings, task, durationSeconds: 3, snrDb: 40 });
  expect(signal.samples.every((x) => Math.abs(x) <= 1)).toBe(true);
  expect(power(signal.samples)).toBeGreaterThan(1e-4);
  const seconds = signal.samples.length / signal.sampleRateHz;
  if (/^(reading|sentences|free|digits)$/.test(task)) expect(seconds).toBeGreaterThan(2.5);
  else expect(seconds).toBeCloseTo(3, 3);
});

test("the waveform repeats at the mean F0", () => {
  const { signal, truth } = vowel({ severity: 0, sampleRateHz: 44100 });
  const samples = signal.samples.subarray(40000, 44410);
  const correlation = (lag: number) =>
    samples.reduce((sum, x, n) => sum + x * signal.samples[40000 + n + lag]!, 0);
  const lags = Array.from({ length: 400 }, (_, i) => 250 + i);
  const values = lags.map(correlation);
  const best = values.indexOf(Math.max(...values));
  const [a, b, c] = [values[best - 1]!, values[best]!, values[best + 1]!];
  const lag = lags[best]! + (0.5 * (a - c)) / (a - 2 * b + c);
  expect(Math.abs(44100 / lag / truth.meanF0Hz - 1)).toBeLessThan(0.02);
});

test("background noise has the asked distance from the speech", () => {
  const { signal, truth } = vowel({ snrDb: 20 });
  const { startSeconds, endSeconds } = (truth as VowelTruth).phonation;
  const noise = power(signal.samples.subarray(0, 0.19 * 8000));
  const speech = power(signal.samples.subarray(startSeconds * 8000, endSeconds * 8000)) - noise;
  expect(10 * Math.log10(speech / noise)).toBeCloseTo(20, 0);
  expect(power(vowel({}).signal.samples.subarray(0, 0.19 * 8000))).toBe(0);
});

describe("syllables", () => {
  test("sound starts at every onset, after a quieter closure", () => {
    const { signal, truth } = train({ sampleRateHz: 44100, severity: 0 });
    const { syllables, rateHz } = truth as SyllablesTruth;
    expect(syllables.map((s) => s.consonant).slice(0, 4)).toEqual(["p", "t", "k", "p"]);
    for (const { onsetSeconds } of syllables) {
      const at = Math.round(onsetSeconds * 44100);
      const before = power(signal.samples.subarray(at - 220, at - 2));
      expect(
        10 * Math.log10(power(signal.samples.subarray(at, at + 220)) / (before + 1e-12)),
      ).toBeGreaterThan(6);
    }
    const onsets = syllables.map((s) => s.onsetSeconds);
    expect(rateHz).toBeCloseTo((onsets.length - 1) / (onsets.at(-1)! - onsets[0]!), 9);
  });

  test("pauses between phrases are silent, and nothing else is so long", () => {
    const { signal, truth } = synthesise({ ...settings, task: "reading", durationSeconds: 10 });
    const { pauses, syllables } = truth as SyllablesTruth;
    expect(pauses.length).toBeGreaterThan(0);
    const speech = power(signal.samples);
    for (const { startSeconds, endSeconds } of pauses) {
      expect(endSeconds - startSeconds).toBeGreaterThanOrEqual(0.25);
      const pause = signal.samples.subarray((startSeconds + 0.05) * 8000, (endSeconds - 0.005) * 8000);
      expect(10 * Math.log10(power(pause) / speech)).toBeLessThan(-30);
    }
    const gaps = syllables.slice(1).map((s, i) => s.onsetSeconds - syllables[i]!.endSeconds);
    expect(gaps.filter((gap) => gap >= 0.25)).toHaveLength(pauses.length);
  });
});

test("severity moves every property the way the literature says", () => {
  const seeds = [1, 2, 3, 4];
  const mean = (of: (seed: number) => number) =>
    seeds.reduce((sum, seed) => sum + of(seed), 0) / seeds.length;
  const rows = [0, 1, 2, 3, 4].map((severity) => {
    const vowels = seeds.map((seed) => vowel({ severity, seed, durationSeconds: 1.5 }).truth as VowelTruth);
    const trains = seeds.map((seed) => train({ severity, seed, durationSeconds: 6 }).truth as SyllablesTruth);
    const over = <T>(truths: T[], of: (truth: T) => number) =>
      mean((seed) => of(truths[seeds.indexOf(seed)]!));
    return {
      up: [
        over(vowels, (t) => t.jitterLocalPercent),
        over(vowels, (t) => t.shimmerLocalPercent),
        over(vowels, (t) => t.sdF0Hz / t.meanF0Hz),
        over(vowels, (t) => t.modulations[1]!.depth),
        over(trains, (t) => t.regularityMs),
      ],
      down: [
        over(vowels, (t) => t.hnrDb),
        over(trains, (t) => t.rateHz),
        over(vowels, (t) => t.formantsHz[0]!),
      ],
    };
  });
  for (let i = 1; i < rows.length; i++) {
    rows[i]!.up.forEach((value, k) => {
      expect(value).toBeGreaterThan(rows[i - 1]!.up[k]!);
    });
    rows[i]!.down.forEach((value, k) => {
      expect(value).toBeLessThan(rows[i - 1]!.down[k]!);
    });
  }
});

test("the longest /a/ grows shorter", () => {
  const seconds = [0, 2, 4].map(
    (severity) => (synthesise({ ...settings, task: "mpt-a", severity }).truth as VowelTruth).phonationSeconds,
  );
  expect(seconds[0]! > seconds[1]! && seconds[1]! > seconds[2]!).toBe(true);
});
