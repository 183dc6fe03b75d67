/**
 * Interpolation between samples as Praat does it (NUM_interpolate_sinc, NUMimproveExtremum; Praat 6.3).
 * Arrays are zero-based; `x` and `index` are positions in samples.
 */

export type Samples = Float64Array | Float32Array;

/** A local extremum between samples: position in samples, and the interpolated value there. */
export type Extremum = { index: number; value: number };

/** How an extremum is refined: parabola through 3 samples, or windowed sinc over 70 or 700 samples to each side. */
export type PeakInterpolation = "parabolic" | "sinc70" | "sinc700";

/**
 * Value of `y` at `x` by Hann-windowed sinc interpolation over `depth` samples to each side, fewer near the ends
 * (linear with 1, cubic with 2). Outside the array the end value continues.
 */
export function sincInterpolate(y: Samples, x: number, depth: number): number {
  const last = y.length - 1;
  if (x <= 0) return y[0]!;
  if (x >= last) return y[last]!;
  const left = Math.floor(x);
  const phase = x - left;
  if (phase === 0) return y[left]!;
  const reach = Math.min(depth, left + 1, last - left);
  if (reach <= 1) return y[left]! + phase * (y[left + 1]! - y[left]!);
  if (reach === 2) return cubic(y, left, phase);
  return windowedSinc(y, left, phase, reach);
}

function cubic(y: Samples, left: number, phase: number): number {
  const a = y[left]!;
  const b = y[left + 1]!;
  const slopeA = 0.5 * (b - y[left - 1]!);
  const slopeB = 0.5 * (y[left + 2]! - a);
  const rest = 1 - phase;
  const bend = 0.5 * (slopeB - slopeA) + (phase - 0.5) * (slopeA + slopeB - 2 * (b - a));
  return a * rest + b * phase - phase * rest * bend;
}

/** Both sides in one loop: one division for two samples, and two cosine recurrences that do not wait for each other. */
function windowedSinc(y: Samples, left: number, phase: number, reach: number): number {
  const rest = 1 - phase;
  const stepL = Math.PI / (phase + reach);
  const stepR = Math.PI / (rest + reach);
  const twiceCosL = 2 * Math.cos(stepL);
  const twiceCosR = 2 * Math.cos(stepR);
  let cosL = Math.cos(phase * stepL);
  let cosR = Math.cos(rest * stepR);
  let beforeL = Math.cos((phase - 1) * stepL);
  let beforeR = Math.cos((rest - 1) * stepR);
  let sum = 0;
  let sign = 1;
  for (let k = 0; k < reach; k++) {
    const onLeft = phase + k;
    const onRight = rest + k;
    const weighted = y[left - k]! * (1 + cosL) * onRight + y[left + 1 + k]! * (1 + cosR) * onLeft;
    sum += (sign * weighted) / (onLeft * onRight);
    const nextL = twiceCosL * cosL - beforeL;
    const nextR = twiceCosR * cosR - beforeR;
    beforeL = cosL;
    beforeR = cosR;
    cosL = nextL;
    cosR = nextR;
    sign = -sign;
  }
  return (sum * Math.sin(Math.PI * phase)) / (2 * Math.PI);
}

/** The maximum near sample `index`, which is larger than its neighbours; the end samples stay as they are. */
export function improveMaximum(y: Samples, index: number, interpolation: PeakInterpolation): Extremum {
  return improve(y, index, interpolation, 1);
}

/** The minimum near sample `index`, which is smaller than its neighbours; the end samples stay as they are. */
export function improveMinimum(y: Samples, index: number, interpolation: PeakInterpolation): Extremum {
  const { index: at, value } = improve(y, index, interpolation, -1);
  return { index: at, value: -value };
}

function improve(y: Samples, index: number, interpolation: PeakInterpolation, sign: 1 | -1): Extremum {
  if (index <= 0 || index >= y.length - 1) {
    const end = index <= 0 ? 0 : y.length - 1;
    return { index: end, value: sign * y[end]! };
  }
  if (interpolation !== "parabolic")
    return maximiseSinc(y, index, interpolation === "sinc70" ? 70 : 700, sign);
  const vertex = parabolicMaximum(sign * y[index - 1]!, sign * y[index]!, sign * y[index + 1]!);
  return { index: index + vertex.index, value: vertex.value };
}

/** Vertex of the parabola through three equidistant values; `index` is relative to the middle one. */
export function parabolicMaximum(left: number, middle: number, right: number): Extremum {
  const slope = 0.5 * (right - left);
  const bend = 2 * middle - left - right;
  return { index: slope / bend, value: middle + (0.5 * slope * slope) / bend };
}

/** The last parabola is taken without looking: its vertex lies much closer than the step to it. */
const toleranceSamples = 1e-4;
const golden = (3 - Math.sqrt(5)) / 2;

/** A position and the height there. */
type Point = { at: number; height: number };

/**
 * Maximum of the sinc-interpolated signal between the neighbours of `index` by Brent's method (Algorithms for
 * Minimization without Derivatives, 1973), from the golden section: noise can raise several maxima between two
 * samples, and the start decides which of them is found.
 */
function maximiseSinc(y: Samples, index: number, depth: number, sign: 1 | -1): Extremum {
  const point = (at: number): Point => ({ at, height: sign * sincInterpolate(y, at, depth) });
  let [low, high] = [index - 1, index + 1];
  let best = point(low + golden * (high - low));
  let [second, third] = [best, best];
  let step = goldenStep(best.at, low, high);
  for (let evaluation = 1; evaluation < 60 && Math.abs(step) > toleranceSamples; evaluation++) {
    const next = point(best.at + step);
    const isBetter = next.height >= best.height;
    const inner = isBetter ? best.at : next.at;
    if (isBetter === next.at < best.at) high = inner;
    else low = inner;
    if (isBetter) [best, second, third] = [next, best, second];
    else if (next.height >= second.height || second === best) [second, third] = [next, second];
    else if (next.height >= third.height || third === best || third === second) third = next;
    step = parabolicStep(best, second, third, low, high) ?? goldenStep(best.at, low, high);
  }
  return { index: best.at + step, value: best.height };
}

/** Into the longer part of the bracket. */
function goldenStep(at: number, low: number, high: number): number {
  return golden * (at < (low + high) / 2 ? high - at : low - at);
}

/** To the vertex of the parabola through three points; null where it leaves the bracket or exceeds the golden step. */
function parabolicStep(best: Point, second: Point, third: Point, low: number, high: number): number | null {
  const r = (best.at - second.at) * (best.height - third.height);
  const q = (best.at - third.at) * (best.height - second.height);
  const step = ((best.at - second.at) * r - (best.at - third.at) * q) / (2 * (q - r));
  const isInside = best.at + step > low && best.at + step < high;
  return isInside && Math.abs(step) < Math.abs(goldenStep(best.at, low, high)) ? step : null;
}
