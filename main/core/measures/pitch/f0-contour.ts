import type { Sound } from "../../../../shared/domain/sound.ts";
import { inWorkspace, kernels, type Shared, type Workspace } from "../../dsp/kernels.ts";
import { median } from "../../dsp/median.ts";
import { type Resampler, resampler } from "../../dsp/resample-praat.ts";

/** Frame step of the contour, s: modulations up to 100 Hz can be seen. */
export const contourStepSeconds = 0.005;

/** Rate of the search; the period is refined at the native rate afterwards. */
const searchHz = 4000;
/** Samples of the search from frame to frame; a window is four frames long. */
const hop = searchHz * contourStepSeconds;
const hopsPerWindow = 4;
const shortestLag = Math.floor(searchHz / 500) - 1;
const longestLag = Math.ceil(searchHz / 60) + 1;
/** Frames whose sound stays in the processor's nearest cache. */
const framesInCache = 50;
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
export function f0Contour(signal: Sound, resample = resampler(signal)): F0Contour {
  return inWorkspace((room) => contourOf(signal, resample, room));
}

function contourOf(signal: Sound, resample: Resampler, room: Workspace): F0Contour {
  const frames = Math.floor(signal.samples.length / signal.sampleRateHz / contourStepSeconds);
  const maxima = searchMaxima(centred(resample(searchHz).samples, searchHz, room), frames, room);
  const voiced = trackPeriods(maxima, 60, 500, room).filter((period) => period > 0);
  if (voiced.length === 0) return { f0Hz: new Float64Array(0), stepSeconds: contourStepSeconds };
  const typicalHz = 1 / median(voiced);
  const periods = trackPeriods(maxima, typicalHz / 1.6, typicalHz * 1.6, room);
  const refine = periodRefiner(centred(signal.samples, signal.sampleRateHz, room), signal.sampleRateHz, room);
  const f0Hz = periods.map((period, frame) =>
    period > 0 ? 1 / refine(frame * contourStepSeconds, period) : Number.NaN,
  );
  return { f0Hz, stepSeconds: contourStepSeconds };
}

/**
 * A sound above 30 Hz, the running sum of its squares (one longer than the sound), and what is added to each square: a
 * floor at -30 dB.
 */
type Centred = { x: Float64Array; energy: Float64Array; floor: number };

