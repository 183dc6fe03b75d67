import { mean } from "./mean.ts";

/** Time (s, months, days ...) and value. */
export type TimedValue = { time: number; value: number };

/** The least-squares line of some points: slope, sum of squares that it leaves, and that of the times about their mean. */
export type LeastSquaresLine = { slope: number; squares: number; spread: number };

/** Null where there are no points, or all lie at one time. */
export function leastSquaresLine(points: readonly TimedValue[]): LeastSquaresLine | null {
  const time = mean(points.map((point) => point.time));
  const value = mean(points.map((point) => point.value));
  const sum = (of: (point: TimedValue) => number) => points.reduce((all, point) => all + of(point), 0);
  const spread = sum((point) => (point.time - time) ** 2);
  if (!(spread > 1e-18 * (1 + time * time) * points.length)) return null;
  const slope = sum((point) => (point.time - time) * (point.value - value)) / spread;
  const squares = sum((point) => (point.value - value - slope * (point.time - time)) ** 2);
  return { slope, squares, spread };
}
