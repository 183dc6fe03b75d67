import type { Measure, Measures } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { sampleAt } from "../../dsp/frame-grid.ts";
import { mean, standardDeviation } from "../../dsp/mean.ts";

/** What counts as a period or as a pair of amplitudes: Praat's script dialect. */
export type PerturbationLimits = {
  shortestPeriodSeconds: number;
  longestPeriodSeconds: number;
  /** Largest ratio of neighbouring periods. */
  maximumPeriodFactor: number;
  /** Largest ratio of neighbouring amplitudes. */
  maximumAmplitudeFactor: number;
};

/** The defaults of Praat's "Get jitter" and "Get shimmer" commands; the voice report uses other limits. */
export const scriptLimits: PerturbationLimits = {
  shortestPeriodSeconds: 0.0001,
  longestPeriodSeconds: 0.02,
  maximumPeriodFactor: 1.3,
  maximumAmplitudeFactor: 1.6,
};

/** Amplitude of the period around a pulse. */
export type PulseAmplitude = { seconds: number; amplitude: number };

/**
 * Jitter of pulse times (s, ascending), as Praat's PointProcess commands give it: mean absolute difference of
 * consecutive periods (local, also in s), and of a period from the mean of 3 (rap) or 5 (ppq5), over the mean
 * period; ddp = 3 rap. Percent. Too few periods: missing, "unvoiced".
 */
export function jitterMeasures(pulses: Float64Array, limits: PerturbationLimits = scriptLimits): Measures {
  const period = meanPeriod(pulses, limits);
  const local = perturbationQuotient(pulses, 2, limits);
  const relative = (value: number | null) =>
    percent(value === null || period === null ? null : value / period);
  const rap = relative(perturbationQuotient(pulses, 3, limits));
  return {
    "jitter-local": relative(local),
    "jitter-local-absolute": measure(local, "s"),
    "jitter-rap": rap,
    "jitter-ppq5": relative(perturbationQuotient(pulses, 5, limits)),
    "jitter-ddp": { ...rap, value: rap.value === null ? null : 3 * rap.value },
  };
}

/**
 * Shimmer of the amplitudes around pulses, as Praat's "PointProcess & Sound" commands give it: mean absolute
 * difference of consecutive amplitudes (local, also in dB), and of an amplitude from the mean of 3, 5 or 11, over the
 * mean amplitude; dda = 3 apq3. Percent. Too few periods: missing, "unvoiced".
 */
export function shimmerMeasures(
  signal: Sound,
  pulses: Float64Array,
  limits: PerturbationLimits = scriptLimits,
): Measures {
  const peaks = pulseAmplitudes(signal, pulses, limits);
  const relative = (width: number) => percent(amplitudeQuotient(peaks, width, limits));
  const apq3 = relative(3);
  return {
    "shimmer-local": relative(2),
    "shimmer-local-db": measure(shimmerDb(peaks, limits), "dB"),
    "shimmer-apq3": apq3,
    "shimmer-apq5": relative(5),
    "shimmer-apq11": relative(11),
    "shimmer-dda": { ...apq3, value: apq3.value === null ? null : 3 * apq3.value },
  };
}

function measure(value: number | null, unit: string): Measure {
  return value === null ? { value, unit, missing: "unvoiced" } : { value, unit };
}

function percent(ratio: number | null): Measure {
  return measure(ratio === null ? null : 100 * ratio, "%");
}

const ratio = (a: number, b: number) => (a > b ? a / b : b / a);

/** Mean of the intervals that are periods: within limits, and not unlike both neighbours. Seconds; null without any. */
export function meanPeriod(pulses: Float64Array, limits: PerturbationLimits): number | null {
  const periods = periodsOf(pulses, limits);
  return periods.length === 0 ? null : mean(periods);
}

/** Standard deviation of the same periods, s (Praat's "Get stdev period"); null below two. */
export function periodStandardDeviation(pulses: Float64Array, limits: PerturbationLimits): number | null {
  const periods = periodsOf(pulses, limits);
  return periods.length < 2 ? null : standardDeviation(periods);
}

function periodsOf(pulses: Float64Array, limits: PerturbationLimits): Float64Array {
  const intervals = pulses.subarray(1).map((time, i) => time - pulses[i]!);
  return intervals.filter((interval, i) => {
    if (!isPeriod(interval, limits)) return false;
    const neighbours = [intervals[i - 1], intervals[i + 1]];
    return neighbours.some(
      (other) => other === undefined || ratio(interval, other) <= limits.maximumPeriodFactor,
    );
  });
}

function isPeriod(interval: number, limits: PerturbationLimits): boolean {
  return interval >= limits.shortestPeriodSeconds && interval <= limits.longestPeriodSeconds;
}

