import library from "jstat";

/** Two-sided 95 % quantile of Student's t; infinitely many degrees of freedom are the normal distribution (1.96). */
export function quantile95(degreesOfFreedom: number): number {
  const { studentt, normal } = library.jStat;
  // jStat's t quantile loses digits above a million degrees of freedom, where it no longer differs from the normal's
  return degreesOfFreedom < 1e6 ? studentt.inv(0.975, degreesOfFreedom) : normal.inv(0.975, 0, 1);
}
