/**
 * Interpolation between samples as Praat does it (NUM_interpolate_sinc, NUMimproveExtremum; Praat 6.3). Positions are
 * in samples from 0; the samples lie in the memory of the kernels.
 */
import { kernels, type Shared } from "./kernels.ts";

/** A local maximum between samples: position in samples, and the interpolated value there. */
export type Maximum = { index: number; value: number };

/** How many samples to each side the windowed sinc takes. */
export type SincDepth = 30 | 70 | 700;

/**
 * Value of `y` at `x` by Hann-windowed sinc interpolation over `depth` samples to each side, fewer near the ends
 * (linear with 1, cubic with 2). Outside the array the end value continues.
 */
export function sincInterpolate(y: Shared<Float32Array>, x: number, depth: SincDepth): number {
  return kernels.sincAt(y.address, y.length, x, depth);
}

/**
 * The maximum of the sinc-interpolated signal between the neighbours of sample `index`, which is larger than they; the
 * end samples stay as they are. By Brent's method (Algorithms for Minimization without Derivatives, 1973), from the
 * golden section: noise can raise several maxima between two samples, and the start decides which of them is found.
 */
export function sincMaximum(y: Shared<Float32Array>, index: number, depth: SincDepth): Maximum {
  if (index <= 0) return { index: 0, value: y.values[0]! };
  if (index >= y.length - 1) return { index: y.length - 1, value: y.values[y.length - 1]! };
  const at = kernels.sincMaximum(y.address, y.length, index, depth);
  return { index: at, value: kernels.second() };
}

/** Vertex of the parabola through three equidistant values; `index` is relative to the middle one. */
export function parabolicMaximum(left: number, middle: number, right: number): Maximum {
  const slope = 0.5 * (right - left);
  const bend = 2 * middle - left - right;
  return { index: slope / bend, value: middle + (0.5 * slope * slope) / bend };
}
