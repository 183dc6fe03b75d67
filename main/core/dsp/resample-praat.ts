import type { Sound } from "../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "./fft.ts";
import { inWorkspace, kernels, type Workspace } from "./kernels.ts";

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

/** The sound at another rate, Hz. */
export type Resampler = (targetHz: number) => Resampled;

/** Resamples as Praat's "Resample: targetHz, 50" does, see `resampler`. */
export function resamplePraat(signal: Sound, targetHz: number): Resampled {
  return resampler(signal)(targetHz);
}

/**
 * Resamples one sound to any rates as Praat's "Resample: targetHz, 50" does: ideal low-pass at the new Nyquist
 * frequency when going down, then interpolation by a raised-cosine-windowed sinc (Praat 6.3, fon/Sound.cpp,
 * melder/NUMinterpol.cpp). The spectrum of the sound is shared between the rates. Long sounds are filtered in blocks,
 * so that memory does not grow with the recording.
 * @param room where results and spectrum lie, valid until that is released; without it they are the caller's own
 */
export function resampler(signal: Sound, room?: Workspace): Resampler {
  const { samples, sampleRateHz } = signal;
  const durationSeconds = samples.length / sampleRateHz;
  const blocks = samples.length + guard <= largestBlock ? [wholeBlock(samples, room)] : null;
  return (targetHz) => {
    const count = Math.round(durationSeconds * targetHz);
    const firstTimeSeconds = 0.5 * (durationSeconds - (count - 1) / targetHz);
    const bandwidthHz = Math.min(sampleRateHz, targetHz) / 2;
    const shape = { sampleRateHz: targetHz, firstTimeSeconds, durationSeconds, bandwidthHz };
    if (Math.abs(targetHz / sampleRateHz - 1) < 1e-6)
      return { ...shape, samples: Float64Array.from(samples) };
    const first = firstTimeSeconds * sampleRateHz - 0.5;
    const made = room ? room.large(Float64Array, count) : new Float64Array(count);
    if (targetHz > sampleRateHz) {
      interpolate(samples, first, sampleRateHz, targetHz, made, sincDepth, true);
      return { ...shape, samples: made };
    }
    let factor = 1;
    while (sampleRateHz / (2 * factor) >= 1.5 * targetHz && factor < 64) factor *= 2;
    const narrowHz = sampleRateHz / factor;
    const depth = Math.min(sincDepth, Math.max(8, 2 * Math.ceil((2.5 * narrowHz) / (narrowHz - targetHz))));
    inWorkspace((passing) => {
      const narrow = passing.large(Float32Array, Math.ceil(samples.length / factor));
      lowPassDecimate(blocks ?? overlappingBlocks(samples), targetHz / sampleRateHz, factor, narrow);
      interpolate(narrow, first / factor, narrowHz, targetHz, made, depth, false);
    });
    return { ...shape, samples: made };
  };
}

/** Spectrum of a stretch of sound, of whose `size` samples `kept` from `before` on stand at `start` of the whole. */
type Block = { start: number; before: number; kept: number; size: number; spectrum: () => Float32Array };

/** The sound in one transform, which is made when first needed. */
function wholeBlock(samples: Float32Array, room: Workspace | undefined): Block {
  const size = nextPowerOfTwo(samples.length + guard);
  let known: Float32Array | undefined;
  const spectrum = () => {
    if (known) return known;
    known = room ? room.large(Float32Array, size) : new Float32Array(size);
    known.set(new RealFft(size).packedSpectrum(samples));
    return known;
  };
  return { start: 0, before: 0, kept: samples.length, size, spectrum };
}

/** Transforms that overlap by `guard` samples at either end. */
function* overlappingBlocks(samples: Float32Array): Generator<Block> {
  const fft = new RealFft(largestBlock);
  const hop = largestBlock - 2 * guard;
  for (let start = 0; start < samples.length; start += hop) {
    const before = Math.min(start, guard);
    const from = start - before;
    const spectrum = () => fft.packedSpectrum(samples.subarray(from, from + largestBlock));
    yield { start, before, kept: Math.min(hop, samples.length - start), size: largestBlock, spectrum };
  }
}

