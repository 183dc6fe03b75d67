import type { CalendarDate } from "../../shared/domain/calendar.ts";
import { monthsBetween } from "../../shared/domain/calendar.ts";
import type { TrendPoint, TrendSeries } from "../../shared/domain/trend.ts";

export type TrendLine = {
  /** First and last date of the line. */
  from: CalendarDate;
  to: CalendarDate;
  /** Values of the line, and of the lines with the interval's slopes, at both dates. */
  value: [number, number];
  lower: [number, number];
  upper: [number, number];
};

const accepted = (points: TrendPoint[]) => points.filter((point) => point.accepted);

/**
 * The Theil-Sen line through the accepted points: intercept = median of value - slope * months; the interval's lines
 * turn about the line's value at the median time. Null where the series has no slope.
 */
export function trendLine({ points, slope }: TrendSeries): TrendLine | null {
  const used = accepted(points);
  const first = used[0];
  const last = used.at(-1);
  if (!slope || !first || !last) return null;
  const months = used.map((point) => monthsBetween(first.date, point.date));
  const middle = median(months);
  const level =
    median(used.map((point, k) => point.value - slope.perMonth * (months[k] ?? 0))) + slope.perMonth * middle;
  const ends = (perMonth: number): [number, number] => [
    level - perMonth * middle,
    level + perMonth * ((months.at(-1) ?? 0) - middle),
  ];
  return {
    from: first.date,
    to: last.date,
    value: ends(slope.perMonth),
    lower: ends(slope.lower),
    upper: ends(slope.upper),
  };
}

/** Median; the mean of the middle two for an even count. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[half] ?? Number.NaN)
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/**
 * Axis range that holds all points, the band of measurement error and the values given `besides`, with 8 % air; the norm
 * does not stretch it.
 */
export function trendRange(
  { points, baseline, mdc }: TrendSeries,
  besides: readonly number[] = [],
): [number, number] {
  const band = baseline && mdc ? [baseline.value - mdc.value, baseline.value + mdc.value] : [];
  const values = [...points.map((point) => point.value), ...band, ...besides];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - air, high + air];
}
