import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { noise, vowel } from "../test-signals.ts";
import { avqiOf } from "./avqi.ts";
import { voicedSpeech } from "./joined-voice.ts";
import { voiceQualityMeasures } from "./voice-quality.ts";

test("the formula, on the parts and the result of Maryn's script in Praat 6.3.07", () => {
  const parts = {
    cppsDb: 12.07973332456284,
    hnrDb: 16.14,
    shimmerLocalPercent: 4.424809868344487,
    shimmerLocalDb: 0.701007958750641,
    slopeDb: -17.05566976439108,
    tiltDb: -12.56845944274174,
  };
  expect(avqiOf(parts)).toBeCloseTo(3.1027866372504342, 9);
});

test("voiced speech: silence and hiss are left out", () => {
  const sampleRateHz = 22_050;
  const voice = vowel({ sampleRateHz, seconds: 1 }).samples;
  const samples = new Float32Array(4 * sampleRateHz);
  samples.set(voice, 0.5 * sampleRateHz);
  samples.set(
    noise(sampleRateHz).map((x) => 0.3 * x),
    2 * sampleRateHz,
  );
  const seconds = voicedSpeech({ samples, sampleRateHz }).length / sampleRateHz;
  expect(Math.abs(seconds - 1)).toBeLessThan(0.15);
});

test("a rough voice scores worse than a clear one", () => {
  const sampleRateHz = 22_050;
  const speaker = (noiseAmplitude: number) => {
    const signal = vowel({ sampleRateHz, seconds: 1.2, noiseAmplitude });
    return voiceQualityMeasures(signal, signal).avqi!.value!;
  };
  expect(speaker(0.02)).toBeGreaterThan(speaker(0.002) + 0.5);
});

test("what can't be had says why", () => {
  const low = vowel({ sampleRateHz: 16_000 });
  expect(voiceQualityMeasures(low, low).avqi!.missing).toBe("sample-rate-too-low");
  const [short, long] = [0.5, 2].map((seconds) => vowel({ sampleRateHz: 22_050, seconds }));
  expect(voiceQualityMeasures(long!, short!).avqi!.missing).toBe("too-short");
});

const data = new URL("../../../../../shared/data/", import.meta.url);
const [vowelFile, speechFile] = ["minsk2020/HC/089_a.wav", "ddk/ddk_example.wav"].map(
  (name) => new URL(name, data),
);
const isThere = existsSync(vowelFile!) && existsSync(speechFile!);
test.skipIf(!isThere)("agrees with the script in Praat on real recordings (skipped without the data)", () => {
  const read = (url: URL) => {
    const pcm = readFileSync(url);
    const samples = Float32Array.from(
      { length: (pcm.length - 44) >> 1 },
      (_, i) => pcm.readInt16LE(44 + 2 * i) / 32_768,
    );
    return { samples, sampleRateHz: 44_100 };
  };
  const { avqi } = voiceQualityMeasures(read(speechFile!), read(vowelFile!));
  expect(Math.abs(avqi!.value! - 3.103)).toBeLessThan(0.15);
});
