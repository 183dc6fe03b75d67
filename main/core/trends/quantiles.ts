import library from "jstat";

/** Two-sided 95 % quantile of Student's t; infinitely many degrees of freedom are the normal distribution (1.96). */
export function quantile95(degreesOfFreedom: number): number {
  return quantileOfT(0.975, degreesOfFreedom);
}

/** Quantile of Student's t below which a share `probability` lies; for an infinite number of degrees the normal's. */
export function quantileOfT(probability: number, degreesOfFreedom: number): number {
  const key = `${probability} ${degreesOfFreedom}`;
  const known = found.get(key) ?? invert(probability, degreesOfFreedom);
  found.set(key, known);
  return known;
}

/** Few are ever asked for, each of them often. */
const found = new Map<string, number>();

function invert(probability: number, degreesOfFreedom: number): number {
  const { studentt, normal } = library.jStat;
  // jStat's t quantile loses digits above a million degrees of freedom, where it no longer differs from the normal's
  return degreesOfFreedom < 1e6 ? studentt.inv(probability, degreesOfFreedom) : normal.inv(probability, 0, 1);
}
