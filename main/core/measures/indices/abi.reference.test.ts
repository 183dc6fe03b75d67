import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resamplePraat } from "../../dsp/resample-praat.ts";
import { glottalToNoiseExcitation } from "../perturbation/gne.ts";
import { noise, vowel } from "../test-signals.ts";
import { abiOf, abiParts } from "./abi.ts";
import { joinSpeechAndVowel } from "./joined-voice.ts";
import { voiceQualityMeasures } from "./voice-quality.ts";

const sampleRateHz = 22_050;

test("the formula, on parts and result of the script's commands in Praat 6.3.07", () => {
  const parts = {
    cppsDb: 12.08799,
    jitterLocalPercent: 1.571,
    gne: 0.87949,
    hfno6000: 2.36837,
    hnrDDb: 30.37597,
    h1H2Db: 3.00085,
    shimmerLocalDb: 0.635,
    shimmerLocalPercent: 3.824,
    periodSdSeconds: 0.00071,
  };
  expect(abiOf(parts)).toBeCloseTo(4.392, 2);
});

test("a breathier voice scores higher, at every step", () => {
  const scores = [0.001, 0.005, 0.02].map((noiseAmplitude) => {
    const signal = vowel({ sampleRateHz, seconds: 1.2, noiseAmplitude });
    return voiceQualityMeasures(signal, signal).abi!.value!;
  });
  expect(scores[1]! - scores[0]!).toBeGreaterThan(0.3);
  expect(scores[2]! - scores[1]!).toBeGreaterThan(0.3);
});

test("glottal-to-noise excitation: near 1 for pulses, low for noise", () => {
  const of = (samples: Float32Array) =>
    glottalToNoiseExcitation(resamplePraat({ samples, sampleRateHz }, 10_000));
  expect(of(vowel({ sampleRateHz, noiseAmplitude: 0 }).samples)).toBeGreaterThan(0.95);
  expect(of(noise(sampleRateHz))).toBeLessThan(0.3);
});

test("a noise without voice has no index", () => {
  const rough = { samples: noise(2 * sampleRateHz).map((x) => x / 10), sampleRateHz };
  expect(abiParts(rough, resamplePraat(rough, 10_000), 5)).toBe(null);
});

const data = new URL("../../../../../shared/data/", import.meta.url);
const files = ["minsk2020/ALS/022_i.wav", "minsk2020/ALS/022_a.wav"].map((name) => new URL(name, data));
test.skipIf(!files.every((file) => existsSync(file)))(
  "agrees with Praat on real recordings (skipped without the data)",
  () => {
    const [speech, steady] = files.map((file) => {
      const pcm = readFileSync(file);
      const length = (pcm.length - 44) >> 1;
      const samples = Float32Array.from({ length }, (_, i) => pcm.readInt16LE(44 + 2 * i) / 32_768);
      return { samples, sampleRateHz: 44_100 };
    });
    const joined = joinSpeechAndVowel(speech!, steady!);
    if (typeof joined === "string") throw new Error(joined);
    const parts = abiParts(joined, resamplePraat(joined, 10_000), 18.35881)!;
    expect(Math.abs(parts.gne - 0.93685)).toBeLessThan(0.001);
    expect(Math.abs(parts.hfno6000 - 2.85737)).toBeLessThan(0.001);
    expect(Math.abs(parts.hnrDDb - 27.92172)).toBeLessThan(0.1);
    expect(Math.abs(parts.h1H2Db + 7.95729)).toBeLessThan(0.1);
    expect(Math.abs(parts.jitterLocalPercent - 0.435)).toBeLessThan(0.002);
    expect(Math.abs(parts.shimmerLocalDb - 0.203)).toBeLessThan(0.001);
    expect(Math.abs(parts.periodSdSeconds - 0.00036)).toBeLessThan(1e-5);
    expect(Math.abs(abiOf(parts) + 0.912)).toBeLessThan(0.02);
  },
);
