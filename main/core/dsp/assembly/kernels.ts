/**
 * Inner loops of the measures in AssemblyScript (TypeScript for WebAssembly), with SIMD. They work in the memory of
 * the Fourier library: arguments of type `usize` are byte addresses there, aligned to 16 bytes unless it says
 * otherwise; lengths count numbers. `build/make/kernels.ts` compiles this file into `kernels-binary.ts`.
 */

/** PFFFT: `spectrum` in its own order (blocks of four real and four imaginary parts), not scaled. */
@external("pffft", "transform")
declare function transform(setup: usize, from: usize, to: usize, work: usize, backward: i32): void;

/** PFFFT: X[0], X[N/2], then real and imaginary part of X[1]..X[N/2 - 1]; not scaled. */
@external("pffft", "transformOrdered")
declare function transformOrdered(setup: usize, from: usize, to: usize, work: usize, backward: i32): void;

let secondResult: f64 = 0;

/** Second result of the function that was called last. */
export function second(): f64 {
  return secondResult;
}

/** Sum of `count` 32-bit numbers, in 64 bits. */
export function sum(x: usize, count: i32): f64 {
  // Four sums, because each addition waits for the one before.
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const here = v128.load(x + (<usize>i << 2));
    const next = v128.load(x + (<usize>i << 2), 16);
    a = f64x2.add(a, f64x2.promote_low_f32x4(here));
    b = f64x2.add(b, f64x2.promote_low_f32x4(upperHalf(here)));
    c = f64x2.add(c, f64x2.promote_low_f32x4(next));
    d = f64x2.add(d, f64x2.promote_low_f32x4(upperHalf(next)));
  }
  const total = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  let rest = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (; i < count; i++) rest += load<f32>(x + (<usize>i << 2));
  return rest;
}

@inline
function upperHalf(four: v128): v128 {
  return v128.shuffle<f32>(four, four, 2, 3, 2, 3);
}

/** x[i] = (x[i] - mean) window[i] for `count` numbers, then zeros up to `size`. */
export function windowed(x: usize, window: usize, count: i32, size: i32, mean: f32): void {
  const means = f32x4.splat(mean);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    v128.store(x + at, f32x4.mul(f32x4.sub(v128.load(x + at), means), v128.load(window + at)));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    store<f32>(x + at, (load<f32>(x + at) - mean) * load<f32>(window + at));
  }
  memory.fill(x + (<usize>count << 2), 0, <usize>(size - count) << 2);
}

/**
 * out[i] = (x[i] - mean) window[i] for `count` numbers and their mean, then zeros up to `size`; `x` lies at any multiple of 4
 * bytes.
 */
export function centredFrame(x: usize, window: usize, count: i32, size: i32, out: usize): void {
  memory.copy(out, x, <usize>count << 2);
  windowed(out, window, count, size, <f32>(sum(x, count) / <f64>count));
}

/** x[i] -= mean for `count` numbers, then zeros up to `size`. */
export function centred(x: usize, count: i32, size: i32, mean: f32): void {
  const means = f32x4.splat(mean);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    v128.store(x + at, f32x4.sub(v128.load(x + at), means));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    store<f32>(x + at, load<f32>(x + at) - mean);
  }
  memory.fill(x + (<usize>count << 2), 0, <usize>(size - count) << 2);
}

/** x[i] *= factor; `count` is a multiple of 4. */
export function scale(x: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = x + (<usize>count << 2);
  for (let at = x; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), factors));
}

/** Largest absolute value of x[from..to - 1]; 0 for none. */
export function peak(x: usize, from: i32, to: i32): f32 {
  let largest = f32x4.splat(0);
  let i = from;
  for (; i + 4 <= to; i += 4)
    largest = f32x4.pmax(largest, f32x4.abs(v128.load(x + (<usize>i << 2))));
  let rest: f32 = 0;
  for (; i < to; i++) rest = max(rest, abs(load<f32>(x + (<usize>i << 2))));
  rest = max(rest, f32x4.extract_lane(largest, 0));
  rest = max(rest, f32x4.extract_lane(largest, 1));
  rest = max(rest, f32x4.extract_lane(largest, 2));
  return max(rest, f32x4.extract_lane(largest, 3));
}

/** Circular autocorrelation of the `size` numbers at `x`, in place, times `size`; `spectrum` is overwritten. */
export function autocorrelate(setup: usize, x: usize, spectrum: usize, work: usize, size: i32): void {
  transform(setup, x, spectrum, work, 0);
  const first = load<f32>(spectrum);
  const last = load<f32>(spectrum + 16);
  const zero = f32x4.splat(0);
  const end = spectrum + (<usize>size << 2);
  for (let at = spectrum; at < end; at += 32) {
    const re = v128.load(at);
    const im = v128.load(at, 16);
    v128.store(at, f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)));
    v128.store(at, zero, 16);
  }
  store<f32>(spectrum, first * first);
  store<f32>(spectrum + 16, last * last);
  transform(setup, spectrum, x, work, 1);
}

/** Circular cross-correlation sum x[n] y[n + lag] of `size` numbers each into `x`, times `size`; `y` is overwritten. */
export function crossCorrelate(setup: usize, x: usize, y: usize, spectrum: usize, work: usize, size: i32): void {
  transform(setup, x, spectrum, work, 0);
  transform(setup, y, x, work, 0);
  const first = load<f32>(spectrum) * load<f32>(x);
  const last = load<f32>(spectrum + 16) * load<f32>(x + 16);
  const bytes = <usize>size << 2;
  for (let at: usize = 0; at < bytes; at += 32) {
    const xr = v128.load(spectrum + at);
    const xi = v128.load(spectrum + at, 16);
    const yr = v128.load(x + at);
    const yi = v128.load(x + at, 16);
    v128.store(spectrum + at, f32x4.add(f32x4.mul(xr, yr), f32x4.mul(xi, yi)));
    v128.store(spectrum + at, f32x4.sub(f32x4.mul(xr, yi), f32x4.mul(xi, yr)), 16);
  }
  store<f32>(spectrum, first);
  store<f32>(spectrum + 16, last);
  transform(setup, spectrum, x, work, 1);
}

/** Writes four values of the right side of `r` about `middle` at byte offset `at`, and mirrored on the left. */
@inline
function storeMirrored(middle: usize, at: usize, four: v128): void {
  v128.store(middle + at, four);
  v128.store(middle - at - 12, v128.shuffle<f32>(four, four, 3, 2, 1, 0));
}

/** r[centre +- lag] = lags[lag] / lags[0] inverse[lag] for lags 0..centre; the first is 1. */
export function normaliseAutocorrelation(lags: usize, inverse: usize, r: usize, centre: i32): void {
  const scale = <f32>1 / load<f32>(lags);
  const scales = f32x4.splat(scale);
  const middle = r + (<usize>centre << 2);
  let lag = 0;
  for (; lag + 3 <= centre; lag += 4) {
    const at = <usize>lag << 2;
    const scaled = f32x4.mul(v128.load(lags + at), scales);
    storeMirrored(middle, at, f32x4.mul(scaled, v128.load(inverse + at)));
  }
  for (; lag <= centre; lag++) {
    const at = <usize>lag << 2;
    const value = load<f32>(lags + at) * scale * load<f32>(inverse + at);
    store<f32>(middle + at, value);
    store<f32>(middle - at, value);
  }
  store<f32>(middle, 1);
}

/**
 * r[centre +- lag] = lags[lag] / (size sqrt(energy of x[0..centre - 1] * energy of x[lag..lag + centre - 1])) for the
 * lags up to `longest`; r[centre] = 1. `energies` is room for longest + 1 numbers.
 */
export function normaliseCrossCorrelation(
  lags: usize,
  x: usize,
  r: usize,
  centre: i32,
  longest: i32,
  size: i32,
  energies: usize,
): void {
  const energy = energyOf(x, centre);
  let shifted = energy;
  store<f32>(energies, <f32>shifted);
  const entering = x + (<usize>(centre - 1) << 2);
  for (let lag = 1; lag <= longest; lag++) {
    const at = <usize>lag << 2;
    shifted += square(load<f32>(entering + at)) - square(load<f32>(x + at - 4));
    store<f32>(energies + at, <f32>shifted);
  }
  const middle = r + (<usize>centre << 2);
  const scale = <f32>(1 / (<f64>size * Math.sqrt(energy)));
  const scales = f32x4.splat(scale);
  let lag = 0;
  for (; lag + 3 <= longest; lag += 4) {
    const at = <usize>lag << 2;
    const scaled = f32x4.mul(v128.load(lags + at), scales);
    storeMirrored(middle, at, f32x4.div(scaled, f32x4.sqrt(v128.load(energies + at))));
  }
  for (; lag <= longest; lag++) {
    const at = <usize>lag << 2;
    const value = (load<f32>(lags + at) * scale) / <f32>Math.sqrt(<f64>load<f32>(energies + at));
    store<f32>(middle + at, value);
    store<f32>(middle - at, value);
  }
  store<f32>(middle, 1);
}

