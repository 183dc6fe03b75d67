/**
 * Coefficients a[1..order] of the error filter x[n] + a1 x[n-1] + ... by the autocorrelation method and Levinson's
 * recursion (MATLAB's `lpc`); zeros for silence.
 */
export function errorFilter(x: Float64Array, order: number): Float64Array {
  const r = Float64Array.from({ length: order + 1 }, (_, lag) => laggedProduct(x, lag));
  const a = new Float64Array(order + 1);
  a[0] = 1;
  let error = r[0]!;
  for (let i = 1; i <= order && error > 0; i++) {
    let reflection = r[i]!;
    for (let j = 1; j < i; j++) reflection += a[j]! * r[i - j]!;
    reflection /= -error;
    const before = a.slice();
    for (let j = 1; j <= i; j++) a[j] = before[j]! + reflection * before[i - j]!;
    error *= 1 - reflection * reflection;
  }
  return a.subarray(1);
}

function laggedProduct(x: Float64Array, lag: number): number {
  let even = 0;
  let odd = 0;
  let i = lag;
  for (; i + 1 < x.length; i += 2) {
    even += x[i]! * x[i - lag]!;
    odd += x[i + 1]! * x[i + 1 - lag]!;
  }
  return i < x.length ? even + odd + x[i]! * x[i - lag]! : even + odd;
}
