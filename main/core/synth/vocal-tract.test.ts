import { expect, test } from "vitest";
import { RealFft } from "../dsp/fft.ts";
import { randomOf } from "../dsp/random.ts";
import { bandwidthHz, filterTract, formantsOf, type Vowel } from "./vocal-tract.ts";

const sampleRateHz = 16000;
const size = 8192;

/** Local maxima of the tract's transfer function, Hz. */
function peaksHz(formantsHz: number[][], sex: "male" | "female"): number[] {
  const impulse = new Float64Array(size);
  impulse[0] = 1;
  filterTract(impulse, formantsHz, { sex, formantScale: 1, centralisation: 0 }, sampleRateHz);
  const power = new Float64Array(size / 2 + 1);
  new RealFft(size).powerSpectrum(impulse, power);
  return [...power.keys()]
    .filter((k) => power[k]! > (power[k - 1] ?? Infinity) && power[k]! > (power[k + 1] ?? Infinity))
    .map((k) => (k * sampleRateHz) / size);
}

test.each(["a", "e", "i", "o", "u"] as Vowel[])("/%s/ resonates at its formants", (vowel) => {
  for (const sex of ["male", "female"] as const) {
    const formants = formantsOf(vowel, { sex, formantScale: 1, centralisation: 0 });
    const peaks = peaksHz(
      formants.map((hz) => [hz]),
      sex,
    );
    for (const formant of formants)
      expect(Math.min(...peaks.map((peak) => Math.abs(peak - formant)))).toBeLessThan(
        0.4 * bandwidthHz(formant),
      );
  }
});

test("a longer tract lowers every formant, centralisation moves F1 and F2 to the neutral vowel", () => {
  const full = formantsOf("i", { sex: "male", formantScale: 1, centralisation: 0 });
  expect(formantsOf("i", { sex: "male", formantScale: 0.9, centralisation: 0 })[3]).toBeCloseTo(
    0.9 * full[3]!,
    9,
  );
  expect(formantsOf("i", { sex: "male", formantScale: 1, centralisation: 1 })).toEqual([
    500, 1500, 3000, 3657,
  ]);
});

test("a formant that moves is heard where it is", () => {
  const length = sampleRateHz;
  const random = randomOf("noise");
  const noise = Float64Array.from({ length }, () => random.normal());
  const track = Float64Array.from({ length: 1000 }, (_, ms) => (ms < 500 ? 500 : 1500));
  filterTract(
    noise,
    [track, [2500], [3500], [4500]],
    { sex: "male", formantScale: 1, centralisation: 0 },
    sampleRateHz,
  );
  const strongestHz = (from: number) => {
    const power = new Float64Array(2049);
    new RealFft(4096).powerSpectrum(noise.slice(from, from + 4096), power);
    return (power.indexOf(Math.max(...power.subarray(0, 512))) * sampleRateHz) / 4096;
  };
  expect(Math.abs(strongestHz(2000) - 500)).toBeLessThan(100);
  expect(Math.abs(strongestHz(11000) - 1500)).toBeLessThan(150);
});