/** Mean absolute deviation of a period from the mean of the `width` around it; of neighbours where `width` is 2. Seconds. */
function perturbationQuotient(
  pulses: Float64Array,
  width: number,
  limits: PerturbationLimits,
): number | null {
  const periods = pulses.subarray(1).map((time, i) => time - pulses[i]!);
  const isJoined = (i: number) =>
    isPeriod(periods[i - 1]!, limits) &&
    isPeriod(periods[i]!, limits) &&
    ratio(periods[i - 1]!, periods[i]!) <= limits.maximumPeriodFactor;
  return meanDeviation(periods, width, isJoined);
}

/**
 * Mean over all runs of `width` values, each joined to the one before, of |middle - mean of the run|; with `width` 2
 * of |difference|. Null where there is no such run.
 */
function meanDeviation(values: Float64Array, width: number, isJoined: (i: number) => boolean): number | null {
  let run = 1;
  let sum = 0;
  let count = 0;
  for (let i = 1; i < values.length; i++) {
    run = isJoined(i) ? run + 1 : 1;
    if (run < width) continue;
    count++;
    if (width === 2) {
      sum += Math.abs(values[i]! - values[i - 1]!);
      continue;
    }
    let total = 0;
    for (let k = i - width + 1; k <= i; k++) total += values[k]!;
    sum += Math.abs(values[i - (width - 1) / 2]! - total / width);
  }
  return count === 0 ? null : sum / count;
}

/** Amplitude at each pulse whose two periods count: Hann-windowed RMS over 0.2 periods to each side. */
export function pulseAmplitudes(
  signal: Sound,
  pulses: Float64Array,
  limits: PerturbationLimits,
): PulseAmplitude[] {
  const amplitudes: PulseAmplitude[] = [];
  for (let i = 1; i + 1 < pulses.length; i++) {
    const before = pulses[i]! - pulses[i - 1]!;
    const after = pulses[i + 1]! - pulses[i]!;
    if (!isPeriod(before, limits) || !isPeriod(after, limits)) continue;
    if (ratio(before, after) > limits.maximumPeriodFactor) continue;
    const amplitude = hannWindowedRms(signal, pulses[i]!, 0.2 * before, 0.2 * after);
    if (amplitude > 0) amplitudes.push({ seconds: pulses[i]!, amplitude });
  }
  return amplitudes;
}

/** RMS under a Hann window with its top at `seconds`; 0 where it holds fewer than 3 samples. */
function hannWindowedRms(signal: Sound, seconds: number, widthLeft: number, widthRight: number): number {
  const { samples, sampleRateHz } = signal;
  const from = Math.max(0, Math.ceil(sampleAt(signal, seconds - widthLeft)));
  const to = Math.min(samples.length - 1, Math.floor(sampleAt(signal, seconds + widthRight)));
  if (to - from < 2) return 0;
  const top = Math.min(to + 1, Math.max(from, Math.ceil(sampleAt(signal, seconds))));
  const firstAngle = (sample: number, width: number) =>
    (Math.PI * ((sample + 0.5) / sampleRateHz - seconds)) / width;
  const step = Math.PI / sampleRateHz;
  const left = halfWindow(samples, from, top, firstAngle(from, widthLeft), step / widthLeft);
  const right = halfWindow(samples, top, to + 1, firstAngle(top, widthRight), step / widthRight);
  return Math.sqrt((left.power + right.power) / (left.weight + right.weight));
}

/** Sums over samples from..to - 1 of (w x)^2 and w^2, w = (1 + cos(angle)) / 2; the cosines by recurrence. */
function halfWindow(samples: Float32Array, from: number, to: number, angle: number, step: number) {
  const twice = 2 * Math.cos(step);
  let cosine = Math.cos(angle);
  let before = Math.cos(angle - step);
  let [power, weight] = [0, 0];
  for (let i = from; i < to; i++) {
    const window = 0.5 + 0.5 * cosine;
    power += (samples[i]! * window) ** 2;
    weight += window * window;
    const next = twice * cosine - before;
    before = cosine;
    cosine = next;
  }
  return { power, weight };
}

/** Whether two neighbouring amplitudes belong together: a period apart and not too different. */
function joined(peaks: PulseAmplitude[], limits: PerturbationLimits) {
  return (i: number) =>
    isPeriod(peaks[i]!.seconds - peaks[i - 1]!.seconds, limits) &&
    ratio(peaks[i - 1]!.amplitude, peaks[i]!.amplitude) <= limits.maximumAmplitudeFactor;
}

function amplitudeQuotient(
  peaks: PulseAmplitude[],
  width: number,
  limits: PerturbationLimits,
): number | null {
  const amplitudes = Float64Array.from(peaks, ({ amplitude }) => amplitude);
  const deviation = meanDeviation(amplitudes, width, joined(peaks, limits));
  // Praat's mean leaves the last amplitude out.
  return deviation === null ? null : deviation / mean(amplitudes.subarray(0, -1));
}

function shimmerDb(peaks: PulseAmplitude[], limits: PerturbationLimits): number | null {
  const logarithms = Float64Array.from(peaks, ({ amplitude }) => 20 * Math.log10(amplitude));
  return meanDeviation(logarithms, 2, joined(peaks, limits));
}
