import { z } from "zod";
import { CalendarDate } from "./calendar.ts";
import { PatientId, TreatmentId } from "./ids.ts";

/** A treatment and its time, a lane of the trend. */
export const TreatmentDetails = z.object({
  kind: z.enum(["riluzole", "edaravone", "tofersen", "PEG", "NIV", "other"]),
  /** What it is, for `other`. */
  label: z.string().trim().max(200).default(""),
  start: CalendarDate,
  /** Null: it goes on. */
  end: CalendarDate.nullable().default(null),
});
export type TreatmentDetails = z.infer<typeof TreatmentDetails>;

export const Treatment = TreatmentDetails.extend({ id: TreatmentId, patientId: PatientId });
export type Treatment = z.infer<typeof Treatment>;