/**
 * Ideal low-pass at `cutoff` (1 = Nyquist frequency), keeping every `factor`-th sample (a power of two <= 64): the
 * inverse transform is `factor` times shorter. Samples beyond the ends are zero.
 */
function lowPassDecimate(blocks: Iterable<Block>, cutoff: number, factor: number, out: Float32Array): void {
  for (const { start, before, kept, size, spectrum } of blocks) {
    const firstRemoved = Math.ceil((Math.floor(cutoff * size) - 1) / 2);
    const low = spectrum().subarray(0, 2 * firstRemoved);
    const short = new RealFft(size / factor).inversePacked(low, 1 / size);
    const [from, to] = [Math.trunc(before / factor), Math.trunc(start / factor)];
    const end = Math.min(out.length, to + Math.floor(kept / factor) + 1);
    out.set(short.subarray(from, from + end - to), to);
  }
}

/**
 * Writes the values at positions `first + i * step` (samples of `y`, 0 = the first; step = source / target rate) by Praat's
 * NUM_interpolate_sinc: weights sinc(pi d) (1 + cos(pi d / (depth + f))) / 2 over `depth` samples each side, fewer near
 * the ends. The weights are made once for all positions that lie equally between two samples, where these repeat.
 * @param isPrecise products in 64 bits instead of 32
 */
function interpolate(
  y: Float32Array,
  first: number,
  sourceHz: number,
  targetHz: number,
  out: Float64Array,
  depth: number,
  isPrecise: boolean,
): void {
  const step = sourceHz / targetHz;
  const period = phasePeriod(sourceHz, targetHz);
  const repeats = period <= mostKernels;
  const length = repeats ? period * Math.ceil(fewestKernels / period) : mostKernels;
  inWorkspace((room) => {
    const weigh = sharedStretch(room, length, step, depth, isPrecise);
    let sinc = repeats
      ? repeated(kernelsAt(first, step, period, depth), length / period, Math.round(period * step))
      : kernelsAt(first, step, length, depth);
    for (let start = 0; start < out.length; start += length) {
      const shift = repeats ? Math.round(start * step) : 0;
      if (start > 0 && !repeats) sinc = kernelsAt(first + start * step, step, length, depth);
      weigh(y, sinc, shift, out.subarray(start, start + length));
    }
  });
}

/** Kernels that are kept: those of all usual pairs of rates, repeated where they are few. */
const mostKernels = 1024;
const fewestKernels = 256;

/** Weights of successive positions, `2 * depth` each, and the sample before each position. */
type SincKernels = { depth: number; weights: Float64Array; lefts: Int32Array; fractions: Float64Array };

function kernelsAt(first: number, step: number, count: number, depth: number): SincKernels {
  const weights = new Float64Array(2 * depth * count);
  const lefts = new Int32Array(count);
  const fractions = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const exact = first + i * step;
    // On a sample but for rounding: just below it the sine would have no digits left.
    const position = Math.abs(exact - Math.round(exact)) < 1e-8 ? Math.round(exact) : exact;
    lefts[i] = Math.floor(position);
    fractions[i] = position - lefts[i]!;
    weights.set(sincWeights(fractions[i]!, depth), 2 * depth * i);
  }
  return { depth, weights, lefts, fractions };
}

/** The kernels `times` in a row, each row `shift` samples further on. */
function repeated(
  { depth, weights, lefts, fractions }: SincKernels,
  times: number,
  shift: number,
): SincKernels {
  const all = {
    depth,
    weights: new Float64Array(times * weights.length),
    lefts: new Int32Array(times * lefts.length),
    fractions: new Float64Array(times * fractions.length),
  };
  for (let row = 0; row < times; row++) {
    all.weights.set(weights, row * weights.length);
    all.fractions.set(fractions, row * fractions.length);
    for (let i = 0; i < lefts.length; i++) all.lefts[row * lefts.length + i] = lefts[i]! + row * shift;
  }
  return all;
}

type Stretch = (y: Float32Array, kernels: SincKernels, shift: number, out: Float64Array) => void;

