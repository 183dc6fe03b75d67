import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { AudioInfo } from "../../../shared/domain/audio-info.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { decodeAudio } from "./decode.ts";
import { assessQuality } from "./quality.ts";
import { bytesOf, noiseSource, vowel } from "./test-recordings.ts";

const RATE = 44100;
const infoOf = (signal: Sound, more: Partial<AudioInfo> = {}): AudioInfo => ({
  durationSeconds: signal.samples.length / signal.sampleRateHz,
  sampleRateHz: signal.sampleRateHz,
  channels: 1,
  channelUsed: 1,
  codec: "pcm_s16le",
  lossy: false,
  ...more,
});
const assess = (signal: Sound, task: TaskId = "vowel-a", more: Partial<AudioInfo> = {}, truncated = false) =>
  assessQuality(signal, infoOf(signal, more), task, truncated);
const only = (signal: Sound, among: QualityFlag[], task: TaskId = "vowel-a") =>
  assess(signal, task).flags.filter((flag) => among.includes(flag));

/** Pieces one after the other. */
function join2(...pieces: Float32Array[]): Sound {
  const samples = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    samples.set(piece, offset);
    offset += piece.length;
  }
  return { samples, sampleRateHz: RATE };
}
const silence = (seconds: number) => new Float32Array(Math.round(seconds * RATE));
const voice = (seconds: number, peak = 0.5) => vowel(seconds, RATE, peak).samples;
const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
const quantised = ({ samples, sampleRateHz }: Sound): Sound => ({
  samples: samples.map((x) => Math.round(x * 32768) / 32768),
  sampleRateHz,
});

/** Adds noise of a given RMS; `pole` 0 is white, towards 1 it is rumble. */
function withNoise({ samples, sampleRateHz }: Sound, level: number, pole = 0, seed = 1): Sound {
  const next = noiseSource(seed);
  let state = 0;
  const noise = samples.map(() => {
    state = pole * state + next();
    return state;
  });
  const scale = level / rms(noise);
  return { samples: samples.map((x, i) => x + scale * noise[i]!), sampleRateHz };
}

test("levels, duration and DC of a known signal", () => {
  const sine = Float32Array.from(
    { length: 2 * RATE },
    (_, n) => 0.5 * Math.sin((2 * Math.PI * 441 * n) / RATE) + 0.1,
  );
  const quality = assess({ samples: sine, sampleRateHz: RATE });
  expect(quality.durationSeconds).toBe(2);
  expect(quality.usableSeconds).toBeCloseTo(2, 6);
  expect(quality.peakDbfs).toBeCloseTo(20 * Math.log10(0.6), 3);
  expect(quality.rmsDbfs).toBeCloseTo(10 * Math.log10(0.125 + 0.01), 3);
  expect(quality.dcOffset).toBeCloseTo(0.1, 5);
  expect(quality.flags).toContain("dc-offset");
});

test("a good recording has no flag", () => {
  // Glottal pulses with energy up to the Nyquist frequency.
  const pulses = silence(5).map((_, n) => 0.5 * 0.8 ** (n % 367));
  const mean = pulses.reduce((sum, x) => sum + x, 0) / pulses.length;
  const voiced = pulses.map((x) => x - mean);
  const signal = withNoise(join2(silence(0.5), voiced, silence(0.5)), 0.0002);
  const quality = assess(quantised(signal));
  expect(quality.flags).toEqual([]);
  expect(quality.usableSeconds).toBeCloseTo(5, 1);
});

const truths = [5, 10, 20, 30, 42, 55];
const scenes: Record<string, { pieces: Float32Array[]; task: TaskId }> = {
  "a vowel between pauses": { pieces: [silence(0.4), voice(3), silence(0.4)], task: "vowel-a" },
  "speech with pauses": {
    pieces: [voice(0.9), silence(0.3), voice(0.5, 0.3), silence(0.5), voice(0.7)],
    task: "reading",
  },
  "fast syllables": {
    pieces: Array(20)
      .fill([voice(0.1), silence(0.08)])
      .flat(),
    task: "ddk-pa",
  },
};
for (const [name, { pieces, task }] of Object.entries(scenes))
  for (const [colour, pole] of [
    ["white", 0],
    ["low", 0.97],
  ] as const)
    test.each(truths)(`${name}, ${colour} noise: SNR of %d dB is estimated within 3 dB`, (snrDb) => {
      const clean = join2(...pieces);
      const sound = join2(...pieces.filter((piece) => piece.some((x) => x !== 0)));
      const noisy = withNoise(clean, rms(sound.samples) / 10 ** (snrDb / 20), pole);
      const quality = assess(noisy, task);
      expect(quality.snrDb).not.toBeNull();
      expect(Math.abs(quality.snrDb! - snrDb)).toBeLessThan(3);
      if (snrDb < 27) expect(quality.flags).toContain("low-snr");
      if (snrDb > 33) expect(quality.flags).not.toContain("low-snr");
    });

