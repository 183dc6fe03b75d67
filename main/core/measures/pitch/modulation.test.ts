import { expect, test } from "vitest";
import { noise, vowel } from "../test-signals.ts";
import { contourStepSeconds, f0Contour } from "./f0-contour.ts";
import {
  bandDeviation,
  modulationMeasures,
  pathologicalVibratoIndex,
  phonatoryFrequencyRange,
  pitchPeriodEntropy,
  tremorPeak,
} from "./modulation.ts";

const contourOf = (seconds: number, f0Hz: (t: number) => number) =>
  Float64Array.from({ length: Math.round(seconds / contourStepSeconds) }, (_, i) =>
    f0Hz(i * contourStepSeconds),
  );
const modulated =
  (meanHz: number, depth: number, frequencyHz: number) =>
  (t: number): number =>
    meanHz * (1 + depth * Math.sin(2 * Math.PI * frequencyHz * t));

test.each([
  { sampleRateHz: 44_100, meanHz: 110, noiseAmplitude: 0.001 },
  { sampleRateHz: 16_000, meanHz: 210, noiseAmplitude: 0.05 },
  { sampleRateHz: 8000, meanHz: 150, noiseAmplitude: 0.02 },
])("the contour follows F0: $meanHz Hz at $sampleRateHz Hz, noise $noiseAmplitude", (options) => {
  const f0Hz = modulated(options.meanHz, 0.03, 5);
  const contour = f0Contour(vowel({ ...options, f0Hz, seconds: 2 })).f0Hz;
  let [square, count] = [0, 0];
  for (let i = 40; i < contour.length - 40; i++, count++)
    // a period has the F0 of its beginning, the frame sees it in its middle
    square += (contour[i]! / f0Hz(i * contourStepSeconds - 0.5 / options.meanHz) - 1) ** 2;
  expect(Math.sqrt(square / count)).toBeLessThan(0.002);
});

test("tremor of known frequency and depth", () => {
  const measures = modulationMeasures(
    vowel({ seconds: 4, f0Hz: modulated(120, 0.03, 6), sampleRateHz: 44_100 }),
  );
  expect(measures["tremor-frequency"]!.value!).toBeCloseTo(6, 1);
  expect(Math.abs(measures["tremor-amplitude"]!.value! - 3)).toBeLessThan(0.15);
  expect(Math.abs(measures["tremor-3-8"]!.value! - 3 / Math.SQRT2)).toBeLessThan(0.1);
  expect(measures["tremor-9-14"]!.value!).toBeLessThan(0.25);
  expect(Math.abs(measures.pfr!.value! - 12 * Math.log2(1.03 / 0.97))).toBeLessThan(0.1);
});

test("flutter at 11 Hz shows in PVI and in the band 8-16 Hz, tremor at 5 Hz does not", () => {
  const flutter = modulationMeasures(vowel({ seconds: 3, f0Hz: modulated(120, 0.02, 11) }));
  const tremor = modulationMeasures(vowel({ seconds: 3, f0Hz: modulated(120, 0.02, 5) }));
  expect(flutter.pvi!.value!).toBeGreaterThan(8 * tremor.pvi!.value!);
  expect(flutter["f0-modulation-8-16"]!.value!).toBeGreaterThan(tremor["f0-modulation-8-16"]!.value! + 1.5);
  expect(tremor["f0-modulation-3-8"]!.value!).toBeGreaterThan(flutter["f0-modulation-3-8"]!.value! + 1.5);
});

test("PVI of a contour: proportional to depth, blind to its mean; 1.4 s are needed", () => {
  const pvi = pathologicalVibratoIndex(contourOf(3, modulated(100, 0.01, 11)))!;
  expect(pathologicalVibratoIndex(contourOf(3, modulated(230, 0.02, 11)))! / pvi).toBeCloseTo(2, 3);
  // amplitude 0.01 times half the sum of the Hamming window, in the bins 10-12 (1.02 Hz apart)
  expect(pvi).toBeGreaterThan(0.01 * 0.27 * 196);
  expect(pvi).toBeLessThan(2.2 * 0.01 * 0.27 * 196);
  expect(pathologicalVibratoIndex(contourOf(1.3, () => 100))).toBeNull();
});

test("pitch period entropy: none for a steady pitch, that of a uniform distribution for noise", () => {
  expect(pitchPeriodEntropy(contourOf(3, () => 140))).toBeCloseTo(0, 6);
  const wide = noise(4000, 5);
  const uniform = pitchPeriodEntropy(wide.map((x) => 140 * 2 ** ((1.4 * x) / 12)) as unknown as Float64Array);
  expect(uniform).toBeGreaterThan(4.3);
  expect(uniform).toBeLessThanOrEqual(Math.log2(30));
});

test("band deviation and peak of a sinusoid", () => {
  const values = contourOf(4, (t) => 0.8 * Math.sin(2 * Math.PI * 10.1 * t));
  expect(bandDeviation(values, 8, 16)).toBeCloseTo(0.8 / Math.SQRT2, 1);
  expect(bandDeviation(values, 16, 40)).toBeLessThan(0.05);
  expect(tremorPeak(values).frequencyHz).toBeCloseTo(10.1, 1);
  expect(tremorPeak(values).amplitude).toBeCloseTo(0.8, 2);
});

test("phonatory frequency range of an octave", () => {
  expect(phonatoryFrequencyRange(Float64Array.of(100, 150, 200))).toBeCloseTo(12, 9);
});

test("no modulation without a voice", () => {
  const hiss = { samples: noise(32_000).map((x) => 0.2 * x), sampleRateHz: 16_000 };
  expect(["unvoiced", "too-aperiodic", "too-short"]).toContain(modulationMeasures(hiss).pvi!.missing);
  const silence = { samples: new Float32Array(32_000), sampleRateHz: 16_000 };
  expect(modulationMeasures(silence)["f0-modulation-8-16"]!.missing).toBe("unvoiced");
  expect(modulationMeasures(vowel({ seconds: 0.4 })).pfr!.missing).toBe("too-short");
  const short = modulationMeasures(vowel({ seconds: 1.2 }));
  expect(short.pvi!.missing).toBe("too-short");
  expect(short["f0-modulation-8-16"]!.value).not.toBeNull();
});

test("a gap in the voice is bridged", () => {
  const f0Hz = modulated(120, 0.02, 11);
  const whole = vowel({ seconds: 3, f0Hz });
  const gapped = { ...whole, samples: whole.samples.map((x, i) => (i > 20_000 && i < 22_400 ? 0 : x)) };
  const [a, b] = [whole, gapped].map((s) => modulationMeasures(s)["f0-modulation-8-16"]!.value!);
  expect(Math.abs(a! - b!)).toBeLessThan(0.2);
});
