import { type CalendarDate, monthsBetween } from "../../../shared/domain/calendar.ts";
import { median } from "../dsp/median.ts";
import { mergeTimes, theilSen } from "./theil-sen.ts";

/** A line with its own level and range: drawn over the visits that gave it, nowhere else. */
export type TrendLine = {
  /** First and last date of the visits behind it. */
  from: CalendarDate;
  to: CalendarDate;
  /** Values of the line, and of the lines with the interval's slopes, at both dates. */
  value: [number, number];
  lower: [number, number];
  upper: [number, number];
  /** Slope per month with its 95 % interval. */
  perMonth: number;
  perMonthLower: number;
  perMonthUpper: number;
  /** Distinct dates behind it. */
  visits: number;
};

/**
 * The Theil-Sen line of comparable visits, from three dates on; null below. The interval's lines turn about the line's
 * value at the median date. A series that starts anew is given in parts: four visits at 10 and, after a new microphone,
 * three at 5 are two lines, one at 10 and one at 5.
 */
export function trendLine(points: readonly { date: CalendarDate; value: number }[]): TrendLine | null {
  const days = points.map(({ date }) => date).sort();
  const [from = "", to = ""] = [days[0], days.at(-1)];
  const timed = mergeTimes(points.map(({ date, value }) => ({ time: monthsBetween(from, date), value })));
  const line = theilSen(timed);
  if (!line) return null;
  const end = timed.at(-1)!.time;
  const pivot = median(timed.map(({ time }) => time));
  const level = line.intercept + line.slope * pivot;
  const ends = (slope: number): [number, number] => [level - slope * pivot, level + slope * (end - pivot)];
  return {
    from,
    to,
    value: ends(line.slope),
    lower: ends(line.lower),
    upper: ends(line.upper),
    perMonth: line.slope,
    perMonthLower: line.lower,
    perMonthUpper: line.upper,
    visits: line.times,
  };
}