/** Sum of the squares of `count` numbers. */
@inline
function energyOf(x: usize, count: i32): f64 {
  let a = f64x2.splat(0);
  let b = a;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    a = f64x2.add(a, pairOfSquares(v128.load(x + (<usize>i << 2))));
    b = f64x2.add(b, pairOfSquares(v128.load(x + (<usize>i << 2), 16)));
  }
  const total = f64x2.add(a, b);
  let rest = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (; i < count; i++) rest += square(load<f32>(x + (<usize>i << 2)));
  return rest;
}

/** Squares of four numbers, added in twos. */
@inline
function pairOfSquares(four: v128): v128 {
  const low = f64x2.promote_low_f32x4(four);
  const high = f64x2.promote_low_f32x4(upperHalf(four));
  return f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high));
}

@inline
function square(value: f32): f64 {
  return <f64>value * <f64>value;
}

/** Cosine of both lanes, |x| <= pi / 2: Taylor series to x^20, within 1e-16. */
@inline
function cosine(x: v128): v128 {
  const z = f64x2.mul(x, x);
  let y = f64x2.splat(1 / 2432902008176640000.0);
  y = f64x2.sub(f64x2.splat(1 / 6402373705728000.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(1 / 20922789888000.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(1 / 87178291200.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(1 / 479001600.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(1 / 3628800.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(1 / 40320.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(1 / 720.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(1 / 24.0), f64x2.mul(y, z));
  y = f64x2.sub(f64x2.splat(0.5), f64x2.mul(y, z));
  return f64x2.sub(f64x2.splat(1), f64x2.mul(y, z));
}

/**
 * Hann-windowed sinc interpolation of the numbers at `y` at position `left + phase`, 0 < phase < 1, from `reach` (3 or
 * more) samples to each side, as Praat's NUM_interpolate_sinc. One vector holds a sample of either side; the cosines of
 * the window by recurrence, four samples on from four and eight samples before.
 */
@inline
function windowedSinc(y: usize, left: i32, phase: f64, reach: i32): f64 {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  let distance = f64x2(phase, 1 - phase);
  const step = f64x2.div(f64x2.splat(Math.PI), f64x2.add(distance, f64x2.splat(<f64>reach)));
  const twice = f64x2.mul(two, cosine(step));
  const turn = f64x2.sub(f64x2.mul(twice, twice), two);
  const fourTurn = f64x2.sub(f64x2.mul(turn, turn), two);
  // Windows at distance + k, k = 0 to 3, and k = -4 to -1 (a to d).
  let w0 = cosine(f64x2.mul(distance, step));
  let d = cosine(f64x2.mul(f64x2.sub(distance, one), step));
  let w1 = f64x2.sub(f64x2.mul(twice, w0), d);
  let c = f64x2.sub(f64x2.mul(twice, d), w0);
  let w2 = f64x2.sub(f64x2.mul(turn, w0), c);
  let w3 = f64x2.sub(f64x2.mul(turn, w1), d);
  let b = f64x2.sub(f64x2.mul(turn, d), w1);
  let a = f64x2.sub(f64x2.mul(turn, c), w0);
  let total = f64x2.splat(0);
  let other = total;
  let onLeft = y + (<usize>left << 2);
  let onRight = onLeft + 4;
  let k = 0;
  for (; k + 4 <= reach; k += 4) {
    total = f64x2.add(total, twoSamples(onLeft, onRight, distance, w0, w1));
    other = f64x2.add(other, twoSamples(onLeft - 8, onRight + 8, f64x2.add(distance, two), w2, w3));
    const next0 = f64x2.sub(f64x2.mul(fourTurn, w0), a);
    const next1 = f64x2.sub(f64x2.mul(fourTurn, w1), b);
    const next2 = f64x2.sub(f64x2.mul(fourTurn, w2), c);
    const next3 = f64x2.sub(f64x2.mul(fourTurn, w3), d);
    a = w0;
    b = w1;
    c = w2;
    d = w3;
    w0 = next0;
    w1 = next1;
    w2 = next2;
    w3 = next3;
    distance = f64x2.add(distance, f64x2.splat(4));
    onLeft -= 16;
    onRight += 16;
  }
  if (k + 2 <= reach) {
    total = f64x2.add(total, twoSamples(onLeft, onRight, distance, w0, w1));
    w0 = w2;
    distance = f64x2.add(distance, two);
    onLeft -= 8;
    onRight += 8;
    k += 2;
  }
  if (k < reach) {
    const samples = f64x2(<f64>load<f32>(onLeft), <f64>load<f32>(onRight));
    total = f64x2.add(total, f64x2.div(f64x2.mul(samples, f64x2.add(one, w0)), distance));
  }
  total = f64x2.add(total, other);
  const sine = f64x2.extract_lane(cosine(f64x2.splat(Math.PI * (phase - 0.5))), 0);
  return ((f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1)) * sine) / (2 * Math.PI);
}

/** The sample at a distance and the next one further on, whose sign is the other, on either side: one division for both. */
@inline
function twoSamples(onLeft: usize, onRight: usize, distance: v128, window: v128, nextWindow: v128): v128 {
  const one = f64x2.splat(1);
  const before = f64x2.promote_low_f32x4(v128.load64_zero(onLeft - 4));
  const after = f64x2.promote_low_f32x4(v128.load64_zero(onRight));
  const here = f64x2.mul(v128.shuffle<f64>(before, after, 1, 2), f64x2.add(one, window));
  const next = f64x2.mul(v128.shuffle<f64>(before, after, 0, 3), f64x2.add(one, nextWindow));
  const further = f64x2.add(distance, one);
  const difference = f64x2.sub(f64x2.mul(here, further), f64x2.mul(next, distance));
  return f64x2.div(difference, f64x2.mul(distance, further));
}

/** `sincInterpolate` of interpolation.ts on the `length` numbers at `y`. */
export function sincAt(y: usize, length: i32, x: f64, depth: i32): f64 {
  const last = length - 1;
  if (x <= 0) return load<f32>(y);
  if (x >= <f64>last) return load<f32>(y + (<usize>last << 2));
  const left = <i32>Math.floor(x);
  const phase = x - <f64>left;
  const at = y + (<usize>left << 2);
  const a: f64 = load<f32>(at);
  if (phase == 0) return a;
  const b: f64 = load<f32>(at + 4);
  const reach = min(depth, min(left + 1, last - left));
  if (reach <= 1) return a + phase * (b - a);
  if (reach > 2) return windowedSinc(y, left, phase, reach);
  const slopeA = 0.5 * (b - <f64>load<f32>(at - 4));
  const slopeB = 0.5 * (<f64>load<f32>(at + 8) - a);
  const rest = 1 - phase;
  const bend = 0.5 * (slopeB - slopeA) + (phase - 0.5) * (slopeA + slopeB - 2 * (b - a));
  return a * rest + b * phase - phase * rest * bend;
}

/** (3 - sqrt 5) / 2. */
const golden: f64 = 0.3819660112501051;
const toleranceSamples: f64 = 1e-4;

/** Into the longer part of the bracket. */
@inline
function goldenStep(at: f64, low: f64, high: f64): f64 {
  return golden * (at < (low + high) / 2 ? high - at : low - at);
}

/** `improveMaximum` of interpolation.ts by the sinc, for an index between the ends; `second` is the height. */
export function sincMaximum(y: usize, length: i32, index: i32, depth: i32): f64 {
  let low = <f64>(index - 1);
  let high = <f64>(index + 1);
  let best = low + golden * (high - low);
  let bestHeight = sincAt(y, length, best, depth);
  let other = best;
  let otherHeight = bestHeight;
  let third = best;
  let thirdHeight = bestHeight;
  let step = goldenStep(best, low, high);
  for (let evaluation = 1; evaluation < 60 && Math.abs(step) > toleranceSamples; evaluation++) {
    const next = best + step;
    const height = sincAt(y, length, next, depth);
    const isBetter = height >= bestHeight;
    const inner = isBetter ? best : next;
    if (isBetter == next < best) high = inner;
    else low = inner;
    if (isBetter) {
      third = other;
      thirdHeight = otherHeight;
      other = best;
      otherHeight = bestHeight;
      best = next;
      bestHeight = height;
    } else if (height >= otherHeight || other == best) {
      third = other;
      thirdHeight = otherHeight;
      other = next;
      otherHeight = height;
    } else if (height >= thirdHeight || third == best || third == other) {
      third = next;
      thirdHeight = height;
    }
    const r = (best - other) * (bestHeight - thirdHeight);
    const q = (best - third) * (bestHeight - otherHeight);
    const parabolic = ((best - other) * r - (best - third) * q) / (2 * (q - r));
    const golden = goldenStep(best, low, high);
    const isInside = best + parabolic > low && best + parabolic < high;
    step = isInside && Math.abs(parabolic) < Math.abs(golden) ? parabolic : golden;
  }
  secondResult = bestHeight;
  return best + step;
}

/**
 * Sums for the level of a window: of x, `second` of w x, and at `result` (64 bits) of w x^2; `window` holds 64-bit
 * numbers, neither address need be aligned.
 */
export function weightedSums(x: usize, window: usize, count: i32, result: usize): f64 {
  let total = f64x2.splat(0);
  let weighted = f64x2.splat(0);
  let power = f64x2.splat(0);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const two = f64x2.promote_low_f32x4(v128.load64_zero(x + (<usize>i << 2)));
    const product = f64x2.mul(two, v128.load(window + (<usize>i << 3)));
    total = f64x2.add(total, two);
    weighted = f64x2.add(weighted, product);
    power = f64x2.add(power, f64x2.mul(product, two));
  }
  let sums = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  secondResult = f64x2.extract_lane(weighted, 0) + f64x2.extract_lane(weighted, 1);
  let last = f64x2.extract_lane(power, 0) + f64x2.extract_lane(power, 1);
  for (; i < count; i++) {
    const value: f64 = load<f32>(x + (<usize>i << 2));
    const product = value * load<f64>(window + (<usize>i << 3));
    sums += value;
    secondResult += product;
    last += product * value;
  }
  store<f64>(result, last);
  return sums;
}

/**
 * What `logarithm` needs: a Chebyshev approximation of log(1 + t) / t, from the lowest power on, and log 2. Read from memory,
 * since the engine makes a vector of constants anew, by several instructions, each time it is used.
 */
const logarithmTable = memory.data<f32>([
  0.9999987635, -0.4998719159, 0.3311205191, -0.2351486375, 0.1494345836, -0.0665880499, 0.0142028256, 0.6931471806, 1,
], 16);
const mantissaMask = memory.data<i32>([0x7fffff], 16);

@inline
function coefficient(place: usize): v128 {
  return v128.load32_splat(logarithmTable + (place << 2));
}

/** The coefficients of the power `place` and the next. */
@inline
function powersFrom(place: usize, t: v128): v128 {
  return f32x4.add(coefficient(place), f32x4.mul(coefficient(place + 1), t));
}

/** Natural logarithms of four positive normal numbers, within 2e-6 or the rounding of 32 bits: exponent and mantissa apart. */
@inline
function logarithm(x: v128): v128 {
  const one = coefficient(8);
  const exponent = f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.sub(x, one), 23));
  const mantissa = v128.or(v128.and(x, v128.load32_splat(mantissaMask)), one);
  const t = f32x4.sub(mantissa, one);
  const t2 = f32x4.mul(t, t);
  const low = f32x4.add(powersFrom(0, t), f32x4.mul(t2, powersFrom(2, t)));
  const high = f32x4.add(powersFrom(4, t), f32x4.mul(t2, coefficient(6)));
  const ratio = f32x4.add(low, f32x4.mul(f32x4.mul(t2, t2), high));
  return f32x4.add(f32x4.mul(t, ratio), f32x4.mul(exponent, coefficient(7)));
}

/**
 * Power cepstrum of the `size` numbers at `x`, see `cepstrumOfLevels`, of log |X[k]|^2 (natural) with `floor` added to the
 * power. The spectrum stays in the library's own order. Overwrites `x`.
 */
export function powerCepstrum(setup: usize, x: usize, spectrum: usize, work: usize, size: i32, floor: f32, cepstrum: usize): void {
  transform(setup, x, spectrum, work, 0);
  const first = load<f32>(spectrum);
  const last = load<f32>(spectrum + 16);
  const floors = f32x4.splat(floor);
  const zero = f32x4.splat(0);
  const end = spectrum + (<usize>size << 2);
  for (let at = spectrum; at < end; at += 32) {
    const re = v128.load(at);
    const im = v128.load(at, 16);
    const power = f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im));
    v128.store(at, logarithm(f32x4.add(power, floors)));
    v128.store(at, zero, 16);
  }
  const ends = logarithm(f32x4(first * first + floor, last * last + floor, 1, 1));
  store<f32>(spectrum, f32x4.extract_lane(ends, 0));
  store<f32>(spectrum + 16, f32x4.extract_lane(ends, 1));
  transform(setup, spectrum, x, work, 1);
  scaledSquares(x, size, cepstrum);
}

/** Power cepstrum: square of the inverse transform of the real `levels` (size / 2 + 1), its first size / 2 + 1 numbers. */
export function cepstrumOfLevels(setup: usize, levels: usize, spectrum: usize, x: usize, work: usize, size: i32, cepstrum: usize): void {
  const half = size >> 1;
  const zero = f32x4.splat(0);
  for (let k = 0; k < half; k += 4) {
    const four = v128.load(levels + (<usize>k << 2));
    const at = spectrum + (<usize>k << 3);
    v128.store(at, v128.shuffle<f32>(four, zero, 0, 4, 1, 5));
    v128.store(at, v128.shuffle<f32>(four, zero, 2, 6, 3, 7), 16);
  }
  store<f32>(spectrum + 4, load<f32>(levels + (<usize>half << 2)));
  transformOrdered(setup, spectrum, x, work, 1);
  scaledSquares(x, size, cepstrum);
}

/** Squares of the first size / 2 + 1 numbers at `x`, each over `size`. */
@inline
function scaledSquares(x: usize, size: i32, out: usize): void {
  const scale = f32x4.splat(<f32>1 / <f32>size);
  for (let q = 0; q <= size >> 1; q += 4) {
    const at = <usize>q << 2;
    const value = f32x4.mul(v128.load(x + at), scale);
    v128.store(out + at, f32x4.mul(value, value));
  }
}

/**
 * out[i] = sum over `count` rows of their weight (32 bits at `weights`) times their number i; their addresses (32 bits) at
 * `rows`. `length` is rounded up to a multiple of 4.
 */
export function weightedRows(rows: usize, weights: usize, count: i32, out: usize, length: i32): void {
  const end = <usize>((length + 3) & ~3) << 2;
  const last = <usize>count << 2;
  let at: usize = 0;
  for (; at + 32 <= end; at += 32) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (let row: usize = 0; row < last; row += 4) {
      const weight = v128.load32_splat(weights + row);
      const from = <usize>load<i32>(rows + row) + at;
      a = f32x4.add(a, f32x4.mul(weight, v128.load(from)));
      b = f32x4.add(b, f32x4.mul(weight, v128.load(from, 16)));
    }
    v128.store(out + at, a);
    v128.store(out + at, b, 16);
  }
  for (; at < end; at += 16) {
    let total = f32x4.splat(0);
    for (let row: usize = 0; row < last; row += 4) {
      const weight = v128.load32_splat(weights + row);
      total = f32x4.add(total, f32x4.mul(weight, v128.load(<usize>load<i32>(rows + row) + at)));
    }
    v128.store(out + at, total);
  }
}

