import { z } from "zod";
import { PatientId } from "./ids.ts";

/** A file's name ends so. */
export const patientFileSuffix = ".bulbar-patient";

/** The file leaves the house, and whoever holds it may guess for as long as he likes. */
export const leastPassphraseLength = 12;
export const mostPassphraseLength = 1024;

/** What a file of a patient holds, as it was written and as it was taken in. */
export const PatientFileContent = z.object({
  patientId: PatientId,
  /** The hospital's code, under which the patient stands here. */
  code: z.string(),
  visits: z.int().nonnegative(),
  recordings: z.int().nonnegative(),
  /** Size of the file. */
  bytes: z.int().nonnegative(),
});
export type PatientFileContent = z.infer<typeof PatientFileContent>;
