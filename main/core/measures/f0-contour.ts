import type { Signal } from "../../../shared/domain/recording.ts";
import { median } from "./median.ts";
import { resampler } from "./resample-praat.ts";

/** Frame step of the contour, s: modulations up to 100 Hz can be seen. */
export const contourStepSeconds = 0.005;

/** Rate of the search; the period is refined at the native rate afterwards. */
const searchHz = 4000;
const searchWindowSeconds = 0.02;
const candidatesPerFrame = 6;
/** Length of the stretches when the period is refined (RAPT uses 7.5 ms): longer ones smooth fast modulation away. */
const refineWindowSeconds = 0.008;
/** What a short lag gains over a long one, so that a period wins over two periods. */
const lagWeight = 0.3;
/** Correlation below which a frame counts as unvoiced. */
const voicingThreshold = 0.25;
/** Costs of the path: per octave of change between frames, and per change of voicing. */
const octaveJumpCost = 2;
const voicingChangeCost = 0.2;

/** F0 every 5 ms; NaN where unvoiced. */
export type F0Contour = { f0Hz: Float64Array; stepSeconds: number };

/**
 * F0 contour for modulation analysis: normalised cross-correlation of adjacent stretches of the sound every 5 ms, best
 * path by Viterbi, twice: 60-500 Hz, then median / 1.6 to median * 1.6; each period is refined to a fraction of a
 * sample at the native rate. Method after RAPT (Talkin 1995). Empty where nothing is voiced.
 */
export function f0Contour(signal: Signal, resample = resampler(signal)): F0Contour {
  const rate = Math.min(searchHz, signal.sampleRateHz);
  const frames = Math.floor(signal.samples.length / signal.sampleRateHz / contourStepSeconds);
  const correlations = searchCorrelations(centred(resample(rate).samples, rate), rate, frames);
  const voiced = trackPeriods(correlations, rate, 60, 500).filter((period) => period > 0);
  if (voiced.length === 0) return { f0Hz: new Float64Array(0), stepSeconds: contourStepSeconds };
  const typicalHz = 1 / median(voiced);
  const periods = trackPeriods(correlations, rate, typicalHz / 1.6, typicalHz * 1.6);
  const native = centred(signal.samples, signal.sampleRateHz);
  const f0Hz = periods.map((period, frame) =>
    period > 0
      ? 1 / refinePeriod(native, signal.sampleRateHz, frame * contourStepSeconds, period, rate)
      : Number.NaN,
  );
  return { f0Hz, stepSeconds: contourStepSeconds };
}

/** A sound above 30 Hz, and the running sum of its squares (one longer than the sound) over a floor at -30 dB. */
type Centred = { x: Float64Array; energy: Float64Array };

/** Takes away the offset, also one that wanders; what is far below the voice then correlates with nothing. */
function centred(samples: Float32Array | Float64Array, rate: number): Centred {
  const n = samples.length;
  const decay = Math.exp((-2 * Math.PI * 30) / rate);
  const x = new Float64Array(n);
  let squares = 0;
  let [last, value] = [samples[0] ?? 0, 0];
  for (let i = 1; i < n; i++) {
    const sample = samples[i]!;
    value = sample - last + decay * value;
    last = sample;
    x[i] = value;
    squares += value * value;
  }
  const floor = (1e-3 * squares) / n + 1e-20;
  const energy = new Float64Array(n + 1);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += x[i]! * x[i]! + floor;
    energy[i + 1] = sum;
  }
  return { x, energy };
}

/**
 * phi[frame][lag] for the lags of 60-500 Hz and one more at either end, as `correlationAt`. The products of a lag are
 * summed once along the sound: the windows of neighbouring frames overlap by three quarters.
 */
function searchCorrelations({ x, energy }: Centred, rate: number, frames: number): Float64Array[] {
  const window = Math.round(searchWindowSeconds * rate);
  const shortest = Math.max(1, Math.floor(rate / 500) - 1);
  const longest = Math.ceil(rate / 60) + 1;
  const centres = Int32Array.from({ length: frames }, (_, i) => Math.round(i * contourStepSeconds * rate));
  const phi = Array.from(centres, () => new Float64Array(longest + 1));
  const products = new Float64Array(x.length + 1);
  for (let lag = shortest; lag <= longest; lag++) {
    sumProducts(x, lag, products);
    for (let frame = 0; frame < frames; frame++) {
      const start = centres[frame]! - ((window + lag) >> 1);
      const end = start + window;
      if (start < 0 || end + lag > x.length) continue;
      const left = energy[end]! - energy[start]!;
      const right = energy[end + lag]! - energy[start + lag]!;
      phi[frame]![lag] = (products[end]! - products[start]!) / Math.sqrt(left * right);
    }
  }
  return phi;
}

/** sums[i] = sum of x[n] x[n + lag] for n < i. */
function sumProducts(x: Float64Array, lag: number, sums: Float64Array): void {
  let sum = 0;
  for (let i = 0, j = lag; j < x.length; i++, j++) {
    sum += x[i]! * x[j]!;
    sums[i + 1] = sum;
  }
}

