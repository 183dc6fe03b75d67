import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { bytesOf, encode, noiseSource, pcm16, wavFile } from "./test-recordings.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const rate = 44_100;
const count = 2 * rate;
type Signal = Float32Array;

/** A vowel: harmonics of -12 dB an octave through formants, peak 0.4. */
function voice(f0Hz: number, formantsHz: number[]): Signal {
  const amplitudes = Array.from({ length: Math.floor(5000 / f0Hz) }, (_, i) => {
    const hz = (i + 1) * f0Hz;
    const gain = formantsHz.reduce((product, formant) => {
      const [re, im] = [formant ** 2 - hz ** 2, 90 * hz];
      return (product * formant ** 2) / Math.hypot(re, im);
    }, 1);
    return gain / (i + 1);
  });
  const samples = Float32Array.from({ length: count }, (_, n) => {
    const phase = (2 * Math.PI * f0Hz * n) / rate + 0.03 * Math.sin((2 * Math.PI * 5 * n) / rate);
    return amplitudes.reduce((sum, amplitude, i) => sum + amplitude * Math.sin((i + 1) * phase + i), 0);
  });
  return scaled(samples, 0.4 / samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
}

const scaled = (signal: Signal, gain: number): Signal => signal.map((x) => gain * x);
const delayed = (signal: Signal, frames: number): Signal => signal.map((_, n) => signal[n - frames] ?? 0);
const sum = (a: Signal, b: Signal): Signal => a.map((x, n) => x + b[n]!);
const noise = (amplitude: number, seed: number): Signal => {
  const next = noiseSource(seed);
  return Float32Array.from({ length: count }, () => amplitude * next());
};
/** The contact of the vocal folds: a smooth pulse a cycle, whose spectrum falls evenly. */
const egg = (f0Hz: number, amplitude: number): Signal =>
  Float32Array.from({ length: count }, (_, n) => {
    const phase = (2 * Math.PI * f0Hz * n) / rate + 0.03 * Math.sin((2 * Math.PI * 5 * n) / rate);
    return amplitude * Math.tanh(6 * (Math.sin(phase) - 0.3));
  });
const square = (f0Hz: number, amplitude: number): Signal =>
  Float32Array.from(
    { length: count },
    (_, n) => amplitude * Math.sign(Math.sin((2 * Math.PI * f0Hz * n) / rate)),
  );
const silence = new Float32Array(count);

const a = voice(140, [700, 1200, 2500, 3500]);
const i = voice(140, [300, 2200, 2900, 3500]);
const u = voice(140, [320, 800, 2300, 3400]);
const other = voice(210, [850, 1600, 2800, 3900]);

function stereo(...channels: Signal[]): Buffer {
  const samples = Float32Array.from(
    { length: channels.length * count },
    (_, n) => channels[n % channels.length]![Math.floor(n / channels.length)]!,
  );
  return wavFile({ data: pcm16({ samples, sampleRateHz: rate }), channels: channels.length });
}

const decode = (bytes: Uint8Array, channel?: number | "mean") =>
  decodeAudio({ bytes }, { fileName: "two.wav", ffmpeg: async () => ffmpeg, channel });

test.each([
  ["a voice beside an electroglottograph of the same pitch", [a, egg(140, 0.5)], 1, "channels-differ"],
  ["the same, channels changed", [egg(140, 0.5), a], 2, "channels-differ"],
  ["/i/ beside an electroglottograph", [egg(140, 0.5), i], 2, "channels-differ"],
  ["/u/ beside an electroglottograph", [egg(140, 0.5), u], 2, "channels-differ"],
  ["a voice beside a square wave", [square(117, 0.3), a], 2, "channels-differ"],
  ["a voice beside loud noise", [noise(0.3, 1), a], 2, "channels-differ"],
  ["two speakers, the second louder", [scaled(a, 0.3), other], 2, "channels-differ"],
  ["one inverted", [a, scaled(a, -1)], 1, "channels-opposed"],
  ["one inverted and louder", [a, scaled(a, -1.8)], 2, "channels-opposed"],
  ["one dead, the second", [a, silence], 1, "channel-dead"],
  ["one dead but for its own noise, the first", [noise(2e-4, 2), a], 2, "channel-dead"],
  ["a voice in one of six", [silence, silence, a, silence, silence, silence], 3, "channel-dead"],
] as [string, Signal[], number, string][])(
  "%s: told, and the better one is taken",
  async (_, channels, use, flag) => {
    const bytes = stereo(...channels);
    const { audio, flags, signal } = await decode(bytes);
    expect({ use: audio.channelUsed, flags }).toEqual({ use, flags: [flag] });
    const alone = await decode(wavFile({ data: pcm16({ samples: channels[use - 1]!, sampleRateHz: rate }) }));
    expect(bytesOf(signal).equals(bytesOf(alone.signal))).toBe(true);
  },
);

test.each([
  ["the same twice", [a, a], "mean"],
  ["one softer", [a, scaled(a, 0.3)], "mean"],
  ["each with noise of its own", [sum(a, noise(0.02, 3)), sum(a, noise(0.02, 4))], "mean"],
  ["/u/, each with noise of its own", [sum(u, noise(0.01, 3)), sum(u, noise(0.01, 4))], "mean"],
  ["silence in both", [silence, silence], "mean"],
  ["one later by 0.5 ms and softer", [a, scaled(delayed(a, 22), 0.7)], 1],
  ["one clipped", [scaled(a, 3).map((x) => Math.max(-1, Math.min(1, x))), a], 2],
] as [string, Signal[], number | "mean"][])("%s is one voice: no flag", async (_, channels, use) => {
  const { audio, flags } = await decode(stereo(...channels));
  expect({ use: audio.channelUsed, flags }).toEqual({ use, flags: [] });
});

test("the channel that is asked for is taken, and the flag stays", async () => {
  const bytes = stereo(a, egg(140, 0.5));
  for (const asked of [1, 2, "mean"] as const) {
    const { audio, flags } = await decode(bytes, asked);
    expect({ use: audio.channelUsed, flags }).toEqual({ use: asked, flags: ["channels-differ"] });
  }
  await expect(decode(bytes, 3)).rejects.toMatchObject({ code: "invalid-input", data: { file: "two.wav" } });
});

test("ffmpeg's way of a file judges and takes as the direct one does", async () => {
  const bytes = stereo(egg(140, 0.5), a);
  const samples = Float32Array.from({ length: 2 * count }, (_, n) => bytes.readInt16LE(44 + 2 * n) / 32_768);
  const path = join(folder, "two.flac");
  encode(ffmpeg, samples, { sampleRateHz: rate, channels: 2, options: "-sample_fmt s16", path });
  const direct = await decode(bytes);
  const flac = await decode(readFileSync(path));
  expect(flac.audio).toMatchObject({ channels: 2, channelUsed: 2 });
  expect(flac.flags).toEqual(direct.flags);
  expect(bytesOf(flac.signal).equals(bytesOf(direct.signal))).toBe(true);
  await expect(decode(readFileSync(path), 3)).rejects.toMatchObject({ code: "invalid-input" });
});
