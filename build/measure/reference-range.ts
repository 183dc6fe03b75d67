import { randomOf } from "../../main/core/dsp/random.ts";
import type { WorseSide } from "../../shared/domain/worse-side.ts";

/** What healthy speakers' values give: the limit on the worse side, its own 95 % interval, the median. */
export type ReferenceRange = { limit: number; interval: [number, number]; centre: number };

/**
 * The 5th or 95th percentile by rank p (n + 1), so that of new healthy speakers 5 % lie beyond it on average (Weibull;
 * type 6 of Hyndman & Fan 1996), and of those that gave it never more; its 95 % interval by bootstrap over speakers.
 */
export function referenceRange(values: readonly number[], side: WorseSide, resamples = 2000): ReferenceRange {
  const random = randomOf("reference range", values.length);
  const share = side === "higher" ? 0.95 : 0.05;
  const draws = Array.from({ length: resamples }, () =>
    percentile(
      values.map(() => values[Math.floor(random.uniform() * values.length)]!),
      share,
    ),
  );
  return {
    limit: percentile(values, share),
    interval: [percentile(draws, 0.025), percentile(draws, 0.975)],
    centre: percentile(values, 0.5),
  };
}

/** Value at rank `share` (n + 1), between neighbours in proportion; the extreme where the rank lies beyond it. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.max(1, share * (sorted.length + 1)));
  const below = Math.floor(rank);
  const [a, b] = [sorted[below - 1]!, sorted[Math.min(below, sorted.length - 1)]!];
  return a + (rank - below) * (b - a);
}

/** Two-sided normal deviate of the Mann-Whitney rank sum of two groups; ties share their mean rank. */
export function rankSumDeviate(a: readonly number[], b: readonly number[]): number {
  const wins = a.reduce(
    (sum, x) => sum + b.reduce((wins, y) => wins + (x > y ? 1 : x === y ? 0.5 : 0), 0),
    0,
  );
  const [n, m] = [a.length, b.length];
  return (wins - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
