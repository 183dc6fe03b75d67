import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { Alsfrs } from "../domain/alsfrs.ts";
import { PatientId, VisitId } from "../domain/ids.ts";
import { Measures } from "../domain/measure.ts";
import { NormBand } from "../domain/norm.ts";
import { Patient } from "../domain/patient.ts";
import { Progress } from "../domain/progress.ts";
import { Recording } from "../domain/recording.ts";
import { Visit, VisitDetails } from "../domain/visit.ts";
import { VisitFindings } from "../domain/visit-findings.ts";
import { Ensemble, VisitResult } from "../domain/visit-result.ts";
import { may } from "./may.ts";

const id = z.object({ id: VisitId });

/** Progress, then the measures of a visit as a whole, with the norms that there are for them by measure. */
export const VisitMeasuresEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({ type: z.literal("done"), measures: Measures, norms: z.record(z.string(), NormBand) }),
]);
export type VisitMeasuresEvent = z.infer<typeof VisitMeasuresEvent>;

/** Progress while AVQI and ABI are computed for the first time, then what the visit says. */
export const VisitFindingsEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({ type: z.literal("done"), visit: VisitFindings }),
]);
export type VisitFindingsEvent = z.infer<typeof VisitFindingsEvent>;

export const visits = {
  create: may("clinician", "technician")
    .input(VisitDetails.extend({ patientId: PatientId }))
    .output(Visit),
  get: may("clinician", "technician")
    .input(id)
    .output(
      z.object({
        patient: Patient,
        visit: Visit,
        recordings: z.array(Recording),
        /** Null where the questionnaire was not taken. */
        alsfrs: Alsfrs.nullable(),
      }),
    ),
  /** Everything that the visit says as of its date: values, norms, changes, the visit's sentence, the models' answers. */
  findings: may("clinician").input(id).output(eventIterator(VisitFindingsEvent)),
  /** What the models say of the visit as a whole. */
  results: may("clinician")
    .input(id)
    .output(z.object({ results: z.array(VisitResult), ensembles: z.array(Ensemble) })),
  /**
   * Measures over several tasks of the visit: vowel space, and AVQI and ABI where there are continuous speech and a
   * sustained /a/. Computed when asked for, beside the core's other work; what the visit's tasks do not allow is absent.
   */
  measures: may("clinician", "technician").input(id).output(eventIterator(VisitMeasuresEvent)),
  update: may("clinician", "technician").input(VisitDetails.extend(id.shape)).output(Visit),
  remove: may("clinician")
    .input(id)
    .output(z.object({ removed: z.boolean() })),
  /** Enters the ALSFRS-R of a visit; null removes it. */
  setAlsfrs: may("clinician", "technician")
    .input(id.extend({ alsfrs: Alsfrs.nullable() }))
    .output(z.object({ saved: z.boolean() })),
};