test.each([
  ["a steady vowel cut to the voice", (t: number) => 1 + 0 * t],
  ["a fading vowel", (t: number) => 10 ** (-t / 4)],
  ["a vowel with tremor", (t: number) => 1 + 0.5 * Math.sin(2 * Math.PI * 5 * t)],
])("%s has no pauses, so no SNR", (_, envelope) => {
  const { samples } = vowel(3, RATE);
  const shaped = { samples: samples.map((x, n) => x * envelope(n / RATE)), sampleRateHz: RATE };
  expect(assess(withNoise(shaped, 0.002)).snrDb).toBeNull();
});

test("digital silence around a vowel is no noise floor", () => {
  const quality = assess(join2(silence(0.5), voice(3), silence(0.5)));
  expect(quality.snrDb).toBeNull();
  expect(quality.flags).not.toContain("low-snr");
});

test.each([
  ["digital silence", silence(2)],
  ["16-bit dither", withNoise(join2(silence(2)), 2 ** -16).samples],
  ["nothing but DC", silence(2).fill(0.2)],
])("%s is silent", (_, samples) => {
  const quality = assess({ samples, sampleRateHz: RATE });
  expect(quality.flags).toContain("silent");
  expect(quality.flags).toContain("too-short");
  expect(quality).toMatchObject({ snrDb: null, usableSeconds: 0, bandwidthHz: 0, clippedFraction: 0 });
});

test("digital silence has no level", () => {
  expect(assess({ samples: silence(1), sampleRateHz: RATE })).toMatchObject({
    peakDbfs: null,
    rmsDbfs: null,
  });
});

test("a quiet voice is too quiet, not silent", () => {
  expect(only({ samples: voice(3, 0.005), sampleRateHz: RATE }, ["silent", "too-quiet"])).toEqual([
    "too-quiet",
  ]);
});

test.each([
  ["at full scale", 1],
  ["below full scale, turned down after clipping", 0.37],
])("clipping %s is found, with its share", (_, gain) => {
  const clean = vowel(3, RATE, 1.25).samples;
  const share = clean.filter((x) => Math.abs(x) > 1).length / clean.length;
  const clipped = { samples: clean.map((x) => gain * Math.max(-1, Math.min(1, x))), sampleRateHz: RATE };
  const quality = assess(quantised(clipped));
  expect(share).toBeGreaterThan(0.001);
  expect(quality.clippedFraction).toBeGreaterThan(0.8 * share);
  expect(quality.clippedFraction).toBeLessThan(1.1 * share);
  expect(quality.flags).toContain("clipped");
});

test.each([50, 100, 441, 1000])("the rounded crests of a clean tone of %d Hz are not clipping", (hz) => {
  for (const peak of [0.999, 0.3, 0.01]) {
    const samples = Float32Array.from(
      { length: RATE },
      (_, n) => peak * Math.sin((2 * Math.PI * hz * n) / RATE),
    );
    expect(assess(quantised({ samples, sampleRateHz: RATE })).clippedFraction).toBe(0);
  }
});

test("two breaths in a sustained vowel are told, a voice break is not", () => {
  const breaths = join2(voice(1.5), silence(0.4), voice(1.5));
  const brokenVoice = join2(voice(1.5), silence(0.1), voice(1.5));
  expect(only(withNoise(breaths, 0.0005), ["several-breaths"])).toEqual(["several-breaths"]);
  expect(only(withNoise(brokenVoice, 0.0005), ["several-breaths"])).toEqual([]);
  expect(only(withNoise(breaths, 0.0005), ["several-breaths"], "reading")).toEqual([]);
});

test.each([
  ["vowel-a", 1.2, true],
  ["vowel-a", 1.8, false],
  ["ddk-pa", 1.8, true],
  ["mpt-a", 1.2, false],
] as const)("%s of %d s: too short is %s", (task, seconds, isShort) => {
  expect(only({ samples: voice(seconds), sampleRateHz: RATE }, ["too-short"], task).length === 1).toBe(
    isShort,
  );
});

