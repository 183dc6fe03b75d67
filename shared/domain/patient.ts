import { z } from "zod";

export const Sex = z.enum(["male", "female"]);
export type Sex = z.infer<typeof Sex>;

/** Calendar date without a time of day, ISO 8601 "2026-03-31". */
export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

const code = z.string().trim().min(1).max(64);

/** What the clinician enters; `code` is the identifier used in the hospital. */
export const PatientDetails = z.object({
  code,
  name: z.string().trim().max(200).default(""),
  birthDate: CalendarDate.nullable().default(null),
  sex: Sex.nullable().default(null),
  /** First symptom, as reported. */
  onsetDate: CalendarDate.nullable().default(null),
  onsetRegion: z.enum(["bulbar", "spinal", "respiratory", "unknown"]).default("unknown"),
  diagnosis: z.string().trim().max(500).default(""),
  notes: z.string().max(10_000).default(""),
});
export type PatientDetails = z.infer<typeof PatientDetails>;

export const Patient = PatientDetails.extend({
  id: z.string(),
  createdAt: z.iso.datetime(),
});
export type Patient = z.infer<typeof Patient>;

export const VisitDetails = z.object({
  date: CalendarDate,
  /** Microphone or recorder; a change of device splits a trend. */
  device: z.string().trim().max(200).default(""),
  notes: z.string().max(10_000).default(""),
});
export type VisitDetails = z.infer<typeof VisitDetails>;

export const Visit = VisitDetails.extend({
  id: z.string(),
  patientId: z.string(),
  createdAt: z.iso.datetime(),
});
export type Visit = z.infer<typeof Visit>;

/** Whole years between two dates. */
export function ageAt(birthDate: CalendarDate, date: CalendarDate): number {
  const [by, bm, bd] = birthDate.split("-").map(Number) as [number, number, number];
  const [y, m, d] = date.split("-").map(Number) as [number, number, number];
  return y - by - (m < bm || (m === bm && d < bd) ? 1 : 0);
}

/** Months of 30.4375 days between two dates, negative when `to` is earlier. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / (86_400_000 * 30.4375);
}
