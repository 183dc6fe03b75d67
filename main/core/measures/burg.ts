import { kernels, type Shared } from "../dsp/kernels.ts";

/**
 * Linear prediction by Burg's method: polynomial a of order + 1 numbers, a[0] = 1, whose filter sum a[j] x[n - j]
 * leaves the smallest forward and backward error. Vos's formulation from the autocorrelation: same result as the
 * lattice recursion at a quarter of the cost (K. Vos, "A fast implementation of Burg's method", 2013).
 * @param frame longer than `order`, not all zero
 * @param sums room for order + 1 numbers
 */
export function burgCoefficients(
  frame: Shared<Float64Array>,
  order: number,
  sums: Shared<Float64Array>,
): Float64Array {
  kernels.lagProducts(frame.address, frame.length, order, sums.address);
  const x = frame.values;
  const last = x.length - 1;
  const correlation = sums.values;
  const a = new Float64Array(order + 1);
  const g = new Float64Array(order + 2);
  const r = new Float64Array(order + 2);
  const held = new Float64Array(order + 2);
  a[0] = 1;
  g[0] = 2 * correlation[0]! - x[0]! ** 2 - x[last]! ** 2;
  g[1] = r[0] = 2 * correlation[1]!;
  for (let k = 0; k < order; k++) {
    let numerator = 0;
    let denominator = Number.MIN_VALUE;
    for (let i = 0; i <= k; i++) {
      numerator += a[i]! * g[k + 1 - i]!;
      denominator += a[i]! * g[i]!;
    }
    const reflection = -numerator / denominator;
    addReversed(a, reflection, k + 1, held);
    if (k === order - 1) break;
    for (let i = k; i >= 0; i--) r[i + 1] = r[i]! - x[i]! * x[k + 1]! - x[last - i]! * x[last - k - 1]!;
    r[0] = 2 * correlation[k + 2]!;
    let head = 0;
    let tail = 0;
    for (let i = 0; i <= k + 1; i++) {
      head += x[k + 1 - i]! * a[i]!;
      tail += x[last - k - 1 + i]! * a[i]!;
    }
    addReversed(g, reflection, k + 1, held);
    let next = 0;
    for (let i = 0; i <= k + 1; i++) {
      g[i]! -= x[k + 1 - i]! * head + x[last - k - 1 + i]! * tail;
      next += r[i]! * a[i]!;
    }
    g[k + 2] = next;
  }
  return a;
}

/** v[0..top] += factor * reverse(v[0..top]). */
function addReversed(v: Float64Array, factor: number, top: number, held: Float64Array): void {
  for (let i = 0; i <= top; i++) held[i] = v[i]! + factor * v[top - i]!;
  for (let i = 0; i <= top; i++) v[i] = held[i]!;
}