/**
 * The highest that x[from..to] rises above the line intercept + slope i, by parabolas through three numbers each, 0 being the
 * least: x has a number before and after them.
 */
export function highestRise(x: usize, from: i32, to: i32, slope: f64, intercept: f64): f64 {
  let before = riseAt(x, from - 1, slope, intercept);
  let middle = riseAt(x, from, slope, intercept);
  let best = middle;
  for (let i = from; i <= to; i++) {
    const after = riseAt(x, i + 1, slope, intercept);
    if (middle > before && middle >= after) {
      const half = 0.5 * (after - before);
      best = Math.max(best, middle + (0.5 * half * half) / (2 * middle - before - after));
    }
    before = middle;
    middle = after;
  }
  return Math.max(best, before);
}

@inline
function riseAt(x: usize, i: i32, slope: f64, intercept: f64): f64 {
  return <f32>Math.max(0, <f64>load<f32>(x + (<usize>i << 2)) - (slope * <f64>i + intercept));
}

/**
 * 10 log10 of the running mean over `2 half` steps of the `count` numbers at `x` (the outermost samples count half, the
 * ends average what there is), with 1e-30 added, at `levels`. `x` and `levels` have room for a multiple of 4 numbers.
 */
export function smoothedLevels(x: usize, count: i32, half: i32, levels: usize): void {
  const reach = <usize>half << 2;
  const share = f32x4.splat(<f32>1 / (2 * <f32>half));
  const ends = f32x4.splat(0.5);
  let q = half;
  for (; q + 7 + half < count; q += 8) {
    const at = x + (<usize>q << 2);
    let a = f32x4.mul(f32x4.add(v128.load(at - reach), v128.load(at + reach)), ends);
    let b = f32x4.mul(f32x4.add(v128.load(at - reach, 16), v128.load(at + reach, 16)), ends);
    for (let near = at - reach + 4; near < at + reach; near += 4) {
      a = f32x4.add(a, v128.load(near));
      b = f32x4.add(b, v128.load(near, 16));
    }
    v128.store(levels + (<usize>q << 2), f32x4.mul(a, share));
    v128.store(levels + (<usize>q << 2), f32x4.mul(b, share), 16);
  }
  meansOfWhatThereIs(x, 0, half, half, count, levels);
  meansOfWhatThereIs(x, q, count, half, count, levels);
  for (let rest = count; rest & 3; rest++) store<f32>(levels + (<usize>rest << 2), 1);
  const floor = f32x4.splat(1e-30);
  const decibels = f32x4.splat(4.3429448190325175);
  const end = levels + (<usize>count << 2);
  for (let at = levels; at < end; at += 16)
    v128.store(at, f32x4.mul(decibels, logarithm(f32x4.add(v128.load(at), floor))));
}