/** Takes away the offset, also one that wanders; what is far below the voice then correlates with nothing. */
function centred(samples: Float32Array | Float64Array, rate: number, room: Workspace): Centred {
  const n = samples.length;
  const decay = Math.exp((-2 * Math.PI * 30) / rate);
  const x = room.large(Float64Array, n);
  const energy = room.large(Float64Array, n + 1);
  x.fill(0, 0, 1);
  energy.fill(0, 0, 2);
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

function searchMaxima(sound: Centred, frames: number, room: Workspace): Maxima {
  const phi = searchCorrelations(sound, frames, room);
  const width = longestLag + 1;
  const ends = new Int32Array(frames);
  const places = room.large(Int16Array, (frames * width) >> 1);
  const lags = room.large(Float64Array, places.length);
  const strengths = room.large(Float64Array, places.length);
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
 * once per hop, since windows share their hops.
 */
function searchCorrelations({ x, energy, floor }: Centred, frames: number, room: Workspace): Float64Array {
  const length = hopsPerWindow * hop;
  const scales = room.large(Float64Array, Math.max(0, energy.length - length));
  for (let i = 0; i < scales.length; i++)
    scales[i] = 1 / Math.sqrt(energy[i + length]! - energy[i]! + length * floor);
  const phi = room.large(Float64Array, frames * (longestLag + 1)).fill(0);
  const stretch = room.doubles((framesInCache + hopsPerWindow) * hop + 2 * longestLag);
  const products = room.doubles(framesInCache + hopsPerWindow);
  for (let start = 0; start < frames; start += framesInCache) {
    // where the window of the longest lag begins
    const from = Math.max(0, start * hop - ((length + longestLag + 1) >> 1));
    stretch.values.set(x.subarray(from, from + stretch.length));
    correlateFrames({ stretch, from, products }, scales, start, Math.min(frames, start + framesInCache), phi);
  }
  return phi;
}

/** A stretch of the sound from sample `from` on, and room for the sums of its hops. */
type Stretch = { stretch: Shared<Float64Array>; from: number; products: Shared<Float64Array> };

function correlateFrames(
  { stretch, from, products }: Stretch,
  scales: Float64Array,
  firstFrame: number,
  endFrame: number,
  phi: Float64Array,
): void {
  const length = hopsPerWindow * hop;
  for (let lag = shortestLag; lag <= longestLag; lag++) {
    const lead = (length + lag) >> 1;
    const first = Math.max(firstFrame, Math.ceil(lead / hop));
    const end = Math.min(endFrame, Math.floor((scales.length - 1 - lag + lead) / hop) + 1);
    if (end <= first) continue;
    const begin = first * hop - lead;
    const count = end - first + hopsPerWindow - 1;
    kernels.hopProducts(stretch.address + 8 * (begin - from), lag, hop, count, products.address);
    const sums = products.values;
    for (let i = 0; i < end - first; i++) {
      const start = begin + i * hop;
      phi[(first + i) * (longestLag + 1) + lag] =
        (sums[i]! + sums[i + 1]! + sums[i + 2]! + sums[i + 3]!) * scales[start]! * scales[start + lag]!;
    }
  }
}

/** Candidates of a frame: the unvoiced one and the best maxima. */
const states = candidatesPerFrame + 1;
/** Periods in search samples (0: unvoiced), their octaves and what it costs to pass them, `states` for each frame. */
type Candidates = { counts: Int32Array; lags: Float64Array; octaves: Float64Array; costs: Float64Array };

/** Period (s) of each frame on the best path between two frequencies, 0 where unvoiced. */
function trackPeriods(maxima: Maxima, lowestHz: number, highestHz: number, room: Workspace): Float64Array {
  const shortest = Math.max(2, Math.floor(searchHz / highestHz));
  const longest = Math.ceil(searchHz / lowestHz);
  return bestPath(candidatesBetween(maxima, shortest, longest, room), room);
}

function candidatesBetween(
  { ends, places, lags, strengths }: Maxima,
  shortest: number,
  longest: number,
  room: Workspace,
): Candidates {
  const frames = ends.length;
  const size = frames * states;
  const kept = {
    counts: new Int32Array(frames).fill(1),
    lags: room.large(Float64Array, size),
    octaves: room.large(Float64Array, size),
    costs: room.large(Float64Array, size),
  };
  for (let frame = 0, i = 0; frame < frames; frame++) {
    kept.costs[frame * states] = 1 - voicingThreshold;
    kept.lags[frame * states] = 0;
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

function bestPath({ counts, lags, octaves, costs }: Candidates, room: Workspace): Float64Array {
  const frames = counts.length;
  const totals = room.large(Float64Array, costs.length);
  totals.set(costs);
  const origins = room.large(Int8Array, frames * states);
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

/** What gives the period near another (within 1.5 search samples) where the sound is most alike to itself at a time, s. */
function periodRefiner(sound: Centred, rate: number, room: Workspace) {
  const window = Math.round(refineWindowSeconds * rate);
  const reach = Math.ceil((1.5 * rate) / searchHz);
  const correlationAt = correlator(
    sound,
    window,
    Math.ceil((longestLag * rate) / searchHz) + reach + 2,
    room,
  );
  return (time: number, period: number) => {
    const middle = Math.round(period * rate);
    const correlation = correlationAt(Math.round(time * rate));
    // climb instead of trying every lag: the maximum is almost always next door
    let best = middle;
    let highest = correlation(middle);
    const below = correlation(middle - 1);
    let before = below;
    let after = correlation(middle + 1);
    const start = highest;
    while (after > highest && best - middle < reach) {
      best++;
      before = highest;
      highest = after;
      after = correlation(best + 1);
    }
    if (below > highest) {
      best = middle - 1;
      highest = below;
      after = start;
      before = correlation(best - 1);
    }
    while (before > highest && middle - best < reach) {
      best--;
      after = highest;
      highest = before;
      before = correlation(best - 1);
    }
    const bend = 2 * highest - before - after;
    const shift = bend > 0 ? (0.5 * (after - before)) / bend : 0;
    return (best + Math.max(-1, Math.min(1, shift))) / rate;
  };
}

/**
 * What gives, for a sample, the normalised correlation of the two stretches of `window` samples that lie a lag apart,
 * symmetrically about it.
 */
function correlator({ x, energy, floor }: Centred, window: number, largestLag: number, room: Workspace) {
  const around = room.doubles(window + largestLag + 2);
  return (centre: number) => {
    const from = Math.max(0, centre - ((window + largestLag) >> 1) - 1);
    around.values.set(x.subarray(from, from + around.length));
    return (lag: number): number => {
      const start = centre - ((window + lag) >> 1);
      const end = start + window;
      if (start < 0 || end + lag > x.length) return 0;
      const left = around.address + 8 * (start - from);
      const product = kernels.dot(left, left + 8 * lag, window);
      const before = energy[end]! - energy[start]! + window * floor;
      const after = energy[end + lag]! - energy[start + lag]! + window * floor;
      return product / Math.sqrt(before * after);
    };
  };
}
