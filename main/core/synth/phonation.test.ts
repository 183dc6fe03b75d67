import { expect, test } from "vitest";
import { randomOf } from "../dsp/random.ts";
import { f0Contour } from "./glottal-source.ts";
import { energy, phonate } from "./phonation.ts";
import { trackThrough } from "./track.ts";
import type { Voice } from "./voice.ts";

const voice: Voice = {
  sex: "female",
  formantScale: 1,
  centralisation: 0,
  f0Hz: 200,
  driftSemitonesPerSecond: 0,
  wanderSemitones: 0,
  modulations: [],
  jitter: 0,
  shimmer: 0,
  hnrDb: 200,
  openQuotient: 0.56,
  peakDbfs: -6,
};

function vowel(changes: Partial<Voice>) {
  const changed = { ...voice, ...changes };
  const f0 = f0Contour({ ...changed, meanHz: changed.f0Hz, centreSeconds: 0 }, randomOf(1));
  const gain = trackThrough([[0, 1]], 1);
  const formantsHz = [[936], [1551], [2815], [4299]];
  return phonate({ voice: changed, f0, gain, formantsHz, sampleRateHz: 16000, length: 16000 }, randomOf(2));
}

test.each([5, 10, 20, 30])("breath noise lies %d dB below the voice", (hnrDb) => {
  const clean = vowel({}).sound;
  const noisy = vowel({ hnrDb }).sound;
  const product = clean.reduce((sum, value, n) => sum + value * noisy[n]!, 0);
  const scale = product / energy(clean);
  const noise = noisy.map((value, n) => value - scale * clean[n]!);
  expect(10 * Math.log10((scale ** 2 * energy(clean)) / energy(noise))).toBeCloseTo(hnrDb, 0);
});

test("a voice without perturbation repeats itself from period to period", () => {
  const { sound } = vowel({});
  const period = 16000 / 200;
  const stretch = sound.slice(8000, 14000);
  const change = stretch.map((value, n) => value - sound[8000 + n + period]!);
  expect(10 * Math.log10(energy(stretch) / energy(change))).toBeGreaterThan(60);
  expect(Math.sqrt(energy(sound) / sound.length)).toBeCloseTo(1, 6);
});
