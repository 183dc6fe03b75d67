import { z } from "zod";
import { CalendarDate } from "./calendar.ts";
import { PatientId } from "./ids.ts";

export const Sex = z.enum(["male", "female"]);
export type Sex = z.infer<typeof Sex>;

/** What the diagnosis is, as far as the program reads it: of a patient with ALS no class is called healthy. */
export const DiagnosisCode = z.enum(["als", "other", "none", "unknown"]);
export type DiagnosisCode = z.infer<typeof DiagnosisCode>;

const code = z.string().trim().min(1).max(64);

/** What the clinician enters; `code` is the identifier used in the hospital. */
export const PatientDetails = z.object({
  code,
  name: z.string().trim().max(300).default(""),
  birthDate: CalendarDate.nullable().default(null),
  sex: Sex.nullable().default(null),
  /** First symptom, as reported. */
  onsetDate: CalendarDate.nullable().default(null),
  onsetRegion: z.enum(["bulbar", "spinal", "respiratory", "unknown"]).default("unknown"),
  diagnosisCode: DiagnosisCode.default("unknown"),
  /** The diagnosis in the clinician's words; nothing is read from it. */
  diagnosis: z.string().trim().max(500).default(""),
  notes: z.string().max(10_000).default(""),
});
export type PatientDetails = z.infer<typeof PatientDetails>;

export const Patient = PatientDetails.extend({
  id: PatientId,
  createdAt: z.iso.datetime(),
  /** Since when the patient is no longer in the list by default; null: is in it. */
  archivedAt: z.iso.datetime().nullable().default(null),
});
export type Patient = z.infer<typeof Patient>;
