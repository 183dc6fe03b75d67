import { z } from "zod";
import { CalendarDate } from "./calendar.ts";
import { Sex } from "./patient.ts";

/** Forms in which other systems tell who a patient is. */
export const DemographicsForm = z.enum(["fhir", "hl7", "csv"]);
export type DemographicsForm = z.infer<typeof DemographicsForm>;

/** What a file may tell of a patient besides the identifier. */
export const demographicFields = ["name", "birthDate", "sex"] as const;
export const DemographicField = z.enum(demographicFields);
export type DemographicField = z.infer<typeof DemographicField>;

/** A patient as a file tells of one; what it does not tell, or tells otherwise than Bulbar keeps it, is empty. */
export const FoundPatient = z.object({
  /** The hospital's identifier. */
  code: z.string(),
  name: z.string(),
  birthDate: CalendarDate.nullable(),
  sex: Sex.nullable(),
  /** What is told and cannot be taken: a sex beside male and female, a date without a day. */
  notTaken: z.array(z.object({ field: DemographicField, value: z.string() })),
});
export type FoundPatient = z.infer<typeof FoundPatient>;

/** Why an entry of a file cannot be taken at all. */
export const UnusableReason = z.enum(["no-code", "code-too-long", "twice"]);
export type UnusableReason = z.infer<typeof UnusableReason>;

/** Everything that a file tells of patients. */
export const Demographics = z.object({
  form: DemographicsForm,
  patients: z.array(FoundPatient),
  /** Entries that cannot be taken, counted from 1 in the order of the file. */
  unusable: z.array(z.object({ entry: z.int().positive(), reason: UnusableReason })),
});
export type Demographics = z.infer<typeof Demographics>;

/** Largest file that is read, bytes. */
export const largestDemographics = 5_000_000;