/** Normalised correlation of the two stretches of `window` samples that lie `lag` apart, symmetrically about `centre`. */
function correlationAt({ x, energy }: Centred, centre: number, window: number, lag: number): number {
  const start = centre - ((window + lag) >> 1);
  const end = start + window;
  if (start < 0 || end + lag > x.length) return 0;
  let product = 0;
  let odd = 0;
  let i = start;
  for (; i + 1 < end; i += 2) {
    product += x[i]! * x[i + lag]!;
    odd += x[i + 1]! * x[i + lag + 1]!;
  }
  product += i < end ? odd + x[i]! * x[i + lag]! : odd;
  const left = energy[end]! - energy[start]!;
  const right = energy[end + lag]! - energy[start + lag]!;
  return product / Math.sqrt(left * right);
}

/** Period (s) of each frame on the best path, 0 where unvoiced. */
function trackPeriods(
  correlations: Float64Array[],
  rate: number,
  lowestHz: number,
  highestHz: number,
): Float64Array {
  const shortest = Math.max(2, Math.floor(rate / highestHz));
  const longest = Math.ceil(rate / lowestHz);
  return bestPath(
    correlations.map((phi) => peaks(phi, shortest, Math.min(longest, phi.length - 2))),
    rate,
  );
}

/** A period, samples, with its octave log2(lag), and what it costs to pass it. */
type Candidate = { lag: number; octave: number; cost: number };

/** The strongest local maxima with parabolically interpolated lags, and the unvoiced candidate (lag 0) first. */
function peaks(phi: Float64Array, shortest: number, longest: number): Candidate[] {
  const found: Candidate[] = [];
  for (let lag = shortest; lag <= longest; lag++) {
    const middle = phi[lag]!;
    if (middle <= 0.2) continue;
    const before = phi[lag - 1]!;
    const after = phi[lag + 1]!;
    if (!(middle > before && middle >= after)) continue;
    const slope = 0.5 * (after - before);
    const bend = 2 * middle - before - after;
    const strength = Math.min(1, middle + (0.5 * slope * slope) / bend);
    const exact = lag + slope / bend;
    const cost = 1 - strength * (1 - (lagWeight * lag) / longest);
    found.push({ lag: exact, octave: Math.log2(exact), cost });
  }
  if (found.length > 1) found.sort((a, b) => a.cost - b.cost);
  if (found.length > candidatesPerFrame) found.length = candidatesPerFrame;
  found.unshift({ lag: 0, octave: 0, cost: 1 - voicingThreshold });
  return found;
}

function changeCost(from: Candidate, to: Candidate): number {
  if (from.lag > 0 && to.lag > 0) return octaveJumpCost * Math.abs(to.octave - from.octave);
  return from.lag > 0 || to.lag > 0 ? voicingChangeCost : 0;
}

function bestPath(candidates: Candidate[][], rate: number): Float64Array {
  const origins: Int32Array[] = [];
  let costs = candidates[0]?.map(({ cost }) => cost) ?? [];
  for (let frame = 1; frame < candidates.length; frame++) {
    const before = candidates[frame - 1]!;
    const origin = new Int32Array(candidates[frame]!.length);
    const total = candidates[frame]!.map((to, i) => {
      let lowest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < before.length; j++) {
        const cost = costs[j]! + changeCost(before[j]!, to);
        if (cost < lowest) {
          lowest = cost;
          origin[i] = j;
        }
      }
      return lowest + to.cost;
    });
    origins.push(origin);
    costs = total;
  }
  const periods = new Float64Array(candidates.length);
  let place = costs.reduce((best, cost, i) => (cost < costs[best]! ? i : best), 0);
  for (let frame = candidates.length - 1; frame >= 0; frame--) {
    periods[frame] = candidates[frame]![place]!.lag / rate;
    if (frame > 0) place = origins[frame - 1]![place]!;
  }
  return periods;
}

/** The period near `period` (within 1.5 search samples) where the sound is most alike to itself, s. */
function refinePeriod(x: Centred, rate: number, time: number, period: number, searchRate: number): number {
  const centre = Math.round(time * rate);
  const window = Math.round(refineWindowSeconds * rate);
  const reach = Math.ceil((1.5 * rate) / searchRate);
  const middle = Math.round(period * rate);
  let best = middle;
  let highest = correlationAt(x, centre, window, middle);
  // climb instead of trying every lag: the maximum is almost always next door
  for (const step of [1, -1]) {
    for (let lag = middle + step; Math.abs(lag - middle) <= reach; lag += step) {
      const value = correlationAt(x, centre, window, lag);
      if (value <= highest) break;
      [best, highest] = [lag, value];
    }
  }
  const before = correlationAt(x, centre, window, best - 1);
  const after = correlationAt(x, centre, window, best + 1);
  const bend = 2 * highest - before - after;
  const shift = bend > 0 ? (0.5 * (after - before)) / bend : 0;
  return (best + Math.max(-1, Math.min(1, shift))) / rate;
}
