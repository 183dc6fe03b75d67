import { expect, test } from "vitest";
import { randomOf } from "../dsp/random.ts";
import { f0Contour, pulseTrain, renderPulses } from "./glottal-source.ts";

const steady = {
  meanHz: 120,
  driftSemitonesPerSecond: 0,
  centreSeconds: 0,
  wanderSemitones: 0,
  modulations: [],
};
const always = { startSeconds: 0, endSeconds: 20.001, gain: () => 1 };
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const localChange = (values: Float64Array) =>
  mean(values.slice(1).map((value, k) => Math.abs(value - values[k]!))) / mean(values);

test("a steady contour gives equal periods", () => {
  const pulses = pulseTrain(
    { ...always, f0: f0Contour(steady, randomOf(1)), jitter: 0, shimmer: 0 },
    randomOf(1),
  );
  expect(pulses.closureSeconds).toHaveLength(20 * 120);
  for (const period of pulses.periodSeconds) expect(period).toBeCloseTo(1 / 120, 12);
});

test.each([0.001, 0.01, 0.03])("jitter and shimmer of %d are what comes out", (amount) => {
  const f0 = f0Contour(steady, randomOf(1));
  const pulses = pulseTrain({ ...always, f0, jitter: amount, shimmer: 2 * amount }, randomOf("jitter"));
  expect(Math.abs(localChange(pulses.periodSeconds) / amount - 1)).toBeLessThan(0.05);
  expect(Math.abs(localChange(pulses.amplitudes) / (2 * amount) - 1)).toBeLessThan(0.05);
});

test("drift, wander and flutter move F0 by what was asked for", () => {
  const drift = f0Contour({ ...steady, driftSemitonesPerSecond: 1.2, centreSeconds: 5 }, randomOf(1));
  expect(drift(5)).toBeCloseTo(120, 9);
  expect(drift(15)).toBeCloseTo(240, 9);
  const times = Array.from({ length: 5000 }, (_, i) => i / 100);
  const flutter = f0Contour({ ...steady, modulations: [{ frequencyHz: 11, depth: 0.02 }] }, randomOf(1));
  expect(Math.max(...times.map(flutter))).toBeCloseTo(120 * 1.02, 2);
  // One period of flutter later F0 is the same again.
  for (const t of [0.1, 3.3]) expect(flutter(t + 1 / 11)).toBeCloseTo(flutter(t), 9);
  const wander = f0Contour({ ...steady, wanderSemitones: 0.5 }, randomOf(2));
  const semitones = times.map((t) => 12 * Math.log2(wander(t) / 120));
  expect(Math.sqrt(mean(semitones.map((s) => s * s)))).toBeCloseTo(0.5, 1);
});

test.each([8000, 44100])("at %d Hz closures fall between samples without being moved", (sampleRateHz) => {
  const hz = 700;
  const delay = (closure: number) => {
    const [closureSeconds, periodSeconds, amplitudes] = [closure, 1 / 120, 1].map((x) => Float64Array.of(x));
    const train = { closureSeconds: closureSeconds!, periodSeconds: periodSeconds!, amplitudes: amplitudes! };
    let [re, im] = [0, 0];
    renderPulses(train, 0.56, sampleRateHz, 4000).forEach((slope, n) => {
      re += slope * Math.cos((2 * Math.PI * hz * n) / sampleRateHz);
      im += slope * Math.sin((2 * Math.PI * hz * n) / sampleRateHz);
    });
    return (Math.atan2(im, re) * sampleRateHz) / (2 * Math.PI * hz);
  };
  for (const fraction of [0.1, 0.5, 0.77])
    expect(delay(0.04 + fraction / sampleRateHz) - delay(0.04)).toBeCloseTo(fraction, 3);
});

test("the slope of the flow is steepest at the closures", () => {
  const sampleRateHz = 96000;
  const f0 = f0Contour(steady, randomOf(1));
  const pulses = pulseTrain({ ...always, endSeconds: 0.2, f0, jitter: 0.02, shimmer: 0 }, randomOf(3));
  const source = renderPulses(pulses, 0.56, sampleRateHz, 0.2 * sampleRateHz);
  for (const closure of pulses.closureSeconds.slice(0, -1)) {
    const around = Math.round(closure * sampleRateHz);
    const stretch = source.subarray(around - 200, around + 200);
    const steepest = around - 200 + stretch.indexOf(Math.min(...stretch));
    expect(Math.abs(steepest / sampleRateHz - closure)).toBeLessThan(2 / sampleRateHz);
  }
});
