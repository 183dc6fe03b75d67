import type { Signal } from "../../../shared/domain/recording.ts";
import { nextPowerOfTwo, RealFft } from "../dsp/fft.ts";

/** A mono signal whose first sample lies at `firstTimeSeconds` (Praat's x1); full scale +-1. */
export type Resampled = {
  samples: Float64Array;
  sampleRateHz: number;
  /** Time of the first sample, s. */
  firstTimeSeconds: number;
  /** Length of the original, s. */
  durationSeconds: number;
  /** Highest frequency that the original could hold, Hz; nothing but rounding lies above. */
  bandwidthHz: number;
};

/** Longest transform (samples), and the overlap of blocks; Praat pads by 1000 zeros at each end. */
const largestBlock = 2 ** 19;
const guard = 4_096;
const sincDepth = 50;

/**
 * Resamples as Praat's "Resample: targetHz, 50" does: ideal low-pass at the new Nyquist frequency when going down,
 * then interpolation by a raised-cosine-windowed sinc (Praat 6.3, fon/Sound.cpp, melder/NUMinterpol.cpp).
 * Long sounds are filtered in blocks, so that memory does not grow with the recording.
 */
export function resamplePraat(signal: Signal, targetHz: number): Resampled {
  const { sampleRateHz } = signal;
  const durationSeconds = signal.samples.length / sampleRateHz;
  const count = Math.round(durationSeconds * targetHz);
  const firstTimeSeconds = 0.5 * (durationSeconds - (count - 1) / targetHz);
  const bandwidthHz = Math.min(sampleRateHz, targetHz) / 2;
  const shape = { sampleRateHz: targetHz, firstTimeSeconds, durationSeconds, bandwidthHz };
  if (Math.abs(targetHz / sampleRateHz - 1) < 1e-6)
    return { ...shape, samples: Float64Array.from(signal.samples) };
  if (targetHz > sampleRateHz) {
    const first = firstTimeSeconds * sampleRateHz - 0.5;
    return {
      ...shape,
      samples: interpolate(
        Float64Array.from(signal.samples),
        first,
        sampleRateHz / targetHz,
        count,
        sincDepth,
      ),
    };
  }
  let factor = 1;
  while (sampleRateHz / (2 * factor) >= 1.5 * targetHz && factor < 64) factor *= 2;
  const narrow = lowPassDecimate(signal.samples, targetHz / sampleRateHz, factor);
  const narrowHz = sampleRateHz / factor;
  const depth = Math.min(sincDepth, Math.max(8, Math.ceil((5 * narrowHz) / (narrowHz - targetHz))));
  const first = (firstTimeSeconds * sampleRateHz - 0.5) / factor;
  return { ...shape, samples: interpolate(narrow, first, narrowHz / targetHz, count, depth) };
}

/**
 * Ideal low-pass at `cutoff` (1 = Nyquist frequency), keeping every `factor`-th sample (a power of two <= 64): the
 * inverse transform is `factor` times shorter. Samples beyond the ends are zero. Sounds that do not fit into one
 * transform are filtered in blocks that overlap by `guard` samples at either end.
 */
function lowPassDecimate(samples: Float32Array, cutoff: number, factor: number): Float64Array {
  const single = samples.length + guard <= largestBlock;
  const size = single ? nextPowerOfTwo(samples.length + guard) : largestBlock;
  const hop = single ? samples.length : largestBlock - 2 * guard;
  const forward = new RealFft(size);
  const inverse = new RealFft(size / factor);
  const firstRemoved = Math.ceil((Math.floor(cutoff * size) - 1) / 2);
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  const short = new Float64Array(size / factor);
  const out = new Float64Array(Math.ceil(samples.length / factor));
  for (let start = 0; start < samples.length; start += hop) {
    const before = Math.min(start, single ? 0 : guard);
    forward.forward(samples.subarray(start - before, start - before + size), re, im);
    re.fill(0, firstRemoved);
    im.fill(0, firstRemoved);
    inverse.inverse(re, im, short);
    const kept = short.subarray(
      before / factor,
      (before + Math.min(hop, samples.length - start)) / factor + 1,
    );
    for (let i = 0, j = start / factor; i < kept.length && j < out.length; i++, j++)
      out[j] = kept[i]! / factor;
  }
  return out;
}

/**
 * Values at positions `first + i * step` (samples of `y`, 0 = the first) by Praat's NUM_interpolate_sinc: weights
 * sinc(pi d) (1 + cos(pi d / (depth + f))) / 2 over `depth` samples each side, fewer near the ends.
 */
function interpolate(
  y: Float64Array,
  first: number,
  step: number,
  count: number,
  depth: number,
): Float64Array {
  const out = new Float64Array(count);
  const tables = new Map<number, Float64Array>();
  for (let i = 0; i < count; i++) {
    const position = first + i * step;
    const left = Math.floor(position);
    const fraction = position - left;
    if (position <= 0 || position >= y.length - 1) {
      out[i] = y[position <= 0 ? 0 : y.length - 1]!;
      continue;
    }
    const reach = Math.min(depth, left + 1, y.length - 1 - left);
    const key = Math.round(fraction * 1e7);
    let weights = reach === depth ? tables.get(key) : undefined;
    if (!weights) {
      weights = sincWeights(fraction, reach);
      if (reach === depth && tables.size < 4096) tables.set(key, weights);
    }
    let sum = 0;
    for (let k = 0, j = left - reach + 1; k < weights.length; k++, j++) sum += weights[k]! * y[j]!;
    out[i] = sum;
  }
  return out;
}

function sincWeights(fraction: number, reach: number): Float64Array {
  const weights = new Float64Array(2 * reach);
  if (fraction === 0) {
    weights[reach - 1] = 1;
    return weights;
  }
  const sine = 0.5 * Math.sin(Math.PI * fraction);
  for (let k = 0; k < reach; k++) {
    const sign = k % 2 ? -1 : 1;
    const toLeft = Math.PI * (fraction + k);
    weights[reach - 1 - k] = ((sign * sine) / toLeft) * (1 + Math.cos(toLeft / (fraction + reach)));
    const toRight = Math.PI * (1 - fraction + k);
    weights[reach + k] = ((sign * sine) / toRight) * (1 + Math.cos(toRight / (1 - fraction + reach)));
  }
  return weights;
}
