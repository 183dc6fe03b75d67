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
