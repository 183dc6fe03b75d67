/** The last step is so short that the next, which shrinks with its cube, would not change a double; but
 * shorter than the distances that a start is given. */
const tolerance = 1e-8;
const mostIterations = 200;

/**
 * Complex roots of sum a[j] z^(n - j), a[0] = 1, real coefficients: n pairs (re, im), by Aberth's simultaneous
 * iteration. `start` (the roots of a similar polynomial) makes it faster; without it, or where it does not converge,
 * the start is a circle.
 */
export function polynomialRoots(a: Float64Array, start?: Float64Array): Float64Array {
  const degree = a.length - 1;
  const roots = start?.slice() ?? circle(degree);
  if (start) for (let i = 0; i < degree; i++) roots[2 * i + 1]! += 1e-7 * (i + 1);
  if (!converge(a, roots) && start) {
    const again = circle(degree);
    converge(a, again);
    return again;
  }
  return roots;
}

function circle(degree: number): Float64Array {
  const roots = new Float64Array(2 * degree);
  for (let i = 0; i < degree; i++) {
    const angle = (2 * Math.PI * (i + 0.37)) / degree;
    roots[2 * i] = 0.9 * Math.cos(angle);
    roots[2 * i + 1] = 0.9 * Math.sin(angle);
  }
  return roots;
}

/** Aberth steps in place; false where `mostIterations` do not suffice. */
function converge(a: Float64Array, roots: Float64Array): boolean {
  const n = roots.length;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    let largest = 0;
    for (let i = 0; i < n; i += 2) {
      const x = roots[i]!;
      const y = roots[i + 1]!;
      let pr = a[0]!;
      let pi = 0;
      let dr = 0;
      let di = 0;
      for (let j = 1; j < a.length; j++) {
        const d = dr * x - di * y + pr;
        di = dr * y + di * x + pi;
        dr = d;
        const p = pr * x - pi * y + a[j]!;
        pi = pr * y + pi * x;
        pr = p;
      }
      const size = pr * pr + pi * pi;
      if (size < 1e-30) continue;
      // step = 1 / (p'/p - sum 1 / (z - other))
      let sr = (dr * pr + di * pi) / size;
      let si = (di * pr - dr * pi) / size;
      for (let j = 0; j < n; j += 2) {
        if (j === i) continue;
        const u = x - roots[j]!;
        const v = y - roots[j + 1]!;
        const square = u * u + v * v + 1e-300;
        sr -= u / square;
        si += v / square;
      }
      const norm = sr * sr + si * si;
      const stepRe = sr / norm;
      const stepIm = -si / norm;
      roots[i] = x - stepRe;
      roots[i + 1] = y - stepIm;
      largest = Math.max(largest, Math.abs(stepRe), Math.abs(stepIm));
    }
    if (largest < tolerance) return true;
  }
  return false;
}
