import { expect, test } from "vitest";
import {
  jitterMeasures,
  meanPeriod,
  pulseAmplitudes,
  scriptLimits,
  shimmerMeasures,
} from "./perturbation.ts";

/** Pulse times with these periods between them, s. */
function at(periods: number[]): Float64Array {
  const times = Float64Array.of(0.1, ...periods);
  for (let i = 1; i < times.length; i++) times[i]! += times[i - 1]!;
  return times;
}

test("jitter of a known sequence of periods", () => {
  const measures = jitterMeasures(at([10, 11, 10, 12, 10].map((ms) => ms / 1000)));
  const mean = 53 / 5;
  expect(measures["jitter-local"]!.value).toBeCloseTo((100 * ((1 + 1 + 2 + 2) / 4)) / mean, 8);
  expect(measures["jitter-local-absolute"]!.value).toBeCloseTo(0.0015, 12);
  // |11 - 31/3|, |10 - 33/3|, |12 - 32/3|
  expect(measures["jitter-rap"]!.value).toBeCloseTo((100 * ((2 / 3 + 1 + 4 / 3) / 3)) / mean, 8);
  expect(measures["jitter-ddp"]!.value).toBeCloseTo((300 * ((2 / 3 + 1 + 4 / 3) / 3)) / mean, 8);
  expect(measures["jitter-ppq5"]!.value).toBeCloseTo((100 * (10.6 - 10)) / mean, 8);
});

test("intervals outside the limits and unlike neighbours do not count", () => {
  const periods = [10, 10, 14, 10, 10.5, 25, 10, 10].map((ms) => ms / 1000);
  const measures = jitterMeasures(at(periods));
  // Pairs that count: 10-10, 10-10.5, 10-10; 14 is more than 1.3 times its neighbours, 25 is too long.
  expect(measures["jitter-local-absolute"]!.value).toBeCloseTo(0.0005 / 3, 12);
  expect(meanPeriod(at(periods), scriptLimits)).toBeCloseTo(0.0605 / 6, 12);
});

test("two pulses have no jitter", () => {
  const measures = jitterMeasures(at([0.01]));
  expect(measures["jitter-local"]).toEqual({ value: null, unit: "%", missing: "unvoiced" });
  expect(measures["jitter-ddp"]!.missing).toBe("unvoiced");
});

/** A square wave whose amplitude holds from the middle of one period to the middle of the next. */
function steps(amplitudes: number[], periodSeconds: number) {
  const sampleRateHz = 40_000;
  const samples = new Float32Array((amplitudes.length + 1) * periodSeconds * sampleRateHz);
  const pulses = Float64Array.from(amplitudes, (_, i) => (i + 1) * periodSeconds);
  for (let i = 0; i < samples.length; i++) {
    const nearest = Math.round((i + 0.5) / sampleRateHz / periodSeconds) - 1;
    samples[i] = (i % 2 ? 1 : -1) * (amplitudes[nearest] ?? 0);
  }
  return { signal: { samples, sampleRateHz }, pulses };
}

test("shimmer of a known sequence of amplitudes", () => {
  // The first and the last pulse have only one period and therefore no amplitude.
  const inner = [0.5, 0.52, 0.48, 0.5, 0.55, 0.5, 0.5, 0.47, 0.5, 0.51, 0.5, 0.5];
  const { signal, pulses } = steps([0.5, ...inner, 0.5], 0.01);
  const peaks = pulseAmplitudes(signal, pulses, scriptLimits);
  expect(peaks.map(({ amplitude }) => Number(amplitude.toFixed(6)))).toEqual(inner);
  const measures = shimmerMeasures(signal, pulses);
  const mean = inner.slice(0, -1).reduce((sum, a) => sum + a, 0) / (inner.length - 1);
  const quotient = (width: number, deviation: (group: number[]) => number) => {
    const groups = inner.flatMap((_, i) => (i + width <= inner.length ? [inner.slice(i, i + width)] : []));
    return (100 * groups.reduce((sum, group) => sum + deviation(group), 0)) / groups.length / mean;
  };
  const middle = (group: number[]) =>
    Math.abs(group[(group.length - 1) / 2]! - group.reduce((sum, a) => sum + a, 0) / group.length);
  expect(measures["shimmer-local"]!.value).toBeCloseTo(
    quotient(2, ([a, b]) => Math.abs(a! - b!)),
    5,
  );
  expect(measures["shimmer-apq3"]!.value).toBeCloseTo(quotient(3, middle), 5);
  expect(measures["shimmer-apq5"]!.value).toBeCloseTo(quotient(5, middle), 5);
  expect(measures["shimmer-apq11"]!.value).toBeCloseTo(quotient(11, middle), 5);
  expect(measures["shimmer-dda"]!.value).toBeCloseTo(3 * measures["shimmer-apq3"]!.value!, 8);
});

test("shimmer in dB is the mean level step, and steps above a factor of 1.6 do not count", () => {
  const { signal, pulses } = steps([0.3, 0.3, 0.33, 0.3, 0.33, 0.9, 0.9, 0.9], 0.01);
  const measures = shimmerMeasures(signal, pulses);
  // Steps that count: 0.3-0.33, 0.33-0.3, 0.3-0.33, 0.9-0.9.
  expect(measures["shimmer-local-db"]!.value).toBeCloseTo((20 * Math.log10(1.1) * 3) / 4, 5);
  expect(shimmerMeasures(signal, pulses.subarray(0, 2))["shimmer-local"]!.missing).toBe("unvoiced");
});
