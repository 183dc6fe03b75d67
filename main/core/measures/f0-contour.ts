import type { Signal } from "../../../shared/domain/recording.ts";
import { median } from "./median.ts";
import { resampler } from "./resample-praat.ts";

/** Frame step of the contour, s: modulations up to 100 Hz can be seen. */
export const contourStepSeconds = 0.005;

/** Rate of the search; the period is refined at the native rate afterwards. */
const searchHz = 4000;
/** Samples of the search from frame to frame; a window is four frames long. */
const hop = searchHz * contourStepSeconds;
const hopsPerWindow = 4;
const shortestLag = Math.floor(searchHz / 500) - 1;
const longestLag = Math.ceil(searchHz / 60) + 1;
/** Frames whose sound stays in the processor's nearest cache, and sums of products of their hops for two lags. */
const framesInCache = 50;
const even = new Float64Array(framesInCache + hopsPerWindow);
const odd = new Float64Array(framesInCache + hopsPerWindow);
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
  const frames = Math.floor(signal.samples.length / signal.sampleRateHz / contourStepSeconds);
  const maxima = searchMaxima(centred(resample(searchHz).samples, searchHz), frames);
  const voiced = trackPeriods(maxima, 60, 500).filter((period) => period > 0);
  if (voiced.length === 0) return { f0Hz: new Float64Array(0), stepSeconds: contourStepSeconds };
  const typicalHz = 1 / median(voiced);
  const periods = trackPeriods(maxima, typicalHz / 1.6, typicalHz * 1.6);
  const native = centred(signal.samples, signal.sampleRateHz);
  const f0Hz = periods.map((period, frame) =>
    period > 0
      ? 1 / refinePeriod(native, signal.sampleRateHz, frame * contourStepSeconds, period)
      : Number.NaN,
  );
  return { f0Hz, stepSeconds: contourStepSeconds };
}

/**
 * A sound above 30 Hz, the running sum of its squares (one longer than the sound), and what is added to each square: a
 * floor at -30 dB.
 */
type Centred = { x: Float64Array; energy: Float64Array; floor: number };

/** Takes away the offset, also one that wanders; what is far below the voice then correlates with nothing. */
function centred(samples: Float32Array | Float64Array, rate: number): Centred {
  const n = samples.length;
  const decay = Math.exp((-2 * Math.PI * 30) / rate);
  const x = new Float64Array(n);
  const energy = new Float64Array(n + 1);
  let squares = 0;
  let last = samples[0] ?? 0;
  let value = 0;
  for (let i = 1; i < n; i++) {
    const sample = samples[i]!;
    value = sample - last + decay * value;
    last = sample;
    x[i] = value;
    squares += value * value;
    energy[i + 1] = squares;
  }
  return { x, energy, floor: (1e-3 * squares) / n + 1e-20 };
}

/**
 * Where the correlation of a frame has its local maxima above 0.2: `ends[frame]` is the number up to and with that
 * frame; `places` are lags in whole samples, `lags` and `strengths` are interpolated by a parabola.
 */
type Maxima = { ends: Int32Array; places: Int16Array; lags: Float64Array; strengths: Float64Array };

function searchMaxima(sound: Centred, frames: number): Maxima {
  const phi = searchCorrelations(sound, frames);
  const width = longestLag + 1;
  const ends = new Int32Array(frames);
  const places = new Int16Array((frames * width) >> 1);
  const lags = new Float64Array(places.length);
  const strengths = new Float64Array(places.length);
  let count = 0;
  for (let frame = 0; frame < frames; frame++) {
    const row = frame * width;
    for (let lag = shortestLag + 1; lag < longestLag; lag++) {
      const middle = phi[row + lag]!;
      if (middle <= 0.2) continue;
      const before = phi[row + lag - 1]!;
      const after = phi[row + lag + 1]!;
      if (!(middle > before && middle >= after)) continue;
      const slope = 0.5 * (after - before);
      const bend = 2 * middle - before - after;
      places[count] = lag;
      lags[count] = lag + slope / bend;
      strengths[count++] = Math.min(1, middle + (0.5 * slope * slope) / bend);
    }
    ends[frame] = count;
  }
  return { ends, places, lags, strengths };
}

/**
 * Normalised correlation of the two stretches of a window's length that lie a lag apart, symmetrically about each
 * frame, in rows of `longestLag + 1`; the lags are those of 60-500 Hz and one more at either end. Products are summed
 * once per hop, since windows share their hops, and for two lags at a time, whose windows begin together.
 */
