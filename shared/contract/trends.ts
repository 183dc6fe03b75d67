import { z } from "zod";
import { CalendarDate } from "../domain/calendar.ts";
import type { Course } from "../domain/course.ts";
import { PatientId } from "../domain/ids.ts";
import { Patient } from "../domain/patient.ts";
import { Projection } from "../domain/projection.ts";
import { receiveCourses, SentCourses } from "../domain/sent-courses.ts";
import { Treatment } from "../domain/treatment.ts";
import { may } from "./may.ts";

/** Everything that a patient's visits say together. */
const SentTrends = z.object({
  patient: Patient,
  treatments: z.array(Treatment),
  /** Measures, models and scores over the visits, those that track ALS best first. */
  courses: SentCourses,
  /** Recordings whose newest analysis is of earlier definitions: `patients.measureAgain` makes them comparable. */
  outdated: z.int(),
  /** dFS = (48 - total) / months since onset, of the last ALSFRS-R; null where either is not known. */
  progressionRate: z.object({ perMonth: z.number(), date: CalendarDate }).nullable(),
});
type SentTrends = z.infer<typeof SentTrends>;
export type PatientTrends = Omit<SentTrends, "courses"> & { courses: Course[] };

/** What `trends.get` tells, with its courses written out. */
export const receiveTrends = ({ courses, ...rest }: SentTrends): PatientTrends => ({
  ...rest,
  courses: receiveCourses(courses),
});

export const trends = {
  /** The charts that are looked at first, alone: they come sooner than all. */
  first: may("clinician")
    .input(z.object({ patientId: PatientId }))
    .output(z.object({ courses: SentCourses })),
  get: may("clinician")
    .input(z.object({ patientId: PatientId }))
    .output(SentTrends),
  /** A series' line continued to a date, on request only; null below three visits, and never for a class. */
  project: may("clinician")
    .input(z.object({ patientId: PatientId, seriesId: z.string(), task: z.string(), date: CalendarDate }))
    .output(Projection.nullable()),
};
