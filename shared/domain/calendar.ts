import { z } from "zod";

/** Calendar date without a time of day, ISO 8601 "2026-03-31". */
export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** Whole years between two dates. */
export function ageAt(birthDate: CalendarDate, date: CalendarDate): number {
  const [by, bm, bd] = birthDate.split("-").map(Number) as [number, number, number];
  const [y, m, d] = date.split("-").map(Number) as [number, number, number];
  return y - by - (m < bm || (m === bm && d < bd) ? 1 : 0);
}

/** Months of 30.4375 days between two dates, negative when `to` is earlier. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  return (millisecondsOf(to) - millisecondsOf(from)) / (86_400_000 * 30.4375);
}

/** A course asks for the same few dates thousands of times. */
const known = new Map<CalendarDate, number>();

function millisecondsOf(date: CalendarDate): number {
  const milliseconds = known.get(date) ?? Date.parse(date);
  known.set(date, milliseconds);
  return milliseconds;
}

/** The day of a moment in the time zone of this computer. */
export function dayOf(moment: Date): CalendarDate {
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/** When a day begins by the clock of this computer, or one so many days later: ISO 8601, UTC, to the millisecond. */
export function beginningOf(day: CalendarDate, daysLater = 0): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
