import { besselI0 } from "../dsp/windows.ts";

/** Two sampling rates in lowest terms: `up` samples of the target last as long as `down` of the source. */
export type RateRatio = { up: number; down: number };

/**
 * Filters of successive samples of the target: `taps` (a multiple of 8) weights each, and the sample of the source
 * that the first weight belongs to, counted from that of sample 0 of the target.
 */
export type PolyphaseRows = {
  first: number;
  count: number;
  taps: number;
  weights: Float32Array;
  lefts: number[];
};

/** A Kaiser-windowed sinc. Frequencies in units of the lower rate's Nyquist frequency. */
export type FilterShape = {
  /** Where half the height is left. */
  cutoff: number;
  /** Samples of the lower rate from the middle to either end. */
  halfLength: number;
};

/**
 * libsoxr's HQ (20 bits), which librosa, and so the training of the models, resamples with: fitted to its impulse
 * responses from 16 to 48, 48 to 16 and 8 to 16 kHz (libsoxr 0.1.3), within 1e-7. Flat within 1e-5 dB to 0.90 and
 * 0.01 dB to 0.92, half the height at 0.957, 120 dB down from 1.00 on. Between rates such as 44.1 and 16 kHz libsoxr
 * itself falls by 0.008 dB towards 0.90, which this does not.
 */
export const sharpShape: FilterShape = { cutoff: 0.95687, halfLength: 96.83 };
const kaiserBeta = 13.04;

/**
 * Halves a rate before the sharp filter: what would fold onto the frequencies below half the target's rate is 120 dB
 * down, what folds above them the sharp filter takes away.
 */
export function halvingShape(targetOverRate: number): FilterShape {
  const transition = 2 - 4 * targetOverRate;
  return { cutoff: 1, halfLength: (sharpShape.halfLength * 2 * (1 - sharpShape.cutoff)) / transition };
}

/** Points of the window's table; the line between two of them is within 1e-8. */
const windowPoints = 2 ** 14;

/** Filters that are made together. */
const mostRows = 1024;
/** Weights that are kept for the next sound, 8 MB: those of all usual pairs of rates. */
const mostKeptWeights = 2 ** 21;
/** The one that was used last stands last. */
const kept = new Map<string, PolyphaseRows>();

/** The filters of the samples 0..count - 1 of the target; after `up` of them they repeat, `down` samples later. */
export function* polyphaseRows(
  ratio: RateRatio,
  shape: FilterShape,
  count: number,
): Generator<PolyphaseRows> {
  for (let first = 0; first < Math.min(ratio.up, count); first += mostRows) {
    const key = [ratio.up, ratio.down, shape.halfLength, first].join();
    const rows = kept.get(key) ?? makeRows(ratio, shape, first, Math.min(mostRows, ratio.up - first));
    keep(key, rows);
    yield rows;
  }
}

function keep(key: string, rows: PolyphaseRows): void {
  kept.delete(key);
  kept.set(key, rows);
  let weights = [...kept.values()].reduce((sum, one) => sum + one.weights.length, 0);
  for (const [oldest, { weights: some }] of kept) {
    if (weights <= mostKeptWeights) return;
    kept.delete(oldest);
    weights -= some.length;
  }
}

function makeRows({ up, down }: RateRatio, shape: FilterShape, first: number, count: number): PolyphaseRows {
  const narrowing = Math.max(1, down / up);
  const reach = Math.ceil(shape.halfLength * narrowing);
  const taps = 8 * Math.ceil(reach / 4);
  const weights = new Float32Array(taps * count);
  const lefts: number[] = [];
  for (let row = 0; row < count; row++) {
    const ticks = (first + row) * down;
    lefts.push(Math.floor(ticks / up) - reach + 1);
    const fraction = (ticks % up) / up;
    const distance = (1 - reach - fraction) / narrowing;
    writeRow(weights.subarray(row * taps, (row + 1) * taps), shape, distance, 1 / narrowing);
  }
  return { first, count, taps, weights, lefts };
}

/** The filter at distances of `first`, `first + step`, ... samples of the lower rate from its middle, times `step`. */
function writeRow(row: Float32Array, { cutoff, halfLength }: FilterShape, first: number, step: number): void {
  const window = windowTable();
  // The sine goes on by rotation: a call for each weight takes three times as long.
  const [turnSine, turnCosine] = [Math.sin(Math.PI * cutoff * step), Math.cos(Math.PI * cutoff * step)];
  let [sine, cosine] = [Math.sin(Math.PI * cutoff * first), Math.cos(Math.PI * cutoff * first)];
  for (let k = 0; k < row.length; k++) {
    const distance = first + k * step;
    const place = (Math.abs(distance) / halfLength) * windowPoints;
    if (place < windowPoints) {
      const before = Math.floor(place);
      const height = window[before]! + (place - before) * (window[before + 1]! - window[before]!);
      // So near the middle the rotated sine has no digits left.
      const sinc = Math.abs(distance) < 1e-6 ? cutoff : sine / (Math.PI * distance);
      row[k] = step * height * sinc;
    }
    [sine, cosine] = [sine * turnCosine + cosine * turnSine, cosine * turnCosine - sine * turnSine];
  }
}

let knownWindow: Float64Array | undefined;

/** Right half of the Kaiser window, from its peak of 1 to its end. */
function windowTable(): Float64Array {
  knownWindow ??= Float64Array.from(
    { length: windowPoints + 1 },
    (_, i) => besselI0(kaiserBeta * Math.sqrt(1 - (i / windowPoints) ** 2)) / besselI0(kaiserBeta),
  );
  return knownWindow;
}
