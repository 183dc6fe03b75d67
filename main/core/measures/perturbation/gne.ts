import { nextPowerOfTwo, RealFft } from "../../dsp/fft.ts";
import { mean } from "../../dsp/mean.ts";
import type { Resampled } from "../../dsp/resample-praat.ts";
import { gaussianWindow } from "../spectrum/cpps.ts";

const [lowestHz, highestHz, bandwidthHz, stepHz] = [500, 4500, 1000, 80];
const order = 13;
/** Lags of the correlation to either side, samples: 0.3 ms. */
const reach = 3;

/**
 * Glottal-to-noise excitation ratio, 0..1: the highest correlation between the envelopes of two bands at least half a
 * bandwidth apart, of the spectrally flattened voice. Pulses excite all bands at once, turbulence does not
 * (Michaelis, Gramss & Strube 1997). Praat 6.3: the maximum of "To Harmonicity (gne): 500, 4500, 1000, 80".
 * @param sound the sound at 10 kHz, see `resamplePraat`; longer than 60 ms
 */
export function glottalToNoiseExcitation(sound: Resampled): number {
  return highestCorrelation(bandEnvelopes(flatten(sound), sound.sampleRateHz));
}

/** Inverse-filtered by linear prediction (autocorrelation, order 13, Gaussian window of 60 ms, every 10 ms). */
function flatten({ samples, sampleRateHz, firstTimeSeconds }: Resampled): Float64Array {
  const offset = mean(samples);
  const x = samples.map((sample) => sample - offset);
  const [windowSeconds, step] = [0.06, 0.01];
  const duration = x.length / sampleRateHz;
  const count = Math.floor((duration - windowSeconds) / step + 1e-9) + 1;
  const first = firstTimeSeconds + 0.5 * (duration - 1 / sampleRateHz - (count - 1) * step);
  const window = gaussianWindow(Math.round(windowSeconds * sampleRateHz));
  const frame = new Float64Array(window.length);
  const predictors = Array.from({ length: count }, (_, i) => {
    const start = first + i * step - windowSeconds / 2 - firstTimeSeconds;
    cutFrame(x, Math.round(start * sampleRateHz), window, frame);
    return predictor(frame);
  });
  return x.map((sample, i) => {
    const a = predictors[Math.round((firstTimeSeconds + i / sampleRateHz - first) / step)];
    if (!a) return 0;
    let error = sample;
    for (let j = 1; j <= Math.min(order, i); j++) error += a[j]! * x[i - j]!;
    return error;
  });
}

/** Predictor polynomial a, a[0] = 1, by the Levinson recursion on the autocorrelation of a frame. */
function predictor(frame: Float64Array): Float64Array {
  const r = Float64Array.from({ length: order + 1 }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < frame.length; i++) sum += frame[i]! * frame[i - lag]!;
    return sum;
  });
  const a = new Float64Array(order + 1);
  a[0] = 1;
  let gain = r[0]!;
  for (let i = 1; i <= order && gain > 0; i++) {
    let sum = 0;
    for (let j = 0; j < i; j++) sum += r[i - j]! * a[j]!;
    const reflection = -sum / gain;
    const before = a.slice(0, i + 1);
    for (let j = 1; j <= i; j++) a[j] = before[j]! + reflection * before[i - j]!;
    gain += reflection * sum;
  }
  return a;
}

/** Hilbert envelopes, without their means, of the bands about 500, 580 ... 4500 Hz under a raised cosine of 1000 Hz. */
function bandEnvelopes(flat: Float64Array, sampleRateHz: number): Float32Array[] {
  const size = nextPowerOfTwo(flat.length);
  const fft = new RealFft(size);
  const spectrum = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)] as const;
  fft.forward(flat, ...spectrum);
  const band = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)] as const;
  const real = new Float64Array(flat.length);
  const imaginary = new Float64Array(flat.length);
  const binHz = sampleRateHz / size;
  const envelopes: Float32Array[] = [];
  for (let middleHz = lowestHz; middleHz <= highestHz; middleHz += stepHz) {
    for (const part of band) part.fill(0);
    const from = Math.ceil((middleHz - bandwidthHz / 2) / binHz);
    const to = Math.min(size / 2, Math.floor((middleHz + bandwidthHz / 2) / binHz));
    for (let k = from; k <= to; k++) {
      const weight = 0.5 + 0.5 * Math.cos((2 * Math.PI * (k * binHz - middleHz)) / bandwidthHz);
      band[0][k] = weight * spectrum[0][k]!;
      band[1][k] = weight * spectrum[1][k]!;
    }
    fft.inverse(band[0], band[1], real);
    for (let k = from; k <= to; k++) {
      const re = band[0][k]!;
      band[0][k] = band[1][k]!;
      band[1][k] = -re;
    }
    fft.inverse(band[0], band[1], imaginary);
    envelopes.push(withoutMean(real, imaginary));
  }
  return envelopes;
}

