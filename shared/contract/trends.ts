import { z } from "zod";
import { CalendarDate } from "../domain/calendar.ts";
import { Course } from "../domain/course.ts";
import { PatientId } from "../domain/ids.ts";
import { Patient } from "../domain/patient.ts";
import { Projection } from "../domain/projection.ts";
import { Treatment } from "../domain/treatment.ts";
import { may } from "./may.ts";

/** Everything that a patient's visits say together. */
export const PatientTrends = z.object({
  patient: Patient,
  treatments: z.array(Treatment),
  /** Measures, models and scores over the visits, those that track ALS best first. */
  courses: z.array(Course),
  /** Recordings whose newest analysis is of earlier definitions: `patients.measureAgain` makes them comparable. */
  outdated: z.int(),
  /** dFS = (48 - total) / months since onset, of the last ALSFRS-R; null where either is not known. */
  progressionRate: z.object({ perMonth: z.number(), date: CalendarDate }).nullable(),
});
export type PatientTrends = z.infer<typeof PatientTrends>;

export const trends = {
  /** The charts that are looked at first, alone: they come sooner than all. */
  first: may("clinician")
    .input(z.object({ patientId: PatientId }))
    .output(z.object({ courses: z.array(Course) })),
  get: may("clinician")
    .input(z.object({ patientId: PatientId }))
    .output(PatientTrends),
  /** A series' line continued to a date, on request only; null below three visits, and never for a class. */
  project: may("clinician")
    .input(z.object({ patientId: PatientId, seriesId: z.string(), task: z.string(), date: CalendarDate }))
    .output(Projection.nullable()),
};
