import { expect, test } from "vitest";
import { burgPredictor } from "../../dsp/burg.ts";
import { Workspace } from "../../dsp/kernels.ts";
import { polynomialRoots } from "../../dsp/polynomial-roots.ts";
import { resamplePraat } from "../../dsp/resample-praat.ts";
import { pitch, standardPitch } from "../pitch/pitch.ts";
import { noise, vowel } from "../test-signals.ts";
import {
  formantFrames,
  formantMeasures,
  standardFormants,
  standardTracks,
  trackFormants,
} from "./formants.ts";

const front = vowel({
  seconds: 1.2,
  sampleRateHz: 44_100,
  f0Hz: (t) => 200 + 4 * Math.sin(2 * Math.PI * 5 * t),
  formantsHz: [300, 2300, 3000, 3700],
  noiseAmplitude: 0.05,
});

// Praat 6.3.07 on the same samples: To Formant (burg): 0, 5, ceiling, 0.025, 50; Get quantile: n, 0, 0, hertz, 0.5
test.each([
  ["16 kHz, 5500 Hz", vowel({ seconds: 1.2 }), 5500, 750.551, 1220.641],
  ["16 kHz, 5000 Hz", vowel({ seconds: 1.2 }), 5000, 732.429, 1206.557],
  ["44.1 kHz, 5500 Hz", front, 5500, 441.98, 2273.458],
  ["44.1 kHz, 5000 Hz", front, 5000, 445.297, 2264.6],
])("median F1 and F2 agree with Praat: %s", (_, signal, ceilingHz, f1, f2) => {
  const measures = formantMeasures(signal, ceilingHz, pitch(signal, standardPitch(75, 500)));
  expect(Math.abs(measures.f1!.value! / f1 - 1)).toBeLessThan(0.002);
  expect(Math.abs(measures.f2!.value! / f2 - 1)).toBeLessThan(0.002);
});

test("no formants without sound, length or bandwidth", () => {
  const silence = (length: number, sampleRateHz: number) => ({
    samples: new Float32Array(length),
    sampleRateHz,
  });
  expect(formantMeasures(silence(8000, 8000), 5000, null).f1!.missing).toBe("silent");
  expect(formantMeasures(silence(300, 8000), 5000, null).f2!.missing).toBe("too-short");
  expect(formantMeasures(silence(8000, 2000), 5000, null).f2!.missing).toBe("sample-rate-too-low");
});

function burg(x: Float64Array, order: number): Float64Array {
  const room = new Workspace();
  const frame = room.doubles(x.length);
  frame.values.set(x);
  const a = burgPredictor(order, room)(frame).slice();
  room.release();
  return a;
}

test("Burg's method finds the predictor that made the signal", () => {
  const x = Float64Array.from(noise(4000));
  for (let n = 2; n < x.length; n++) x[n]! += 1.6 * x[n - 1]! - 0.9 * x[n - 2]!;
  const a = burg(x, 2);
  expect(a[1]).toBeCloseTo(-1.6, 1);
  expect(a[2]).toBeCloseTo(0.9, 1);
});

test("Burg from the autocorrelation equals the lattice recursion", () => {
  const x = Float64Array.from(noise(550, 7), (value, i) => value + 3 * Math.sin(i / 5));
  const expected = latticeBurg(x, 10);
  const a = burg(x, 10);
  for (let j = 0; j <= 10; j++) expect(a[j]).toBeCloseTo(expected[j]!, 8);
});

function latticeBurg(x: Float64Array, order: number): number[] {
  let forward = Array.from(x);
  let backward = Array.from(x);
  let a = [1];
  for (let m = 1; m <= order; m++) {
    let [numerator, denominator] = [0, 0];
    for (let n = m; n < x.length; n++) {
      numerator += forward[n]! * backward[n - 1]!;
      denominator += forward[n]! ** 2 + backward[n - 1]! ** 2;
    }
    const k = (-2 * numerator) / denominator;
    const [f, b] = [forward, backward];
    forward = f.map((value, n) => (n >= m ? value + k * b[n - 1]! : 0));
    backward = b.map((_, n) => (n >= m ? b[n - 1]! + k * f[n]! : 0));
    const padded = [...a, 0];
    a = padded.map((value, j) => value + k * padded[m - j]!);
  }
  return a;
}

test("roots of a polynomial with real and complex roots, also from a bad start", () => {
  // (z - 0.5)(z + 0.25)(z^2 - 1.2 z + 0.72)
  const a = Float64Array.of(1, -1.45, 0.895, -0.03, -0.09);
  const starts = [undefined, Float64Array.of(5, 0, 5, 0, 5, 0, 5, 0)];
  for (const start of starts) {
    const roots = polynomialRoots(a, start);
    const pairs = [0, 1, 2, 3]
      .map((i) => [roots[2 * i]!, roots[2 * i + 1]!])
      .sort((p, q) => p[0]! - q[0]! || p[1]! - q[1]!);
    const expected = [
      [-0.25, 0],
      [0.5, 0],
      [0.6, -0.6],
      [0.6, 0.6],
    ];
    for (const [i, pair] of pairs.entries()) {
      expect(pair[0]).toBeCloseTo(expected[i]![0]!, 6);
      expect(pair[1]).toBeCloseTo(expected[i]![1]!, 6);
    }
  }
});

test("tracks lie on the formants that were made", () => {
  const { samples, sampleRateHz } = vowel({ sampleRateHz: 11_000, f0Hz: () => 110 });
  const frames = formantFrames(resamplePraat({ samples, sampleRateHz }, 11_000), standardFormants(5500));
  const tracks = trackFormants(frames, standardTracks).filter((track) => track !== null);
  expect(tracks.length).toBeGreaterThan(100);
  const middle = tracks[tracks.length >> 1]!;
  expect(Math.abs(middle[0]! - 700)).toBeLessThan(80);
  expect(Math.abs(middle[1]! - 1200)).toBeLessThan(80);
  expect(Math.abs(middle[2]! - 2600)).toBeLessThan(80);
});

test("a spurious resonance does not pull a track away", () => {
  const steady = [500, 1500, 2500].map((frequencyHz) => ({ frequencyHz, bandwidthHz: 60 }));
  const frames = Array.from({ length: 9 }, (_, i) => ({
    timeSeconds: i / 100,
    formants: i === 4 ? [steady[0]!, { frequencyHz: 900, bandwidthHz: 700 }, ...steady.slice(1)] : steady,
  }));
  expect(trackFormants(frames)[4]).toEqual([500, 1500, 2500]);
});
