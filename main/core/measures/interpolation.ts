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

/** Both sides in one loop: two independent cosine recurrences keep the processor busy. */
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
    sum += sign * ((y[left - k]! * (1 + cosL)) / (phase + k) + (y[left + 1 + k]! * (1 + cosR)) / (rest + k));
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
  const parabola = parabolicMaximum(sign * y[index - 1]!, sign * y[index]!, sign * y[index + 1]!);
  if (interpolation === "parabolic") return { index: index + parabola.index, value: parabola.value };
  return maximiseSinc(y, index, parabola.index, interpolation === "sinc70" ? 70 : 700, sign);
}

/** Vertex of the parabola through three equidistant values; `index` is relative to the middle one. */
export function parabolicMaximum(left: number, middle: number, right: number): Extremum {
  const slope = 0.5 * (right - left);
  const bend = 2 * middle - left - right;
  return { index: slope / bend, value: middle + (0.5 * slope * slope) / bend };
}

/** The last parabola is taken without looking: it lies much closer than its step. */
const toleranceSamples = 1e-4;
const golden = (3 - Math.sqrt(5)) / 2;

/**
 * Maximum of the sinc-interpolated signal between the neighbours of `index` by Brent's method, started from the
 * samples and their parabola instead of from a golden section: the same maximum with a third of the evaluations.
 */
function maximiseSinc(y: Samples, index: number, offset: number, depth: number, sign: 1 | -1): Extremum {
  let low = index - 1;
  let high = index + 1;
  let x = index;
  let fx = sign * y[index]!;
  const rightIsHigher = sign * (y[index + 1]! - y[index - 1]!) > 0;
  let w = rightIsHigher ? high : low;
  let fw = sign * y[w]!;
  let v = rightIsHigher ? low : high;
  let fv = sign * y[v]!;
  let step = offset;
  for (let evaluation = 0; evaluation < 60; evaluation++) {
    if (!(Math.abs(step) > toleranceSamples)) break;
    const t = x + step;
    const ft = sign * sincInterpolate(y, t, depth);
    if (ft >= fx) {
      if (t < x) high = x;
      else low = x;
      v = w;
      fv = fw;
      w = x;
      fw = fx;
      x = t;
      fx = ft;
    } else {
      if (t < x) low = t;
      else high = t;
      if (ft >= fw) {
        v = w;
        fv = fw;
        w = t;
        fw = ft;
      } else if (ft >= fv) {
        v = t;
        fv = ft;
      }
    }
    step = nextStep(x, fx, w, fw, v, fv, low, high);
  }
  return { index: x + step, value: fx };
}

/** Step to the vertex of the parabola through the three best points, or a golden section where that leaves the bracket. */
function nextStep(
  x: number,
  fx: number,
  w: number,
  fw: number,
  v: number,
  fv: number,
  low: number,
  high: number,
): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  const denominator = 2 * (q - r);
  const step = -((x - v) * q - (x - w) * r) / denominator;
  if (x + step > low && x + step < high) return step;
  return high - low <= toleranceSamples ? 0 : golden * (x < (low + high) / 2 ? high - x : low - x);
}