/** Running means from place `from` to before `to`, near the ends of the `count` numbers of those that there are. */
function meansOfWhatThereIs(x: usize, from: i32, to: i32, half: i32, count: i32, means: usize): void {
  const last = count - 1;
  let total: f64 = 0;
  for (let i = max(0, from - half); i <= min(last, from + half); i++) total += single(x, i);
  for (let q = from; q < to; q++) {
    const low = max(0, q - half);
    const high = min(last, q + half);
    const halves = 0.5 * (single(x, low) + single(x, high));
    store<f32>(means + (<usize>q << 2), <f32>((total - halves) / <f64>(high - low)));
    if (high < last) total += single(x, high + 1);
    if (low == q - half) total -= single(x, low);
  }
}

@inline
function single(x: usize, i: i32): f64 {
  return load<f32>(x + (<usize>i << 2));
}

/**
 * Median of the `count` numbers at `x`, mean of the two middle ones for an even count: bisection of the value until
 * half of them lie below. `x` has room for a multiple of 8, what follows the numbers is overwritten.
 */
function median(x: usize, count: i32): f64 {
  for (let i = count; i & 7; i++) store<f32>(x + (<usize>i << 2), <f32>NaN);
  const end = x + (<usize>count << 2);
  let low = f32x4.splat(f32.MAX_VALUE);
  let high = f32x4.splat(-f32.MAX_VALUE);
  for (let at = x; at < end; at += 16) {
    const four = v128.load(at);
    low = f32x4.pmin(low, four);
    high = f32x4.pmax(high, four);
  }
  let below = <f64>lowest(low);
  let above = <f64>highest(high);
  const half = count >> 1;
  let limit: f32 = <f32>above;
  let found = count;
  // At most `half` numbers lie at or below `below`, more than `half` at or below `above`.
  for (let step = 0; step < 60; step++) {
    limit = <f32>(0.5 * (below + above));
    found = countUpTo(x, end, limit);
    if (found == half) break;
    if (found < half) {
      if (<f64>limit == below) break;
      below = limit;
    } else {
      if (<f64>limit == above) break;
      above = limit;
    }
  }
  return found == half ? middleAbout(x, end, limit, count) : limit;
}

/** Median of the numbers from `x` to before `end`, half of which lie at or below `limit`. */
function middleAbout(x: usize, end: usize, limit: f32, count: i32): f64 {
  let under = f32x4.splat(-f32.MAX_VALUE);
  let over = f32x4.splat(f32.MAX_VALUE);
  const limits = f32x4.splat(limit);
  for (let at = x; at < end; at += 16) {
    const four = v128.load(at);
    under = f32x4.pmax(under, v128.bitselect(four, under, f32x4.le(four, limits)));
    over = f32x4.pmin(over, v128.bitselect(four, over, f32x4.gt(four, limits)));
  }
  const upper = <f64>lowest(over);
  return count & 1 ? upper : 0.5 * (<f64>highest(under) + upper);
}

/** How many numbers from `x` to before `end` lie at or below a limit; eight at a time, those after the last are none. */
@inline
function countUpTo(x: usize, end: usize, limit: f32): i32 {
  const limits = f32x4.splat(limit);
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  for (let at = x; at < end; at += 32) {
    a = i32x4.sub(a, f32x4.le(v128.load(at), limits));
    b = i32x4.sub(b, f32x4.le(v128.load(at, 16), limits));
  }
  const counts = i32x4.add(a, b);
  return (
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  );
}

@inline
function lowest(four: v128): f32 {
  return min(
    min(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
    min(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
  );
}

@inline
function highest(four: v128): f32 {
  return max(
    max(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
    max(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
  );
}

/** Theil's incomplete robust line through (i, y[i]), see cpps.ts: slope; `second` is the intercept. */
export function theilLine(y: usize, count: i32, scratch: usize): f64 {
  const pairs = count >> 1;
  const shift = count - pairs;
  const share = f32x4.splat(<f32>1 / <f32>shift);
  for (let i = 0; i < pairs; i += 4) {
    const at = <usize>i << 2;
    const rise = f32x4.sub(v128.load(y + at + (<usize>shift << 2)), v128.load(y + at));
    v128.store(scratch + at, f32x4.mul(rise, share));
  }
  const slope = median(scratch, pairs);
  const slopes = f32x4.splat(<f32>slope);
  let place = f32x4(0, 1, 2, 3);
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i << 2;
    v128.store(scratch + at, f32x4.sub(v128.load(y + at), f32x4.mul(slopes, place)));
    place = f32x4.add(place, f32x4.splat(4));
  }
  secondResult = median(scratch, count);
  return slope;
}

/** Sums of x[i] x[i + lag] of the `count` 64-bit numbers at `x` for the lags 0..highest (64 bits), at `sums`. */
function lagProducts(x: usize, count: i32, highest: i32, sums: usize): void {
  for (let lag = 0; lag <= highest; lag++) put(sums, lag, dot(x, x + (<usize>lag << 3), count - lag));
}

/**
 * out[i] (64 bits) = sum of `taps` (a multiple of 4) products of the 32-bit weights from weights[i taps] on and the
 * samples from y[lefts[i]] on, for `count` positions; `lefts` holds 32-bit integers.
 */
export function weightStretch(weights: usize, taps: i32, y: usize, lefts: usize, count: i32, out: usize): void {
  const row = <usize>taps << 2;
  for (let i = 0; i < count; i++) {
    const samples = y + (<usize>load<i32>(lefts + (<usize>i << 2)) << 2);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let k: usize = 0;
    for (; k + 32 <= row; k += 32) {
      a = f32x4.add(a, f32x4.mul(v128.load(weights + k), v128.load(samples + k)));
      b = f32x4.add(b, f32x4.mul(v128.load(weights + k, 16), v128.load(samples + k, 16)));
    }
    if (k < row) a = f32x4.add(a, f32x4.mul(v128.load(weights + k), v128.load(samples + k)));
    const four = f32x4.add(a, b);
    const two = f64x2.add(f64x2.promote_low_f32x4(four), f64x2.promote_low_f32x4(upperHalf(four)));
    store<f64>(out + (<usize>i << 3), f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1));
    weights += row;
  }
}

/**
 * Polyphase filter: out[period phases + phase] = sum of `taps` (a multiple of 8) products of weights[phase taps ..] and
 * x[lefts[phase] + period advance ..], all of 32 bits. Four periods share each weight that is loaded.
 */
export function polyphase(
  x: usize,
  weights: usize,
  taps: i32,
  lefts: usize,
  phases: i32,
  advance: i32,
  periods: i32,
  out: usize,
): void {
  const step = <usize>advance << 2;
  const hop = <usize>phases << 2;
  const row = <usize>taps << 2;
  for (let phase = 0; phase < phases; phase++) {
    let samples = x + (<usize>load<i32>(lefts + (<usize>phase << 2)) << 2);
    let at = out + (<usize>phase << 2);
    let period = 0;
    for (; period + 4 <= periods; period += 4) {
      fourProducts(weights, row, samples, step, at, hop);
      samples += step << 2;
      at += hop << 2;
    }
    for (; period < periods; period++) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      for (let k: usize = 0; k < row; k += 32) {
        a = f32x4.add(a, f32x4.mul(v128.load(weights + k), v128.load(samples + k)));
        b = f32x4.add(b, f32x4.mul(v128.load(weights + k, 16), v128.load(samples + k, 16)));
      }
      store<f32>(at, rowSum(a, b));
      samples += step;
      at += hop;
    }
    weights += row;
  }
}

/** Products of one row of weights (`row` bytes) with four stretches `step` bytes apart, to places `hop` bytes apart. */
@inline
function fourProducts(weights: usize, row: usize, x: usize, step: usize, at: usize, hop: usize): void {
  const y = x + step;
  const z = y + step;
  const w = z + step;
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  for (let k: usize = 0; k < row; k += 32) {
    const first = v128.load(weights + k);
    const second = v128.load(weights + k, 16);
    a = f32x4.add(a, f32x4.mul(first, v128.load(x + k)));
    b = f32x4.add(b, f32x4.mul(first, v128.load(y + k)));
    c = f32x4.add(c, f32x4.mul(first, v128.load(z + k)));
    d = f32x4.add(d, f32x4.mul(first, v128.load(w + k)));
    e = f32x4.add(e, f32x4.mul(second, v128.load(x + k, 16)));
    f = f32x4.add(f, f32x4.mul(second, v128.load(y + k, 16)));
    g = f32x4.add(g, f32x4.mul(second, v128.load(z + k, 16)));
    h = f32x4.add(h, f32x4.mul(second, v128.load(w + k, 16)));
  }
  store<f32>(at, rowSum(a, e));
  store<f32>(at + hop, rowSum(b, f));
  store<f32>(at + 2 * hop, rowSum(c, g));
  store<f32>(at + 3 * hop, rowSum(d, h));
}

/** Sum of eight numbers, in 64 bits. */
@inline
function rowSum(a: v128, b: v128): f32 {
  const low = f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(upperHalf(a)));
  const high = f64x2.add(f64x2.promote_low_f32x4(b), f64x2.promote_low_f32x4(upperHalf(b)));
  const two = f64x2.add(low, high);
  return <f32>(f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1));
}

