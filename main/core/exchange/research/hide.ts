import { createHmac } from "node:crypto";
import { ageAt, type CalendarDate } from "../../../../shared/domain/calendar.ts";

/** What hides one patient; see `Pseudonym` of the history. */
export type Hiding = { pseudonym: string; shiftDays: number; secret: Uint8Array };

/** Older people are too few to hide among: so many years stand for more as well (as in HIPAA's safe harbour). */
export const highestAgeYears = 90;

/** A date moved by the patient's days: intervals stay. */
export function hiddenDate(date: CalendarDate, { shiftDays }: Hiding): CalendarDate {
  return new Date(Date.parse(date) + shiftDays * 86_400_000).toISOString().slice(0, 10);
}

/** An id that only the patient's secret leads to: the same in every export with this secret. */
export function hiddenId(kind: "V" | "A" | "L", id: string, { secret }: Hiding): string {
  return kind + createHmac("sha256", secret).update(id).digest("hex").slice(0, 16);
}

/** Age at a visit, whole years, at most `highestAgeYears`; null where no birth date is known. */
export function hiddenAge(birthDate: CalendarDate | null, date: CalendarDate): number | null {
  return birthDate === null ? null : Math.min(highestAgeYears, ageAt(birthDate, date));
}
