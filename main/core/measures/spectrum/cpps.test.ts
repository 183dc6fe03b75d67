import { expect, test } from "vitest";
import { noise, vowel } from "../test-signals.ts";
import { cppsMeasures, theilLine } from "./cpps.ts";

const breathy = vowel({
  seconds: 1.2,
  sampleRateHz: 44_100,
  f0Hz: (t) => 200 + 4 * Math.sin(2 * Math.PI * 5 * t),
  formantsHz: [300, 2300, 3000, 3700],
  noiseAmplitude: 0.05,
});
const hiss = { samples: noise(12_000).map((x) => x * 0.3), sampleRateHz: 8000 };

// Praat 6.3.07 on the same samples: To PowerCepstrogram: 60, 0.002, 5000, 50; Get CPPS as in `avqiCpps`
test.each([
  ["clean vowel, 16 kHz", vowel({ seconds: 1.2 }), 23.0227],
  ["breathy vowel with vibrato, 44.1 kHz", breathy, 16.7508],
  ["noise, 8 kHz (resampled upwards)", hiss, 3.9627],
])("CPPS agrees with Praat: %s", (_, signal, praat) => {
  expect(Math.abs(cppsMeasures(signal).cpps!.value! - praat)).toBeLessThan(0.06);
});

test("level does not matter, short and silent sounds have no CPPS", () => {
  const signal = vowel();
  const quiet = { ...signal, samples: signal.samples.map((x) => x / 64) };
  expect(cppsMeasures(quiet).cpps!.value!).toBeCloseTo(cppsMeasures(signal).cpps!.value!, 4);
  expect(cppsMeasures({ samples: new Float32Array(700), sampleRateHz: 8000 }).cpps!.missing).toBe(
    "too-short",
  );
  expect(cppsMeasures({ samples: new Float32Array(9000), sampleRateHz: 8000 }).cpps!.missing).toBe("silent");
});

test("the robust line ignores a third of wild points", () => {
  const y = Float64Array.from({ length: 99 }, (_, i) => 5 - 0.25 * i + (i % 6 === 0 ? 40 : 0));
  const [slope, intercept] = theilLine(y);
  expect(slope).toBeCloseTo(-0.25, 9);
  expect(intercept).toBeCloseTo(5, 9);
});
