import { type CalendarDate, monthsBetween } from "../../../shared/domain/calendar.ts";
import type { ChangeError } from "../../../shared/domain/finding.ts";
import { leastSquaresLine } from "../dsp/least-squares.ts";
import { quantile95, quantileOfT } from "../trends/quantiles.ts";
import type { PublishedSem } from "./published-error.ts";

/** The value of a measure at one visit: the mean over the takes that count. */
export type VisitValue = {
  date: CalendarDate;
  value: number;
  takes: number;
  /** Standard deviation over the takes; null below two. */
  withinVisitSd: number | null;
};

/** Comparable visits, the one that the scatter about the patient's own line is judged at included. */
export const leastVisitsOfOwnLine = 5;

/**
 * What a change is held against, as a contrast over the visits: weights that sum to zero, 1 at the visit judged (the
 * last), -1/k at each of the k visits compared with.
 */
export function contrastOf(visits: number, comparedWith: readonly number[]): number[] {
  return Array.from({ length: visits }, (_, visit) =>
    visit === visits - 1 ? 1 : comparedWith.includes(visit) ? -1 / comparedWith.length : 0,
  );
}

/**
 * The errors that changes of a visit are judged by: what it is compared with gives its error, null where none is known.
 * Between days first: the published one; else the scatter about this patient's own line; else repeats within visits, which
 * know nothing of days.
 * @param visits comparable visits, oldest first, the one judged last
 */
export function errorsOf(
  visits: readonly VisitValue[],
  published: PublishedSem | null,
  unit: string,
): (comparedWith: readonly number[]) => ChangeError | null {
  const scatter = published ? null : ownScatter(visits, unit);
  return (comparedWith) => {
    const contrast = contrastOf(visits.length, comparedWith);
    if (published) return publishedChange(contrast, published);
    return scatter ? ownLineChange(contrast, scatter) : repeatsChange(visits, contrast);
  };
}

/** Known SEM: 1.96 SEM sqrt(1 + 1/k), the MDC95 for one visit against one. Repeats of a visit are not credited. */
function publishedChange(contrast: readonly number[], { sem, source }: PublishedSem): ChangeError {
  const limit = quantile95(Number.POSITIVE_INFINITY) * sem * Math.hypot(...contrast);
  return { kind: "published", sem, degreesOfFreedom: null, limit, source };
}

/** Standard error of one value about the patient's own line. */
type OwnScatter = { sem: number; visits: number };

/**
 * Scatter about this patient's own straight line, by least squares through the visits before the one judged: a steady
 * decline does not count as error, nor does the change itself, however large. Its ratio to the change is Student's t with
 * n - 3 degrees of freedom, a little tighter because the visits compared with are part of the line: 4 to 5 % of stable
 * patients exceed the limit. Null below five visits, and where nothing scatters.
 */
function ownScatter(visits: readonly VisitValue[], unit: string): OwnScatter | null {
  if (visits.length < leastVisitsOfOwnLine) return null;
  const earlier = visits.slice(0, -1);
  const start = earlier[0]!.date;
  const line = leastSquaresLine(
    earlier.map(({ date, value }) => ({ time: monthsBetween(start, date), value })),
  );
  if (line === null) return null;
  const sem = Math.max(Math.sqrt(line.squares / (earlier.length - 2)), roundingOf(unit));
  const largest = earlier.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  return sem <= 1e-9 * largest ? null : { sem, visits: earlier.length };
}

function ownLineChange(contrast: readonly number[], { sem, visits }: OwnScatter): ChangeError {
  const degreesOfFreedom = visits - 2;
  const limit = quantile95(degreesOfFreedom) * sem * Math.hypot(...contrast);
  const source = `scatter of ${visits} earlier visits about this patient's own line`;
  return { kind: "own-line", sem, degreesOfFreedom, limit, source };
}

/** Standard deviation of rounding to whole numbers, 1 / sqrt(12): a score that never moved is not free of error. */
function roundingOf(unit: string): number {
  return unit === "points" || unit === "count" ? Math.sqrt(1 / 12) : 0;
}

/**
 * Repeats within visits: their standard deviation pooled over visits, limit for a difference of means of so many takes.
 * Null below two degrees of freedom, and where all repeats agree (a count of zero says nothing of its error).
 */
function repeatsChange(visits: readonly VisitValue[], contrast: readonly number[]): ChangeError | null {
  let squares = 0;
  let degreesOfFreedom = 0;
  for (const { takes, withinVisitSd } of visits) {
    if (withinVisitSd === null) continue;
    squares += (takes - 1) * withinVisitSd ** 2;
    degreesOfFreedom += takes - 1;
  }
  if (degreesOfFreedom < 2 || squares === 0) return null;
  const sem = Math.sqrt(squares / degreesOfFreedom);
  const spread = Math.hypot(...contrast.map((weight, i) => weight / Math.sqrt(visits[i]!.takes)));
  const limit = quantile95(degreesOfFreedom) * sem * spread;
  const source = `${degreesOfFreedom + visits.filter(({ withinVisitSd }) => withinVisitSd !== null).length} repeats within visits`;
  return { kind: "repeats", sem, degreesOfFreedom, limit, source };
}

/**
 * Smallest true change that is found in 80 of 100 patients, in the measure's unit: the limit and 80 % of the scatter
 * beyond it, (t975 + t80) / t975 of the limit (checked by simulation).
 */
export function detectableChange({ limit, degreesOfFreedom }: ChangeError): number {
  const degrees = degreesOfFreedom ?? Number.POSITIVE_INFINITY;
  return limit * (1 + quantileOfT(0.8, degrees) / quantile95(degrees));
}