/**
 * Weighted sums at the positions of the kernels, `shift` samples later: several products at a time, of 32 bits or where
 * it must be precise of 64; one position by one where the depth reaches beyond the ends.
 */
function sharedStretch(
  room: Workspace,
  length: number,
  step: number,
  depth: number,
  isPrecise: boolean,
): Stretch {
  const taps = 2 * depth;
  const numbers = (count: number) => (isPrecise ? room.doubles(count) : room.floats(count));
  const weigh = isPrecise ? kernels.weightDoubles : kernels.weightStretch;
  const weights = numbers(length * taps);
  const lefts = room.integers(length);
  const span = numbers(Math.ceil(length * step) + taps + 2);
  const sums = room.doubles(length);
  let held: SincKernels | undefined;
  return (y, sinc, shift, out) => {
    const from = sinc.lefts[0]! + shift - depth + 1;
    const to = sinc.lefts[out.length - 1]! + shift + depth + 1;
    if (from < 0 || to > y.length || taps % 4 > 0) {
      for (let i = 0; i < out.length; i++) out[i] = weightedAt(y, sinc, i, sinc.lefts[i]! + shift);
      return;
    }
    if (held !== sinc) {
      weights.values.set(sinc.weights);
      lefts.values.set(sinc.lefts.map((left) => left - sinc.lefts[0]!));
      held = sinc;
    }
    span.values.set(y.subarray(from, to));
    weigh(weights.address, taps, span.address, lefts.address, out.length, sums.address);
    out.set(sums.values.subarray(0, out.length));
  };
}

/** One position, from as many samples to each side as there are. */
function weightedAt(
  y: Float32Array,
  { depth, weights, fractions }: SincKernels,
  i: number,
  left: number,
): number {
  const last = y.length - 1;
  const reach = Math.min(left + 1, last - left, depth);
  if (reach === depth) return weightedSum(weights, 2 * depth * i, 2 * depth, y, left - depth + 1);
  if (reach > 0) return weightedSum(sincWeights(fractions[i]!, reach), 0, 2 * reach, y, left - reach + 1);
  return y[left < 0 ? 0 : last]!;
}

/** Samples of the target after which positions lie as before between those of the source; Infinity if never. */
function phasePeriod(sourceHz: number, targetHz: number): number {
  if (!Number.isInteger(targetHz) || !Number.isInteger(64 * sourceHz)) return Number.POSITIVE_INFINITY;
  let [a, b] = [64 * sourceHz, 64 * targetHz];
  while (b > 0) [a, b] = [b, a % b];
  return (64 * targetHz) / a;
}

/** Sum of `count` (even) products, from weights[k] and y[j] on. */
function weightedSum(weights: Float64Array, k: number, count: number, y: Float32Array, j: number): number {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < count; i += 2) {
    even += weights[k + i]! * y[j + i]!;
    odd += weights[k + i + 1]! * y[j + i + 1]!;
  }
  return even + odd;
}

function sincWeights(fraction: number, reach: number): Float64Array {
  const weights = new Float64Array(2 * reach);
  if (fraction === 0) {
    weights[reach - 1] = 1;
    return weights;
  }
  const sine = 0.5 * Math.sin(Math.PI * fraction);
  writeSide(weights, reach - 1, -1, fraction, sine, reach);
  writeSide(weights, reach, 1, 1 - fraction, sine, reach);
  return weights;
}

/** Weights from the sample at `distance` on, one every `by` places; the cosines of their window by recurrence. */
function writeSide(
  weights: Float64Array,
  place: number,
  by: 1 | -1,
  distance: number,
  sine: number,
  reach: number,
): void {
  const step = Math.PI / (distance + reach);
  const twice = 2 * Math.cos(step);
  let cosine = Math.cos(distance * step);
  let before = Math.cos((distance - 1) * step);
  let signed = sine / Math.PI;
  for (let k = 0; k < reach; k++) {
    weights[place + by * k] = (signed / (distance + k)) * (1 + cosine);
    const next = twice * cosine - before;
    before = cosine;
    cosine = next;
    signed = -signed;
  }
}
