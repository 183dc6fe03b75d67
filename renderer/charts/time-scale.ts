import { type CalendarDate, monthsBetween } from "../../shared/domain/calendar.ts";
import { ticksBetween } from "../../shared/scale/axis-ticks.ts";

/** Time as calendar dates, or as months since the given onset. */
export type TimeAxis = { kind: "date" } | { kind: "months"; onsetDate: CalendarDate };
export type Span = readonly [from: CalendarDate, to: CalendarDate];

/** Whole months between two labels of a date axis. */
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

/** Firsts of months within a span, evenly spaced, at most so many. */
export function monthTicks([from, to]: Span, most: number): CalendarDate[] {
  const firstMonth = monthOf(from) + (from.endsWith("-01") ? 0 : 1);
  const count = monthOf(to) - firstMonth + 1;
  const step = monthSteps.find((months) => Math.ceil(count / months) <= most) ?? 240;
  const start = Math.ceil(firstMonth / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((monthOf(to) - start) / step) + 1) }, (_, k) =>
    dateOf(start + k * step),
  );
}

/** Round months since onset within a span, at most so many steps, each with its date. */
export function onsetTicks([from, to]: Span, onsetDate: CalendarDate, most: number) {
  const [first, last] = [monthsBetween(onsetDate, from), monthsBetween(onsetDate, to)];
  return ticksBetween(first, last, most).map((months) => ({
    months,
    share: (months - first) / (last - first),
  }));
}

/** Share of the way from the beginning of a span to its end. */
export function shareOfSpan(date: CalendarDate, [from, to]: Span): number {
  return (Date.parse(date) - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
}

/** The day half way between two dates. */
export function halfway(a: CalendarDate, b: CalendarDate): CalendarDate {
  return new Date((Date.parse(a) + Date.parse(b)) / 2).toISOString().slice(0, 10);
}

function monthOf(date: CalendarDate): number {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return year * 12 + month - 1;
}

function dateOf(month: number): CalendarDate {
  const year = String(Math.floor(month / 12)).padStart(4, "0");
  return `${year}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}