test.each([3400, 8000, 16000])("bandwidth of sound that ends at %d Hz", (limitHz) => {
  const samples = new Float32Array(2 * RATE);
  for (let hz = 100; hz < limitHz; hz += 100)
    for (let n = 0; n < samples.length; n++)
      samples[n]! += 0.004 * Math.sin((2 * Math.PI * hz * n) / RATE + hz * hz);
  const quality = assess(withNoise({ samples, sampleRateHz: RATE }, 0.0001));
  expect(Math.abs(quality.bandwidthHz - limitHz)).toBeLessThanOrEqual(250);
  expect(quality.flags.includes("narrow-bandwidth")).toBe(limitHz < 5000);
});

test("noise up to the Nyquist frequency has full bandwidth", () => {
  expect(assess(withNoise(join2(silence(2)), 0.1)).bandwidthHz).toBeGreaterThan(21_500);
});

test("rate, codec and truncation are passed on", () => {
  const telephone = vowel(3, 8000);
  const quality = assess(telephone, "vowel-a", { lossy: true }, true);
  expect(quality.flags).toEqual(["low-sample-rate", "narrow-bandwidth", "lossy-codec", "truncated"]);
});

test("no signal is too short or too odd to be judged", () => {
  for (const samples of [[], [0.5], [0.5, -0.5], Array(100).fill(0.1)])
    for (const sampleRateHz of [4000, 384_000]) {
      const quality = assess({ samples: Float32Array.from(samples), sampleRateHz });
      const { peakDbfs: _p, rmsDbfs: _r, snrDb: _s, flags: _f, reverberationSeconds, ...numbers } = quality;
      expect(reverberationSeconds).toBeNull();
      for (const value of Object.values(numbers)) expect(Number.isFinite(value)).toBe(true);
      expect(quality.flags).toContain("too-short");
    }
});

test("the signal is not changed", () => {
  const signal = { samples: voice(1).map((x) => x + 0.1), sampleRateHz: RATE };
  const before = Float32Array.from(signal.samples);
  assess(signal);
  expect(bytesOf(signal).equals(bytesOf({ ...signal, samples: before }))).toBe(true);
});

const minsk = join(import.meta.dirname, "../../../../shared/data/minsk2020");
test("the sustained vowels of Minsk2020 are cut to the voice: no SNR, one breath, no clipping, no DC", async () => {
  if (!existsSync(minsk)) return console.log("skipped: no shared/data/minsk2020");
  const ffmpeg = () => Promise.reject(new Error("WAV must not need ffmpeg"));
  for (const group of ["ALS", "HC"]) {
    for (const fileName of readdirSync(join(minsk, group)).filter((file) => file.endsWith("_a.wav"))) {
      const { signal, audio, truncated } = await decodeAudio(
        { path: join(minsk, group, fileName) },
        { fileName, ffmpeg },
      );
      const { snrDb, flags } = assessQuality(signal, audio, "vowel-a", truncated);
      expect([fileName, snrDb]).toEqual([fileName, null]);
      for (const flag of ["several-breaths", "clipped", "dc-offset", "truncated", "silent"] as const)
        expect([fileName, flags]).not.toContain(flag);
    }
  }
});

test("a sentence without a pause has no noise to measure: dips of its level are consonants", () => {
  const dips = [0.1, 0.03, 0.06, 0.015, 0.09, 0.02, 0.05, 0.012];
  const pieces = dips.flatMap((level) => [voice(0.16, 0.4), withNoise(join2(silence(0.09)), level).samples]);
  const quality = assess(
    { samples: join2(...pieces, voice(0.16, 0.4)).samples, sampleRateHz: RATE },
    "reading",
  );
  expect(quality.snrDb).toBeNull();
  expect(quality.flags).not.toContain("low-snr");
});

const phrases = join(import.meta.dirname, "../../../../shared/data/svd-phrases/wav");

test.skipIf(!existsSync(phrases))("studio sentences of 2 s are not called noisy", async () => {
  const noisy: string[] = [];
  for (const fileName of readdirSync(phrases)) {
    const ffmpeg = () => Promise.reject(new Error("a WAV file needs no ffmpeg"));
    const { signal } = await decodeAudio({ path: join(phrases, fileName) }, { fileName, ffmpeg });
    const { flags } = assess(signal, "reading");
    if (flags.includes("low-snr")) noisy.push(fileName);
  }
  expect(noisy).toEqual([]);
});
