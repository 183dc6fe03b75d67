import library from "jstat";
import type { Reliability } from "../../../shared/domain/listening.ts";
import { mean } from "../dsp/mean.ts";
import { quantile95 } from "../trends/quantiles.ts";

/** Recordings below which nothing is said. */
const leastRecordings = 3;

/**
 * ICC(2,1): two-way random effects, absolute agreement, one listener (Shrout & Fleiss, Psychol Bull 1979;86:420), with its
 * 95 % interval (McGraw & Wong, Psychol Methods 1996;1:30, table 7). Null where it is not defined: fewer than three
 * recordings, or no mark differs from another.
 * @param marks a row a recording, a column a listener
 */
export function intraclassCorrelation(marks: readonly (readonly number[])[]): Reliability | null {
  const n = marks.length;
  const k = marks[0]?.length ?? 0;
  if (n < leastRecordings || k < 2) return null;
  const all = mean(marks.flat());
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - all) ** 2, 0);
  const ofRows = k * squares(marks.map((row) => mean(row)));
  const ofColumns = n * squares(marks[0]!.map((_, column) => mean(marks.map((row) => row[column]!))));
  const total = squares(marks.flat());
  if (total === 0) return null;
  const rows = ofRows / (n - 1);
  const columns = ofColumns / (k - 1);
  const error = Math.max(0, total - ofRows - ofColumns) / ((n - 1) * (k - 1));
  const value = (rows - error) / (rows + (k - 1) * error + (k * (columns - error)) / n);
  const interval = intervalOf({ n, k, rows, columns, error, value });
  return { statistic: "icc-2-1", value, ...interval };
}

type Variance = { n: number; k: number; rows: number; columns: number; error: number; value: number };

/** With Satterthwaite's degrees of freedom for listeners and error together. */
function intervalOf({ n, k, rows, columns, error, value }: Variance): { lower: number; upper: number } {
  if (columns + error === 0) return { lower: 1, upper: 1 };
  const a = (k * value) / (n * (1 - value));
  const b = 1 + (k * value * (n - 1)) / (n * (1 - value));
  const degrees =
    (a * columns + b * error) ** 2 / ((a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1)));
  const { centralF } = library.jStat;
  const others = k * columns + (k * n - k - n) * error;
  const below = centralF.inv(0.975, n - 1, degrees);
  const above = centralF.inv(0.975, degrees, n - 1);
  return {
    lower: (n * (rows - below * error)) / (below * others + n * rows),
    upper: (n * (above * rows - error)) / (others + n * above * rows),
  };
}

/**
 * Cohen's kappa with quadratic weights (Cohen, Psychol Bull 1968;70:213) for marks of 0 to `highest`, with the 95 % interval
 * of its large-sample standard error (Fleiss, Cohen & Everitt, Psychol Bull 1969;72:323). Null where it is not defined:
 * fewer than three recordings, or both listeners gave one and the same mark throughout.
 */
export function weightedKappa(
  pairs: readonly (readonly [number, number])[],
  highest: number,
): Reliability | null {
  const n = pairs.length;
  if (n < leastRecordings) return null;
  const steps = Array.from({ length: highest + 1 }, (_, step) => step);
  const share = (holds: (pair: readonly [number, number]) => boolean) => pairs.filter(holds).length / n;
  const ofFirst = steps.map((step) => share(([a]) => a === step));
  const ofSecond = steps.map((step) => share(([, b]) => b === step));
  const weight = (a: number, b: number) => 1 - ((a - b) / highest) ** 2;
  const sum = (term: (a: number, b: number) => number) =>
    steps.reduce((all, a) => all + steps.reduce((row, b) => row + term(a, b), 0), 0);
  const joint = (a: number, b: number) => share(([x, y]) => x === a && y === b);
  const observed = sum((a, b) => weight(a, b) * joint(a, b));
  const expected = sum((a, b) => weight(a, b) * ofFirst[a]! * ofSecond[b]!);
  if (1 - expected < 1e-12) return null;
  const value = (observed - expected) / (1 - expected);
  const meanOfFirst = steps.map((a) => steps.reduce((all, b) => all + weight(a, b) * ofSecond[b]!, 0));
  const meanOfSecond = steps.map((b) => steps.reduce((all, a) => all + weight(a, b) * ofFirst[a]!, 0));
  const spread = sum(
    (a, b) => joint(a, b) * (weight(a, b) - (meanOfFirst[a]! + meanOfSecond[b]!) * (1 - value)) ** 2,
  );
  const variance = (spread - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2);
  const half = quantile95(Number.POSITIVE_INFINITY) * Math.sqrt(Math.max(0, variance));
  return {
    statistic: "weighted-kappa",
    value,
    lower: Math.max(-1, value - half),
    upper: Math.min(1, value + half),
  };
}