function searchCorrelations({ x, energy, floor }: Centred, frames: number): Float64Array {
  const length = hopsPerWindow * hop;
  const scales = new Float64Array(Math.max(0, energy.length - length));
  for (let i = 0; i < scales.length; i++)
    scales[i] = 1 / Math.sqrt(energy[i + length]! - energy[i]! + length * floor);
  const phi = new Float64Array(frames * (longestLag + 1));
  // the odd lag of the last window reaches one sample further
  const padded = new Float64Array(x.length + 1);
  padded.set(x);
  for (let start = 0; start < frames; start += framesInCache)
    correlateFrames(padded, scales, start, Math.min(frames, start + framesInCache), phi);
  return phi;
}

function correlateFrames(
  padded: Float64Array,
  scales: Float64Array,
  firstFrame: number,
  endFrame: number,
  phi: Float64Array,
): void {
  const length = hopsPerWindow * hop;
  for (let lag = shortestLag & ~1; lag <= longestLag; lag += 2) {
    const lead = (length + lag) >> 1;
    const first = Math.max(firstFrame, Math.ceil(lead / hop));
    const end = Math.min(endFrame, Math.floor((scales.length - 1 - lag + lead) / hop) + 1);
    if (end <= first) continue;
    const from = first * hop - lead;
    hopProducts(padded, lag, from, end - first + hopsPerWindow - 1);
    for (let i = 0; i < end - first; i++) {
      const start = from + i * hop;
      const at = (first + i) * (longestLag + 1) + lag;
      const scale = scales[start]!;
      phi[at] = (even[i]! + even[i + 1]! + even[i + 2]! + even[i + 3]!) * scale * scales[start + lag]!;
      if (lag < longestLag && start + lag + 1 < scales.length)
        phi[at + 1] = (odd[i]! + odd[i + 1]! + odd[i + 2]! + odd[i + 3]!) * scale * scales[start + lag + 1]!;
    }
  }
}

/** Sums of x[n] x[n + lag] (`even`) and x[n] x[n + lag + 1] (`odd`) over `count` hops from sample `from` on. */
function hopProducts(x: Float64Array, lag: number, from: number, count: number): void {
  let i = from;
  let later = x[i + lag]!;
  for (let place = 0; place < count; place++) {
    let evenSum = 0;
    let oddSum = 0;
    for (const end = i + hop; i < end; i++) {
      const value = x[i]!;
      evenSum += value * later;
      later = x[i + lag + 1]!;
      oddSum += value * later;
    }
    even[place] = evenSum;
    odd[place] = oddSum;
  }
}

/** Candidates of a frame: the unvoiced one and the best maxima. */
const states = candidatesPerFrame + 1;
/** Periods in search samples (0: unvoiced), their octaves and what it costs to pass them, `states` for each frame. */
type Candidates = { counts: Int32Array; lags: Float64Array; octaves: Float64Array; costs: Float64Array };

/** Period (s) of each frame on the best path between two frequencies, 0 where unvoiced. */
function trackPeriods(maxima: Maxima, lowestHz: number, highestHz: number): Float64Array {
  const shortest = Math.max(2, Math.floor(searchHz / highestHz));
  const longest = Math.ceil(searchHz / lowestHz);
  return bestPath(candidatesBetween(maxima, shortest, longest));
}

function candidatesBetween({ ends, places, lags, strengths }: Maxima, shortest: number, longest: number) {
  const frames = ends.length;
  const size = frames * states;
  const kept: Candidates = {
    counts: new Int32Array(frames).fill(1),
    lags: new Float64Array(size),
    octaves: new Float64Array(size),
    costs: new Float64Array(size),
  };
  for (let frame = 0, i = 0; frame < frames; frame++) {
    kept.costs[frame * states] = 1 - voicingThreshold;
    for (; i < ends[frame]!; i++) {
      if (places[i]! < shortest || places[i]! > longest) continue;
      insert(kept, frame, lags[i]!, 1 - strengths[i]! * (1 - (lagWeight * places[i]!) / longest));
    }
    for (let at = frame * states + 1; at < frame * states + kept.counts[frame]!; at++)
      kept.octaves[at] = Math.log2(kept.lags[at]!);
  }
  return kept;
}

