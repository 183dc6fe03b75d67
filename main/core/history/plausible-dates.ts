import type { CalendarDate } from "../../../shared/domain/calendar.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { PatientDetails } from "../../../shared/domain/patient.ts";

const dayMs = 86_400_000;
/** Nobody has grown older (Jeanne Calment, 122 years). */
const mostYears = 122;
/** Visits and ends of treatments are entered ahead, but not further. */
const mostYearsAhead = 1;

type DateField = "birthDate" | "onsetDate" | "date" | "start" | "end";
type PatientDates = Pick<PatientDetails, "birthDate" | "onsetDate">;

/**
 * Refuses dates of a patient that cannot be.
 * @param firstVisit date of the patient's first visit; null where there is none
 * @throws BulbarError invalid-input, with the field
 */
export function refuseImplausiblePatient(
  { birthDate, onsetDate }: PatientDates,
  firstVisit: CalendarDate | null,
  now: Date,
): void {
  const tomorrow = dayOf(now.getTime() + dayMs); // where the person sits it may already be
  refuseFuture("birthDate", birthDate, tomorrow);
  if (birthDate && birthDate < yearsFrom(now, -mostYears - 1))
    throw new BulbarError("invalid-input", {
      why: "birth-too-early",
      facts: { field: "birthDate", date: birthDate, limit: mostYears },
    });
  refuseFuture("onsetDate", onsetDate, tomorrow);
  refuseBeforeBirth("onsetDate", onsetDate, birthDate);
  if (birthDate && firstVisit && firstVisit < birthDate)
    throw new BulbarError("invalid-input", {
      why: "birth-after-visit",
      facts: { field: "birthDate", date: birthDate, visit: firstVisit },
    });
}

/** Refuses a date of a visit or a treatment that lies before the patient's birth or far ahead. @throws BulbarError invalid-input, with the field */
export function refuseImplausibleDate(
  field: DateField,
  date: CalendarDate | null,
  birthDate: CalendarDate | null,
  now: Date,
): void {
  refuseBeforeBirth(field, date, birthDate);
  if (date && date > yearsFrom(now, mostYearsAhead))
    throw new BulbarError("invalid-input", { why: "date-far", facts: { field, date } });
}

function refuseFuture(field: DateField, date: CalendarDate | null, tomorrow: CalendarDate): void {
  if (date && date > tomorrow)
    throw new BulbarError("invalid-input", { why: "date-future", facts: { field, date } });
}

function refuseBeforeBirth(
  field: DateField,
  date: CalendarDate | null,
  birthDate: CalendarDate | null,
): void {
  if (date && birthDate && date < birthDate)
    throw new BulbarError("invalid-input", {
      why: "date-before-birth",
      facts: { field, date, birth: birthDate },
    });
}

const dayOf = (ms: number): CalendarDate => new Date(ms).toISOString().slice(0, 10);

const yearsFrom = (now: Date, years: number): CalendarDate => dayOf(now.getTime() + years * 365.25 * dayMs);
