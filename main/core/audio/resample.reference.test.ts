import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { median } from "../dsp/median.ts";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { resample } from "./resample.ts";
import { hasSoxr, soxr } from "./test-soxr.ts";

const ffmpeg = await findFfmpeg();
const withSoxr = test.runIf(hasSoxr(ffmpeg));
const hq = (sound: Sound, hertz: number) => soxr(ffmpeg, sound, hertz, 20);
const vhq = (sound: Sound, hertz: number) => soxr(ffmpeg, sound, hertz, 28);

/** Seconds that a tone of a test lasts, with room for it to begin and to end. */
const toneSeconds = 0.2;

/** Tones one after another, 0.9 of full scale, each under a squared Hann window: one run of ffmpeg hears all of them. */
function tones(hertz: readonly number[], sampleRateHz: number): Sound {
  const each = toneSeconds * sampleRateHz;
  const samples = Float32Array.from({ length: hertz.length * each }, (_, n) => {
    const at = n % each;
    const fade = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / each);
    return 0.9 * fade ** 2 * Math.sin((2 * Math.PI * hertz[Math.floor(n / each)]! * at) / sampleRateHz);
  });
  return { samples, sampleRateHz };
}

/** Levels of the pieces of `tones`, dB of `reference`'s. */
function levelsDb({ samples, sampleRateHz }: Sound, count: number, reference: number): number[] {
  const each = toneSeconds * sampleRateHz;
  return Array.from({ length: count }, (_, k) => {
    const piece = samples.subarray(k * each, (k + 1) * each);
    const power = piece.reduce((sum, x) => sum + x * x, 0) / each;
    return 10 * Math.log10(power / reference + 1e-30);
  });
}

/** Power of a tone of `tones`: 0.9^2 / 2, times the mean of the fourth power of the Hann window. */
const tonePower = (0.405 * 35) / 128;

function difference(a: Sound, b: Sound): Sound {
  return { ...a, samples: a.samples.map((x, n) => x - b.samples[n]!) };
}

const shares = (from: number, to: number) =>
  Array.from({ length: 16 }, (_, k) => from + ((to - from) * k) / 15);

withSoxr.each([
  [44_100, 16_000],
  [44_100, 8000],
  [48_000, 16_000],
  [50_000, 16_000],
  [96_000, 16_000],
  [8000, 16_000],
  [16_000, 44_100],
])("%d to %d Hz: passband, images and what folds are soxr's or better", (from, to) => {
  const nyquist = Math.min(from, to) / 2;
  const passing = shares(0.02, 0.9).map((share) => share * nyquist);
  const original = tones(passing, from);
  const wanted = tones(passing, to);
  const stopped = from > to ? shares(1.005 * nyquist, 0.98 * (from / 2)) : [];
  const figures = [resample, hq, vhq].map((change) => {
    const made = change(original, to);
    const gains = levelsDb(made, passing.length, tonePower).map(Math.abs);
    // A tone that is only weaker leaves its share of this; images, what folds, delay and noise leave all of theirs.
    const besides = levelsDb(difference(made, wanted), passing.length, tonePower);
    const folded = from > to ? levelsDb(change(tones(stopped, from), to), stopped.length, tonePower) : [-300];
    return { ripple: Math.max(...gains), beside: Math.max(...besides), folded: Math.max(...folded) };
  });
  const [ours, ofHq] = figures as [(typeof figures)[0], (typeof figures)[0]];
  for (const [k, name] of ["Bulbar", "soxr HQ", "soxr VHQ"].entries()) {
    const { ripple, beside, folded } = figures[k]!;
    const words = `ripple to 0.9 ${ripple.toExponential(1)} dB, beside the tone ${beside.toFixed(0)} dB`;
    console.log(`${from} to ${to} Hz, ${name}: ${words}, folded ${folded.toFixed(0)} dB`);
  }
  expect(ours.ripple).toBeLessThan(1e-4);
  expect(ours.ripple).toBeLessThan(ofHq.ripple + 1e-5);
  expect(ours.beside).toBeLessThan(Math.max(-118, ofHq.beside));
  expect(ours.folded).toBeLessThan(Math.max(-120, ofHq.folded + 1));
});

const data = join(import.meta.dirname, "../../../../shared/data");
const folders = [
  ["speech-samples", 8000, 85],
  ["minsk2020/ALS", 16_000, 75],
  ["svd-phrases/wav", 16_000, 70],
] as const;
test.runIf(hasSoxr(ffmpeg) && existsSync(data)).each(folders)(
  "%s at %d Hz: nearer to soxr's HQ than its VHQ is, at least %d dB below the voice",
  async (folder, hertz, leastDb) => {
    const names = readdirSync(join(data, folder)).filter((name) => name.endsWith(".wav"));
    const [ratios, ofVhq]: [number[], number[]] = [[], []];
    for (const name of names.sort().slice(0, 8)) {
      const path = join(data, folder, name);
      const { signal } = await decodeAudio({ path }, { fileName: name, ffmpeg: async () => ffmpeg });
      const theirs = hq(signal, hertz);
      const power = ({ samples }: Sound) => samples.reduce((sum, x) => sum + x * x, 0);
      const ratioTo = (sound: Sound) => 10 * Math.log10(power(theirs) / power(difference(sound, theirs)));
      ratios.push(ratioTo(resample(signal, hertz)));
      ofVhq.push(ratioTo(vhq(signal, hertz)));
    }
    const words = (list: number[]) => list.map((ratio) => ratio.toFixed(0)).join(", ");
    console.log(`${folder} at ${hertz} Hz: ${words(ratios)} dB; soxr VHQ: ${words(ofVhq)} dB`);
    expect(Math.min(...ratios)).toBeGreaterThan(leastDb);
    expect(median(ratios)).toBeGreaterThan(median(ofVhq) + 3);
  },
);