/** Keeps the cheapest candidates of a frame in order. */
function insert({ counts, lags, costs }: Candidates, frame: number, lag: number, cost: number): void {
  const first = frame * states + 1;
  const count = counts[frame]! - 1;
  let at = first + count;
  while (at > first && costs[at - 1]! > cost) at--;
  if (at === first + candidatesPerFrame) return;
  const last = first + Math.min(count, candidatesPerFrame - 1);
  costs.copyWithin(at + 1, at, last);
  lags.copyWithin(at + 1, at, last);
  costs[at] = cost;
  lags[at] = lag;
  counts[frame] = last - first + 2;
}

function bestPath({ counts, lags, octaves, costs }: Candidates): Float64Array {
  const frames = counts.length;
  const totals = costs.slice();
  const origins = new Int8Array(frames * states);
  for (let frame = 1; frame < frames; frame++) {
    const before = (frame - 1) * states;
    for (let at = frame * states; at < frame * states + counts[frame]!; at++) {
      const isVoiced = lags[at]! > 0;
      let lowest = totals[before]! + (isVoiced ? voicingChangeCost : 0);
      let origin = 0;
      for (let j = 1; j < counts[frame - 1]!; j++) {
        const change = isVoiced
          ? octaveJumpCost * Math.abs(octaves[at]! - octaves[before + j]!)
          : voicingChangeCost;
        if (totals[before + j]! + change >= lowest) continue;
        lowest = totals[before + j]! + change;
        origin = j;
      }
      totals[at]! += lowest;
      origins[at] = origin;
    }
  }
  return traceBack({ counts, lags, totals, origins });
}

type Path = { counts: Int32Array; lags: Float64Array; totals: Float64Array; origins: Int8Array };

function traceBack({ counts, lags, totals, origins }: Path): Float64Array {
  const periods = new Float64Array(counts.length);
  const last = (counts.length - 1) * states;
  let place = 0;
  for (let j = 1; j < counts.at(-1)!; j++) if (totals[last + j]! < totals[last + place]!) place = j;
  for (let frame = counts.length - 1; frame >= 0; frame--) {
    periods[frame] = lags[frame * states + place]! / searchHz;
    place = origins[frame * states + place]!;
  }
  return periods;
}

/** The period near `period` (within 1.5 search samples) where the sound is most alike to itself, s. */
function refinePeriod(sound: Centred, rate: number, time: number, period: number): number {
  const centre = Math.round(time * rate);
  const window = Math.round(refineWindowSeconds * rate);
  const reach = Math.ceil((1.5 * rate) / searchHz);
  const middle = Math.round(period * rate);
  // climb instead of trying every lag: the maximum is almost always next door
  let best = middle;
  let highest = correlationAt(sound, centre, window, middle);
  const below = correlationAt(sound, centre, window, middle - 1);
  let before = below;
  let after = correlationAt(sound, centre, window, middle + 1);
  const start = highest;
  while (after > highest && best - middle < reach) {
    best++;
    before = highest;
    highest = after;
    after = correlationAt(sound, centre, window, best + 1);
  }
  if (below > highest) {
    best = middle - 1;
    highest = below;
    after = start;
    before = correlationAt(sound, centre, window, best - 1);
  }
  while (before > highest && middle - best < reach) {
    best--;
    after = highest;
    highest = before;
    before = correlationAt(sound, centre, window, best - 1);
  }
  const bend = 2 * highest - before - after;
  const shift = bend > 0 ? (0.5 * (after - before)) / bend : 0;
  return (best + Math.max(-1, Math.min(1, shift))) / rate;
}

/** Normalised correlation of the two stretches of `window` samples that lie `lag` apart, symmetrically about `centre`. */
function correlationAt({ x, energy, floor }: Centred, centre: number, window: number, lag: number): number {
  const start = centre - ((window + lag) >> 1);
  const end = start + window;
  if (start < 0 || end + lag > x.length) return 0;
  let product = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    product += x[i]! * x[i + lag]!;
    second += x[i + 1]! * x[i + 1 + lag]!;
    third += x[i + 2]! * x[i + 2 + lag]!;
    fourth += x[i + 3]! * x[i + 3 + lag]!;
  }
  for (; i < end; i++) product += x[i]! * x[i + lag]!;
  product += second + third + fourth;
  const left = energy[end]! - energy[start]! + window * floor;
  const right = energy[end + lag]! - energy[start + lag]! + window * floor;
  return product / Math.sqrt(left * right);
}