/** |X[k]|^2 for k = 0..size / 2 of the `size` numbers at `x`, at `power` (room for a multiple of 4). */
export function powerSpectrum(setup: usize, x: usize, spectrum: usize, work: usize, size: i32, power: usize): void {
  transformOrdered(setup, x, spectrum, work, 0);
  const half = size >> 1;
  for (let k = 0; k < half; k += 4) {
    const at = spectrum + (<usize>k << 3);
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const re = v128.shuffle<f32>(a, b, 0, 2, 4, 6);
    const im = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
    v128.store(power + (<usize>k << 2), f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)));
  }
  const first = load<f32>(spectrum);
  const last = load<f32>(spectrum + 4);
  store<f32>(power, first * first);
  store<f32>(power + (<usize>half << 2), last * last);
}

/** total[i] (64 bits) += x[i] for `count` (a multiple of 4) numbers. */
export function accumulate(x: usize, total: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const four = v128.load(x + (<usize>i << 2));
    const at = total + (<usize>i << 3);
    v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(four)));
    v128.store(at, f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(upperHalf(four))), 16);
  }
}

/** Sum of the squares of `count` numbers. */
export function energy(x: usize, count: i32): f64 {
  return energyOf(x, count);
}

/**
 * lags[i] / (size sqrt(energy * energy of y[i..i + length - 1])) for `count` shifts, 0 without energy; at `result` (64
 * bits).
 */
export function normaliseShifts(
  lags: usize,
  energy: f64,
  y: usize,
  length: i32,
  count: i32,
  size: i32,
  result: usize,
): void {
  let shifted = energyOf(y, length);
  for (let i = 0; i < count; i++) {
    const at = <usize>i << 2;
    const product = energy * shifted;
    const value = product > 0 ? <f64>load<f32>(lags + at) / (<f64>size * Math.sqrt(product)) : 0;
    store<f64>(result + (<usize>i << 3), value);
    shifted += square(load<f32>(y + at + (<usize>length << 2))) - square(load<f32>(y + at));
  }
}

/**
 * out[b] = sum of weights[..] x[firsts[b]..], counts[b] products each, for `bands` bands; the weights of all bands in a
 * row, `firsts` and `counts` 32-bit integers.
 */
function bandSums(x: usize, firsts: usize, counts: usize, weights: usize, bands: i32, out: usize): void {
  for (let band: usize = 0; band < <usize>bands; band++) {
    const from = x + (<usize>load<i32>(firsts + (band << 2)) << 2);
    const count = load<i32>(counts + (band << 2));
    let four = f32x4.splat(0);
    let i = 0;
    for (; i + 4 <= count; i += 4) {
      const at = <usize>i << 2;
      four = f32x4.add(four, f32x4.mul(v128.load(from + at), v128.load(weights + at)));
    }
    let total =
      f32x4.extract_lane(four, 0) +
      f32x4.extract_lane(four, 1) +
      f32x4.extract_lane(four, 2) +
      f32x4.extract_lane(four, 3);
    for (; i < count; i++) {
      const at = <usize>i << 2;
      total += load<f32>(from + at) * load<f32>(weights + at);
    }
    store<f32>(out + (band << 2), total);
    weights += <usize>count << 2;
  }
}

/**
 * Mel power of `frames` frames of `size` numbers, one every `hop` at `x`: out[frame * bands + b] are the `bandSums` of the
 * power spectrum of x times window. `block`, `spectrum` and `work` are room for `size` numbers.
 */
export function melPower(
  setup: usize,
  x: usize,
  window: usize,
  size: i32,
  hop: i32,
  frames: i32,
  firsts: usize,
  counts: usize,
  weights: usize,
  bands: i32,
  block: usize,
  spectrum: usize,
  work: usize,
  out: usize,
): void {
  const bytes = <usize>size << 2;
  for (let frame = 0; frame < frames; frame++) {
    for (let at: usize = 0; at < bytes; at += 16)
      v128.store(block + at, f32x4.mul(v128.load(x + at), v128.load(window + at)));
    powerSpectrum(setup, block, spectrum, work, size, block);
    bandSums(block, firsts, counts, weights, bands, out);
    x += <usize>hop << 2;
    out += <usize>bands << 2;
  }
}

/** x[i] = 10 log10 of the larger of x[i] and `least`, a positive normal number; the largest of them. */
export function decibels(x: usize, count: i32, least: f32): f32 {
  const leasts = f32x4.splat(least);
  const scale = f32x4.splat(<f32>(10 / Math.LN10));
  let largest = f32x4.mul(scale, logarithm(leasts));
  for (let i = 0; i < count; i += 4) {
    const at = x + (<usize>i << 2);
    const level = f32x4.mul(scale, logarithm(f32x4.pmax(leasts, v128.load(at))));
    largest = f32x4.pmax(largest, keepFirst(level, largest, count - i));
    v128.store(at, level);
  }
  return max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  );
}

/** The first `count` lanes of one, the others of the other. */
@inline
function keepFirst(one: v128, other: v128, count: i32): v128 {
  return v128.bitselect(one, other, i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3)));
}

/** x[i] = the larger of x[i] and `floor`, less `offset`. */
export function floorLevels(x: usize, count: i32, floor: f32, offset: f32): void {
  const floors = f32x4.splat(floor);
  const offsets = f32x4.splat(offset);
  const end = x + (<usize>count << 2);
  for (let at = x; at < end; at += 16)
    v128.store(at, f32x4.sub(f32x4.pmax(floors, v128.load(at)), offsets));
}

/** out[r * columns + c] = sum over `inner` of a[r * inner ..] b[c * inner ..], `inner` a multiple of 4. */
export function productOfRows(a: usize, rows: i32, b: usize, columns: i32, inner: i32, out: usize): void {
  const bytes = <usize>inner << 2;
  for (let row = 0; row < rows; row++) {
    let other = b;
    for (let column = 0; column < columns; column++) {
      let four = f32x4.splat(0);
      for (let at: usize = 0; at < bytes; at += 16)
        four = f32x4.add(four, f32x4.mul(v128.load(a + at), v128.load(other + at)));
      store<f32>(out, <f32>total(four));
      out += 4;
      other += bytes;
    }
    a += bytes;
  }
}

/**
 * Ratio of the powers of the `count` numbers at `x` at 4 and at 8 cycles per stretch, under a Hann window; `x` has room
 * for a multiple of 4, what follows the numbers is overwritten. Given the angle of half a step (pi / count) as cosine
 * and sine; the rest by rotation, four samples at a time.
 */
export function harmonicRatio(x: usize, count: i32, cosHalf: f64, sinHalf: f64): f64 {
  for (let i = count; i & 3; i++) store<f32>(x + (<usize>i << 2), 0);
  const cosOne = 2 * cosHalf * cosHalf - 1;
  const sinOne = 2 * sinHalf * cosHalf;
  const cosTwo = 2 * cosOne * cosOne - 1;
  const sinTwo = 2 * sinOne * cosOne;
  const cos3 = cosHalf * cosOne - sinHalf * sinOne;
  const sin3 = sinHalf * cosOne + cosHalf * sinOne;
  const cos5 = cosHalf * cosTwo - sinHalf * sinTwo;
  const sin5 = sinHalf * cosTwo + cosHalf * sinTwo;
  const cos7 = cos3 * cosTwo - sin3 * sinTwo;
  const sin7 = sin3 * cosTwo + cos3 * sinTwo;
  let cos = f32x4(<f32>cosHalf, <f32>cos3, <f32>cos5, <f32>cos7);
  let sin = f32x4(<f32>sinHalf, <f32>sin3, <f32>sin5, <f32>sin7);
  const turnCos = f32x4.splat(<f32>(2 * cosTwo * cosTwo - 1));
  const turnSin = f32x4.splat(<f32>(2 * sinTwo * cosTwo));
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  const half = f32x4.splat(0.5);
  let re1 = f32x4.splat(0);
  let im1 = f32x4.splat(0);
  let re2 = f32x4.splat(0);
  let im2 = f32x4.splat(0);
  const end = x + (<usize>count << 2);
  for (let at = x; at < end; at += 16) {
    const value = f32x4.mul(v128.load(at), f32x4.sub(half, f32x4.mul(half, cos)));
    const cos2 = f32x4.sub(f32x4.mul(two, f32x4.mul(cos, cos)), one);
    const sin2 = f32x4.mul(two, f32x4.mul(cos, sin));
    const cos4 = f32x4.sub(f32x4.mul(two, f32x4.mul(cos2, cos2)), one);
    const sin4 = f32x4.mul(two, f32x4.mul(cos2, sin2));
    re1 = f32x4.add(re1, f32x4.mul(value, cos4));
    im1 = f32x4.add(im1, f32x4.mul(value, sin4));
    re2 = f32x4.add(re2, f32x4.mul(value, f32x4.sub(f32x4.mul(two, f32x4.mul(cos4, cos4)), one)));
    im2 = f32x4.add(im2, f32x4.mul(value, f32x4.mul(two, f32x4.mul(cos4, sin4))));
    const turned = f32x4.sub(f32x4.mul(cos, turnCos), f32x4.mul(sin, turnSin));
    sin = f32x4.add(f32x4.mul(sin, turnCos), f32x4.mul(cos, turnSin));
    cos = turned;
  }
  return (powerOf(re1, im1) + 1e-40) / (powerOf(re2, im2) + 1e-40);
}

