/**
 * Raised-cosine windows of `length` points. "periodic" (DFT-even, period = length) is what spectral analysis
 * and `librosa.filters.get_window` use; "symmetric" ends on equal values, as numpy.hanning.
 */
export type WindowSymmetry = "periodic" | "symmetric";

/** Hann window, peak 1. */
export function hann(length: number, symmetry: WindowSymmetry): Float64Array {
  return raisedCosine(length, symmetry, 0.5);
}

/** Hamming window with the rounded coefficients 0.54 and 0.46 (as scipy and Praat). */
export function hamming(length: number, symmetry: WindowSymmetry): Float64Array {
  return raisedCosine(length, symmetry, 0.54);
}

function raisedCosine(length: number, symmetry: WindowSymmetry, mean: number): Float64Array {
  const period = symmetry === "periodic" ? length : length - 1;
  if (period === 0) return new Float64Array(length).fill(1);
  return Float64Array.from({ length }, (_, n) => mean - (1 - mean) * Math.cos((2 * Math.PI * n) / period));
}

/** Modified Bessel function of order 0 by its power series: Kaiser windows are made of it. */
export function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
