import { z } from "zod";
import { CalendarDate } from "./calendar.ts";
import { PatientId, VisitId } from "./ids.ts";

export const VisitDetails = z.object({
  date: CalendarDate,
  /** Microphone or recorder; a change of device splits a trend. */
  device: z.string().trim().max(200).default(""),
  notes: z.string().max(10_000).default(""),
});
export type VisitDetails = z.infer<typeof VisitDetails>;

export const Visit = VisitDetails.extend({
  id: VisitId,
  patientId: PatientId,
  createdAt: z.iso.datetime(),
});
export type Visit = z.infer<typeof Visit>;