/** |sum of lanes|^2. */
@inline
function powerOf(re: v128, im: v128): f64 {
  const real = total(re);
  const imaginary = total(im);
  return real * real + imaginary * imaginary;
}

@inline
function total(four: v128): f64 {
  const two = f64x2.add(f64x2.promote_low_f32x4(four), f64x2.promote_low_f32x4(upperHalf(four)));
  return f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1);
}

/** out[i] = (x[i] - mean) window[i] for `count` 64-bit numbers and their mean; `x` lies at any multiple of 8 bytes. */
export function centredDoubles(x: usize, window: usize, count: i32, out: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    a = f64x2.add(a, v128.load(x + (<usize>i << 3)));
    b = f64x2.add(b, v128.load(x + (<usize>i << 3), 16));
  }
  const both = f64x2.add(a, b);
  let total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < count; i++) total += at(x, i);
  const mean = total / <f64>count;
  const means = f64x2.splat(mean);
  for (i = 0; i + 2 <= count; i += 2) {
    const here = <usize>i << 3;
    v128.store(out + here, f64x2.mul(f64x2.sub(v128.load(x + here), means), v128.load(window + here)));
  }
  if (i < count) put(out, i, (at(x, i) - mean) * at(window, i));
}

/** x[i] *= window[i] for `count` 64-bit numbers; whether any was not zero. */
export function windowedDoubles(x: usize, window: usize, count: i32): bool {
  let any = f64x2.splat(0);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const at = <usize>i << 3;
    const pair = v128.load(x + at);
    any = v128.or(any, pair);
    v128.store(x + at, f64x2.mul(pair, v128.load(window + at)));
  }
  let rest: f64 = 0;
  for (; i < count; i++) {
    const at = <usize>i << 3;
    rest = load<f64>(x + at);
    store<f64>(x + at, rest * load<f64>(window + at));
  }
  return v128.any_true(v128.and(any, i64x2.splat(0x7fffffffffffffff))) || rest != 0;
}

/**
 * Burg's predictor of the `count` 64-bit numbers at `x`, see burg.ts: order + 1 numbers at `a`; `room` for
 * 4 (order + 3) numbers.
 */
export function burg(x: usize, count: i32, order: i32, a: usize, room: usize): void {
  const row = <usize>(order + 3) << 3;
  const c = room;
  const g = c + row;
  const r = g + row;
  const held = r + row;
  lagProducts(x, count, order, c);
  memory.fill(a, 0, <usize>(order + 1) << 3);
  memory.fill(g, 0, 2 * row);
  const last = count - 1;
  put(a, 0, 1);
  put(g, 0, 2 * at(c, 0) - at(x, 0) * at(x, 0) - at(x, last) * at(x, last));
  put(g, 1, 2 * at(c, 1));
  put(r, 0, 2 * at(c, 1));
  for (let k = 0; k < order; k++) {
    let numerator: f64 = 0;
    let denominator: f64 = f64.MIN_NORMAL_VALUE;
    for (let i = 0; i <= k; i++) {
      numerator += at(a, i) * at(g, k + 1 - i);
      denominator += at(a, i) * at(g, i);
    }
    const reflection = -numerator / denominator;
    addReversed(a, reflection, k + 1, held);
    if (k == order - 1) break;
    for (let i = k; i >= 0; i--)
      put(r, i + 1, at(r, i) - at(x, i) * at(x, k + 1) - at(x, last - i) * at(x, last - k - 1));
    put(r, 0, 2 * at(c, k + 2));
    let head: f64 = 0;
    let tail: f64 = 0;
    for (let i = 0; i <= k + 1; i++) {
      head += at(x, k + 1 - i) * at(a, i);
      tail += at(x, last - k - 1 + i) * at(a, i);
    }
    addReversed(g, reflection, k + 1, held);
    let next: f64 = 0;
    for (let i = 0; i <= k + 1; i++) {
      put(g, i, at(g, i) - at(x, k + 1 - i) * head - at(x, last - k - 1 + i) * tail);
      next += at(r, i) * at(a, i);
    }
    put(g, k + 2, next);
  }
}

@inline
function at(x: usize, i: i32): f64 {
  return load<f64>(x + (<usize>i << 3));
}

@inline
function put(x: usize, i: i32, value: f64): void {
  store<f64>(x + (<usize>i << 3), value);
}

/** v[0..top] += factor * reverse(v[0..top]). */
function addReversed(v: usize, factor: f64, top: i32, held: usize): void {
  for (let i = 0; i <= top; i++) put(held, i, at(v, i) + factor * at(v, top - i));
  memory.copy(v, held, <usize>(top + 1) << 3);
}

/** Positions of local maxima above `threshold` among x[from..to - 1], as 32-bit integers at `places`; how many. */
export function localMaxima(x: usize, from: i32, to: i32, threshold: f32, places: usize): i32 {
  const thresholds = f32x4.splat(threshold);
  let count = 0;
  for (let i = from; i < to; i++) {
    const here = x + (<usize>i << 2);
    if (i + 4 <= to && !v128.any_true(f32x4.gt(v128.load(here), thresholds))) {
      i += 3;
      continue;
    }
    const value = load<f32>(here);
    if (value > threshold && value > load<f32>(here - 4) && value >= load<f32>(here, 4)) {
      store<i32>(places + (<usize>count << 2), i);
      count++;
    }
  }
  return count;
}

/** out[p] = sum of x[i] x[i + lag] over hop `p` of `hop` (a multiple of 4) numbers, for `count` hops; 64-bit numbers. */
export function hopProducts(x: usize, lag: i32, hop: i32, count: i32, out: usize): void {
  let here = x;
  let later = x + (<usize>lag << 3);
  for (let place = 0; place < count; place++) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (const end = here + (<usize>hop << 3); here < end; here += 32) {
      a = f64x2.add(a, f64x2.mul(v128.load(here), v128.load(later)));
      b = f64x2.add(b, f64x2.mul(v128.load(here, 16), v128.load(later, 16)));
      later += 32;
    }
    const both = f64x2.add(a, b);
    put(out, place, f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1));
  }
}

/** Sum of x[i] y[i] of `count` 64-bit numbers. */
export function dot(x: usize, y: usize, count: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 3;
    a = f64x2.add(a, f64x2.mul(v128.load(x + at), v128.load(y + at)));
    b = f64x2.add(b, f64x2.mul(v128.load(x + at, 16), v128.load(y + at, 16)));
  }
  const both = f64x2.add(a, b);
  let total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < count; i++) total += at(x, i) * at(y, i);
  return total;
}

/**
 * |sum x[n] exp(-i omega n)|^2 of `count` 64-bit numbers for the omegas whose 2 cos(omega) lie at `twice` (64 bits);
 * `frequencies` is a multiple of 4. Goertzel's recurrence, four at a time, because each waits for its last step.
 */
export function goertzel(x: usize, count: i32, twice: usize, frequencies: i32, power: usize): void {
  for (let k = 0; k < frequencies; k += 4) {
    const offset = <usize>k << 3;
    const ta = v128.load(twice + offset);
    const tb = v128.load(twice + offset, 16);
    let a1 = f64x2.splat(0);
    let a2 = a1;
    let b1 = a1;
    let b2 = a1;
    for (let i = 0; i < count; i++) {
      const value = v128.load64_splat(x + (<usize>i << 3));
      const a0 = f64x2.sub(f64x2.add(value, f64x2.mul(ta, a1)), a2);
      const b0 = f64x2.sub(f64x2.add(value, f64x2.mul(tb, b1)), b2);
      a2 = a1;
      a1 = a0;
      b2 = b1;
      b1 = b0;
    }
    v128.store(power + offset, resonatorPower(a1, a2, ta));
    v128.store(power + offset, resonatorPower(b1, b2, tb), 16);
  }
}

@inline
function resonatorPower(s1: v128, s2: v128, twice: v128): v128 {
  const squares = f64x2.add(f64x2.mul(s1, s1), f64x2.mul(s2, s2));
  const power = f64x2.sub(squares, f64x2.mul(twice, f64x2.mul(s1, s2)));
  return f64x2.max(f64x2.splat(0), power);
}

/**
 * Spectrum of the `size` numbers that remain when the 4 `size` numbers at `x`, times `window`, are folded onto each
 * other, the one at `middle` (a multiple of 4, as `size`) coming first.
 */