function withoutMean(real: Float64Array, imaginary: Float64Array): Float32Array {
  const envelope = new Float32Array(real.length);
  let sum = 0;
  for (let i = 0; i < envelope.length; i++) {
    const height = Math.sqrt(real[i]! * real[i]! + imaginary[i]! * imaginary[i]!);
    envelope[i] = height;
    sum += height;
  }
  const mean = sum / envelope.length;
  for (let i = 0; i < envelope.length; i++) envelope[i]! -= mean;
  return envelope;
}

/** How many pairs are looked at in full, and the share of samples that picks them. */
const finalists = 40;
const sparse = 8;

/**
 * Highest normalised correlation of two bands that do not overlap by more than half, within 0.3 ms. All pairs are
 * compared at every 8th sample without a lag, then the best ones in full: a twentieth of the work for the same maximum.
 */
function highestCorrelation(envelopes: Float32Array[]): number {
  const apart = bandwidthHz / 2 / stepHz;
  const outlines = envelopes.map((envelope) => unitOutline(envelope));
  const pairs = envelopes.flatMap((a, row) =>
    envelopes
      .slice(0, Math.max(0, row - Math.ceil(apart) + 1))
      .map((b, column) => ({ a, b, estimate: product(outlines[row]!, outlines[column]!, 0) })),
  );
  pairs.sort((p, q) => q.estimate - p.estimate);
  return Math.max(...pairs.slice(0, finalists).map(({ a, b }) => correlation(a, b)));
}

/** Every 8th sample, scaled to a sum of squares of 1. */
function unitOutline(envelope: Float32Array): Float32Array {
  const outline = new Float32Array(Math.ceil(envelope.length / sparse));
  for (let i = 0; i < outline.length; i++) outline[i] = envelope[i * sparse]!;
  const norm = Math.sqrt(product(outline, outline, 0)) || 1;
  for (let i = 0; i < outline.length; i++) outline[i]! /= norm;
  return outline;
}

/** Highest normalised correlation over the lags. */
function correlation(a: Float32Array, b: Float32Array): number {
  const lags = Array.from({ length: 2 * reach + 1 }, (_, i) => product(a, b, i - reach));
  return Math.max(0, ...lags) / (Math.sqrt(product(a, a, 0) * product(b, b, 0)) || 1);
}

/** Sum of a[i] b[i + lag]. */
function product(a: Float32Array, b: Float32Array, lag: number): number {
  let sum = 0;
  const end = Math.min(a.length, b.length - lag);
  for (let i = Math.max(0, -lag); i < end; i++) sum += a[i]! * b[i + lag]!;
  return sum;
}

/** Windowed frame from sample `start` without its mean, zero-padded to `block`; zeros where it reaches beyond the sound. */
function cutFrame(samples: Float64Array, start: number, window: Float64Array, block: Float64Array): void {
  const from = Math.max(0, -start);
  const to = Math.max(from, Math.min(window.length, samples.length - start));
  const inside = samples.subarray(start + from, start + to);
  let mean = 0;
  for (let i = 0; i < inside.length; i++) mean += inside[i]!;
  mean /= window.length;
  for (let i = 0; i < from; i++) block[i] = -mean * window[i]!;
  for (let i = 0, j = from; i < inside.length; i++, j++) block[j] = (inside[i]! - mean) * window[j]!;
  for (let i = to; i < window.length; i++) block[i] = -mean * window[i]!;
}
