import { quantile95 } from "./quantiles.ts";

/** Standard error of measurement (SEM) of one value of a measure, in the measure's unit. */
export type MeasurementError = {
  sem: number;
  /** Of the estimate; infinite for a published SEM, which is taken as known. */
  degreesOfFreedom: number;
  source: string;
};

/** Repeats of one visit: how many, and their standard deviation (null below two). */
export type VisitRepeats = { repeats: number; withinVisitSd: number | null };

/** MDC95 = 1.96 * sqrt(2) * SEM: two single values must differ by more to exceed measurement error. */
export function mdc95(sem: number): number {
  return quantile95(Number.POSITIVE_INFINITY) * Math.SQRT2 * sem;
}

/** The SEM behind a published MDC95. */
export function semFromMdc95(mdc: number): number {
  return mdc / mdc95(1);
}

/**
 * SEM from a patient's own repeats: the standard deviation pooled over visits, with sum(repeats - 1) degrees of
 * freedom. Null unless some visit has at least 3 repeats, and where all repeats agree (a count of zero says nothing
 * of its error). It knows nothing of the variation from day to day, so it is a lower bound.
 */
export function errorFromRepeats(visits: readonly VisitRepeats[]): MeasurementError | null {
  if (!visits.some(({ repeats }) => repeats >= 3)) return null;
  let squares = 0;
  let degreesOfFreedom = 0;
  for (const { repeats, withinVisitSd } of visits) {
    if (withinVisitSd === null) continue;
    squares += (repeats - 1) * withinVisitSd ** 2;
    degreesOfFreedom += repeats - 1;
  }
  if (squares === 0) return null;
  const source = `repeats within visits (pooled SD, ${degreesOfFreedom} degrees of freedom)`;
  return { sem: Math.sqrt(squares / degreesOfFreedom), degreesOfFreedom, source };
}

/**
 * Smallest change of one value against a baseline of the mean of `baselineVisits` values that exceeds measurement
 * error at 95 %: t * SEM * sqrt(1 + 1/k). It is MDC95 for a known SEM and k = 1. The averaging of repeats within a
 * visit is not credited, since it does not reduce the variation from day to day.
 */
export function detectableChange(
  { sem, degreesOfFreedom }: MeasurementError,
  baselineVisits: number,
): number {
  return quantile95(degreesOfFreedom) * sem * Math.sqrt(1 + 1 / baselineVisits);
}

/** Of several known errors the one that asks for the larger change, so that "exceeds" is never said too early. */
export function largestError(errors: readonly (MeasurementError | null)[]): MeasurementError | null {
  return errors
    .filter((error) => error !== null)
    .reduce<MeasurementError | null>(
      (a, b) => (a && detectableChange(a, 1) >= detectableChange(b, 1) ? a : b),
      null,
    );
}