export function foldedSpectrum(
  setup: usize,
  x: usize,
  window: usize,
  size: i32,
  middle: i32,
  folded: usize,
  spectrum: usize,
  work: usize,
): void {
  const row = <usize>size << 2;
  for (let j = 0; j < size; j += 4) {
    const from = <usize>j << 2;
    let sum = f32x4.mul(v128.load(x + from), v128.load(window + from));
    for (let fold: usize = from + row; fold < 4 * row; fold += row)
      sum = f32x4.add(sum, f32x4.mul(v128.load(x + fold), v128.load(window + fold)));
    const to = j < middle ? j + size - middle : j - middle;
    v128.store(folded + (<usize>to << 2), sum);
  }
  transformOrdered(setup, folded, spectrum, work, 0);
}

/**
 * Amplitudes, and frequencies by phase, of the bands 1, 2 ... of a packed spectrum: centres + hertz * (phase beyond
 * `before`, less the turn whose cosine and sine are given). `count` is rounded up to a multiple of 4.
 */
export function readBands(
  spectrum: usize,
  before: usize,
  cosines: usize,
  sines: usize,
  centres: usize,
  hertz: f32,
  count: i32,
  amplitudes: usize,
  frequencies: usize,
): void {
  const factor = f32x4.splat(hertz);
  for (let k = 0; k < count; k += 4) {
    const pair = (<usize>k << 3) + 8;
    const a = v128.load(spectrum + pair);
    const b = v128.load(spectrum + pair, 16);
    const re = v128.shuffle<f32>(a, b, 0, 2, 4, 6);
    const im = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
    const a0 = v128.load(before + pair);
    const b0 = v128.load(before + pair, 16);
    const re0 = v128.shuffle<f32>(a0, b0, 0, 2, 4, 6);
    const im0 = v128.shuffle<f32>(a0, b0, 1, 3, 5, 7);
    const x = f32x4.add(f32x4.mul(re, re0), f32x4.mul(im, im0));
    const y = f32x4.sub(f32x4.mul(im, re0), f32x4.mul(re, im0));
    const to = <usize>k << 2;
    const cosine = v128.load(cosines + to);
    const sine = v128.load(sines + to);
    const turnedY = f32x4.sub(f32x4.mul(y, cosine), f32x4.mul(x, sine));
    const turnedX = f32x4.add(f32x4.mul(x, cosine), f32x4.mul(y, sine));
    const power = f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im));
    v128.store(amplitudes + to, f32x4.sqrt(power));
    const phase = f32x4.mul(factor, angle(turnedY, turnedX));
    v128.store(frequencies + to, f32x4.add(v128.load(centres + to), phase));
  }
}

/** atan2 to 1e-5 rad: a polynomial of odd powers (Hastings 1955). */
@inline
function angle(y: v128, x: v128): v128 {
  const a = f32x4.abs(x);
  const b = f32x4.abs(y);
  const isSteep = f32x4.ge(b, a);
  const ratio = f32x4.div(f32x4.pmin(a, b), f32x4.add(f32x4.pmax(a, b), f32x4.splat(1e-37)));
  const square = f32x4.mul(ratio, ratio);
  let result = f32x4.add(f32x4.splat(-0.085133), f32x4.mul(f32x4.splat(0.0208351), square));
  result = f32x4.add(f32x4.splat(0.180141), f32x4.mul(result, square));
  result = f32x4.add(f32x4.splat(-0.3302995), f32x4.mul(result, square));
  result = f32x4.mul(f32x4.add(f32x4.splat(0.999866), f32x4.mul(result, square)), ratio);
  result = v128.bitselect(f32x4.sub(f32x4.splat(<f32>(Math.PI / 2)), result), result, isSteep);
  const isLeft = f32x4.lt(x, f32x4.splat(0));
  result = v128.bitselect(f32x4.sub(f32x4.splat(<f32>Math.PI), result), result, isLeft);
  return v128.or(result, v128.and(y, i32x4.splat(0x80000000)));
}

/**
 * Correlation over lags, times `size`, of lines with the power of `count` bands at their frequencies (`scale` points
 * per Hz), each shared by the two nearest of `size / 4` points.
 */
export function lineCorrelation(
  setup: usize,
  amplitudes: usize,
  frequencies: usize,
  count: i32,
  scale: f32,
  size: i32,
  lines: usize,
  correlation: usize,
  work: usize,
): void {
  memory.fill(lines, 0, <usize>size << 2);
  const points = size >> 2;
  for (let i = 0; i < count; i++) {
    const position = load<f32>(frequencies + (<usize>i << 2)) * scale;
    const left = <i32>position;
    if (left < 1 || left + 1 >= points) continue;
    const amplitude = load<f32>(amplitudes + (<usize>i << 2));
    const power = amplitude * amplitude;
    const share = position - <f32>left;
    const at = lines + (<usize>left << 3);
    store<f32>(at, load<f32>(at) + power * (1 - share));
    store<f32>(at, load<f32>(at, 8) + power * share, 8);
  }
  transformOrdered(setup, lines, correlation, work, 1);
}

/**
 * One step of a path over `count` places that moves by at most `reach` of them: next[reach + i] = largest of
 * totals[i..i + 2 reach] plus correlation[i] (32 bits) gains[i]; `origins` receives the move to where it came from (8
 * bits). Totals, next and gains in 64 bits.
 */
export function extendPaths(
  totals: usize,
  correlation: usize,
  gains: usize,
  next: usize,
  origins: usize,
  count: i32,
  reach: i32,
): void {
  const moves = 2 * reach;
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const from = totals + (<usize>i << 3);
    let best = v128.load(from);
    let origin = f64x2.splat(0);
    for (let k = 1; k <= moves; k++) {
      const value = v128.load(from + (<usize>k << 3));
      const isBetter = f64x2.gt(value, best);
      best = v128.bitselect(value, best, isBetter);
      origin = v128.bitselect(f64x2.splat(<f64>k), origin, isBetter);
    }
    const own = f64x2.promote_low_f32x4(v128.load64_zero(correlation + (<usize>i << 2)));
    const total = f64x2.add(best, f64x2.mul(own, v128.load(gains + (<usize>i << 3))));
    v128.store(next + (<usize>(reach + i) << 3), total);
    store<i8>(origins + i, <i8>(<i32>f64x2.extract_lane(origin, 0) - reach));
    store<i8>(origins + i, <i8>(<i32>f64x2.extract_lane(origin, 1) - reach), 1);
  }
  for (; i < count; i++) {
    let best = at(totals, i);
    let origin = 0;
    for (let k = 1; k <= moves; k++) {
      if (at(totals, i + k) <= best) continue;
      best = at(totals, i + k);
      origin = k;
    }
    const own: f64 = load<f32>(correlation + (<usize>i << 2));
    put(next, reach + i, best + own * at(gains, i));
    store<i8>(origins + i, <i8>(origin - reach));
  }
}

/**
 * Mean of frequency / number, weighted by amplitude, over the bands whose frequency is within `tolerance` of a multiple
 * (1, 2 ...) of the coarse one, as a share of it; the coarse one where there is none. Four zeros follow the amplitudes.
 */
export function meanOfPartials(
  amplitudes: usize,
  frequencies: usize,
  count: i32,
  coarse: f32,
  tolerance: f32,
): f64 {
  const inverse = f32x4.splat(1 / coarse);
  const half = f32x4.splat(0.5);
  const limit = f32x4.splat(tolerance);
  const one = f32x4.splat(1);
  let sum = f32x4.splat(0);
  let weight = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const from = <usize>i << 2;
    const frequency = v128.load(frequencies + from);
    const ratio = f32x4.mul(frequency, inverse);
    const number = f32x4.floor(f32x4.add(ratio, half));
    const isNear = f32x4.le(f32x4.abs(f32x4.sub(ratio, number)), limit);
    const counts = v128.and(isNear, f32x4.ge(number, one));
    const amplitude = v128.and(v128.load(amplitudes + from), counts);
    const share = f32x4.div(f32x4.mul(amplitude, frequency), f32x4.pmax(number, one));
    sum = f32x4.add(sum, share);
    weight = f32x4.add(weight, amplitude);
  }
  const all = total(weight);
  return all > 0 ? total(sum) / all : coarse;
}

/**
 * |X[k]|^2 for k = 0..size / 2 of the `size` 64-bit numbers at `x`, at `power`. The size is a power of two, at least 32;
 * `factors` as `transformFactors` in double-fft.ts lays them out; `work` is room for 2 size numbers. Stockham's
 * transform of half the size, radix 4, on pairs of numbers as complex ones.
 */
export function doublePowerSpectrum(x: usize, size: i32, factors: usize, work: usize, power: usize): void {
  const half = size >> 1;
  const row = <usize>half << 3;
  let from = work;
  let to = work + 2 * row;
  factors = firstStage(x, half, factors, from, row);
  let stride = 4;
  let length = half >> 2;
  for (; length >= 4; length >>= 2, stride <<= 2) {
    factors = laterStage(from, to, length, stride, factors, row);
    const made = to;
    to = from;
    from = made;
  }
  if (length == 2) {
    const middle = <usize>stride << 3;
    for (let at = from; at < from + middle; at += 16)
      for (let part: usize = 0; part <= row; part += row) {
        const a = v128.load(at + part);
        const b = v128.load(at + part + middle);
        v128.store(at + part, f64x2.add(a, b));
        v128.store(at + part + middle, f64x2.sub(a, b));
      }
  }
  powerOfHalves(from, row, half, factors, power);
}

/** Four vectors of complex numbers of either part: what the first stage makes before it puts them in order. */
const butterflies = memory.data(128, 16);

/** Of 2 `half` real numbers at `x`, pairs of which are complex numbers; two butterflies next to each other at a time. */
function firstStage(x: usize, half: i32, factors: usize, to: usize, row: usize): usize {
  const quarter = <usize>half << 2;
  for (let p = 0; p < half >> 2; p += 2) {
    const a = x + (<usize>p << 4);
    const b = a + quarter;
    const c = b + quarter;
    const d = c + quarter;
    butterfly(
      realParts(a), imaginaryParts(a), realParts(b), imaginaryParts(b),
      realParts(c), imaginaryParts(c), realParts(d), imaginaryParts(d),
      v128.load(factors), v128.load(factors, 16), v128.load(factors, 32),
      v128.load(factors, 48), v128.load(factors, 64), v128.load(factors, 80),
      butterflies, butterflies + 16, butterflies + 32, butterflies + 48, 64,
    );
    factors += 96;
    for (let part: usize = 0; part < 2; part++) {
      const made = butterflies + 64 * part;
      const out = to + part * row + (<usize>p << 5);
      const first = v128.load(made);
      const second = v128.load(made, 16);
      const third = v128.load(made, 32);
      const fourth = v128.load(made, 48);
      v128.store(out, v128.shuffle<f64>(first, second, 0, 2));
      v128.store(out, v128.shuffle<f64>(third, fourth, 0, 2), 16);
      v128.store(out, v128.shuffle<f64>(first, second, 1, 3), 32);
      v128.store(out, v128.shuffle<f64>(third, fourth, 1, 3), 48);
    }
  }
  return factors;
}

@inline
function realParts(at: usize): v128 {
  return v128.shuffle<f64>(v128.load(at), v128.load(at, 16), 0, 2);
}

@inline
function imaginaryParts(at: usize): v128 {
  return v128.shuffle<f64>(v128.load(at), v128.load(at, 16), 1, 3);
}

/** Real parts lie `row` bytes before imaginary ones; two neighbours of the `stride` equal butterflies at a time. */
function laterStage(from: usize, to: usize, length: i32, stride: i32, factors: usize, row: usize): usize {
  const block = <usize>stride << 3;
  const quarter = block * <usize>(length >> 2);
  for (let p = length >> 2; p > 0; p--) {
    const w1 = v128.load64_splat(factors);
    const v1 = v128.load64_splat(factors, 8);
    const w2 = v128.load64_splat(factors, 16);
    const v2 = v128.load64_splat(factors, 24);
    const w3 = v128.load64_splat(factors, 32);
    const v3 = v128.load64_splat(factors, 40);
    for (const end = from + block; from < end; from += 16) {
      const b = from + quarter;
      const c = b + quarter;
      const d = c + quarter;
      butterfly(
        v128.load(from), v128.load(from + row), v128.load(b), v128.load(b + row),
        v128.load(c), v128.load(c + row), v128.load(d), v128.load(d + row),
        w1, v1, w2, v2, w3, v3,
        to, to + block, to + 2 * block, to + 3 * block, row,
      );
      to += 16;
    }
    to += 3 * block;
    factors += 48;
  }
  return factors;
}

/** Sums of four complex numbers, the last three times (w, v), to y0..y3; imaginary parts `row` bytes further on. */
@inline
function butterfly(
  ar: v128, ai: v128, br: v128, bi: v128, cr: v128, ci: v128, dr: v128, di: v128,
  w1: v128, v1: v128, w2: v128, v2: v128, w3: v128, v3: v128,
  y0: usize, y1: usize, y2: usize, y3: usize, row: usize,
): void {
  const sumR = f64x2.add(ar, cr);
  const sumI = f64x2.add(ai, ci);
  const otherR = f64x2.add(br, dr);
  const otherI = f64x2.add(bi, di);
  v128.store(y0, f64x2.add(sumR, otherR));
  v128.store(y0 + row, f64x2.add(sumI, otherI));
  storeProduct(y2, row, f64x2.sub(sumR, otherR), f64x2.sub(sumI, otherI), w2, v2);
  const apartR = f64x2.sub(ar, cr);
  const apartI = f64x2.sub(ai, ci);
  const turnedR = f64x2.sub(bi, di);
  const turnedI = f64x2.sub(dr, br);
  storeProduct(y1, row, f64x2.add(apartR, turnedR), f64x2.add(apartI, turnedI), w1, v1);
  storeProduct(y3, row, f64x2.sub(apartR, turnedR), f64x2.sub(apartI, turnedI), w3, v3);
}

@inline
function storeProduct(at: usize, row: usize, re: v128, im: v128, w: v128, v: v128): void {
  v128.store(at, f64x2.sub(f64x2.mul(re, w), f64x2.mul(im, v)));
  v128.store(at + row, f64x2.add(f64x2.mul(re, v), f64x2.mul(im, w)));
}

/** Power of 2 `half` real numbers from the transform z of pairs of them: X[k] and X[half - k] are made of z at both. */
function powerOfHalves(z: usize, row: usize, half: i32, factors: usize, power: usize): void {
  const re = load<f64>(z);
  const im = load<f64>(z + row);
  put(power, 0, (re + im) * (re + im));
  put(power, half, (re - im) * (re - im));
  const halves = f64x2.splat(0.5);
  for (let k = 1; k < half >> 1; k += 2) {
    const there = z + (<usize>k << 3);
    const back = z + (<usize>(half - k - 1) << 3);
    const zr = v128.load(there);
    const zi = v128.load(there + row);
    const yr = swapped(v128.load(back));
    const yi = swapped(v128.load(back + row));
    const evenR = f64x2.mul(halves, f64x2.add(zr, yr));
    const evenI = f64x2.mul(halves, f64x2.sub(zi, yi));
    const oddR = f64x2.mul(halves, f64x2.add(zi, yi));
    const oddI = f64x2.mul(halves, f64x2.sub(yr, zr));
    const cosine = v128.load(factors);
    const sine = v128.load(factors, 16);
    factors += 32;
    const turnedR = f64x2.add(f64x2.mul(cosine, oddR), f64x2.mul(sine, oddI));
    const turnedI = f64x2.sub(f64x2.mul(cosine, oddI), f64x2.mul(sine, oddR));
    v128.store(power + (<usize>k << 3), squares(f64x2.add(evenR, turnedR), f64x2.add(evenI, turnedI)));
    const mirrored = squares(f64x2.sub(evenR, turnedR), f64x2.sub(evenI, turnedI));
    v128.store(power + (<usize>(half - k - 1) << 3), swapped(mirrored));
  }
}

@inline
function swapped(two: v128): v128 {
  return v128.shuffle<f64>(two, two, 1, 0);
}

@inline
function squares(re: v128, im: v128): v128 {
  return f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im));
}

/**
 * Natural logarithms of `count` 64-bit numbers >= 0 and `floor`, which is added, within 2e-6, as 32-bit ones at `levels`.
 */
export function logDoubles(x: usize, count: i32, floor: f64, levels: usize): void {
  const floors = f64x2.splat(floor);
  for (let i = 0; i < count; i += 4) {
    const at = x + (<usize>i << 3);
    const a = f64x2.add(floors, v128.load(at));
    const b = f64x2.add(floors, v128.load(at, 16));
    const one = v128.load64_splat(doubleTable);
    const upper = i32x4.sub(v128.shuffle<i32>(a, b, 1, 3, 5, 7), v128.shuffle<i32>(one, one, 1, 3, 1, 3));
    const exponent = f32x4.convert_i32x4_s(i32x4.shr_s(upper, 20));
    const mantissa = v128.shuffle<f32>(mantissas(a, one), mantissas(b, one), 0, 1, 4, 5);
    const level = f32x4.add(logarithm(mantissa), f32x4.mul(exponent, coefficient(7)));
    v128.store(levels + (<usize>i << 2), level);
  }
}

/** 1 and what holds the mantissa of a 64-bit number. */
const doubleTable = memory.data<u64>([0x3ff0000000000000, 0xfffffffffffff], 16);

/** Mantissas, 1 to 2, of two 64-bit numbers as the first two 32-bit ones. */
@inline
function mantissas(x: v128, one: v128): v128 {
  return f32x4.demote_f64x2_zero(v128.or(v128.and(x, v128.load64_splat(doubleTable, 8)), one));
}

/** `weightStretch` with weights, samples and products of 64 bits. */
export function weightDoubles(weights: usize, taps: i32, y: usize, lefts: usize, count: i32, out: usize): void {
  for (let i = 0; i < count; i++) {
    put(out, i, dot(weights, y + (<usize>load<i32>(lefts + (<usize>i << 2)) << 3), taps));
    weights += <usize>taps << 3;
  }
}
