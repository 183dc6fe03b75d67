import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { Alsfrs } from "../domain/alsfrs.ts";
import { Comparison } from "../domain/comparison.ts";
import { HandOff } from "../domain/hand-off.ts";
import { PatientId, RecordingId, VisitId } from "../domain/ids.ts";
import { Progress } from "../domain/progress.ts";
import { RecordingState } from "../domain/recording-state.ts";
import { FormAnswers } from "../domain/site-form.ts";
import { TaskId } from "../domain/task.ts";
import { TaskModels } from "../domain/task-models.ts";
import { Visit, VisitDetails } from "../domain/visit.ts";
import { VisitFindings } from "../domain/visit-findings.ts";
import { VisitRecord } from "../domain/visit-record.ts";
import { may } from "./may.ts";

const id = z.object({ id: VisitId });

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
  get: may("clinician", "technician").input(id).output(VisitRecord),
  /** Everything that the visit says as of its date: values, norms, changes, the visit's sentence, the models' answers. */
  findings: may("clinician").input(id).output(eventIterator(VisitFindingsEvent)),
  /** Where each visit of a patient stands between recording, judging and signing. */
  handOffs: may("clinician", "technician")
    .input(z.object({ patientId: PatientId }))
    .output(z.array(HandOff)),
  /**
   * Two visits, or two takes of one visit, beside each other. Null: `a` the last earlier visit with such a take, `task` the
   * most telling one that both have, a take: those that count. The answer is null where no visit comes before.
   */
  compare: may("clinician")
    .input(
      z.object({
        a: VisitId.nullable(),
        b: VisitId,
        task: TaskId.nullable(),
        takeA: RecordingId.nullable(),
        takeB: RecordingId.nullable(),
      }),
    )
    .output(Comparison.nullable()),
  /** `seen`, here and below: what the change was made from, so that nobody overwrites what was changed meanwhile. */
  update: may("clinician", "technician")
    .input(VisitDetails.extend({ ...id.shape, seen: VisitDetails.optional() }))
    .output(Visit),
  remove: may("clinician")
    .input(id)
    .output(z.object({ removed: z.boolean() })),
  /** Enters the ALSFRS-R of a visit; null removes it. */
  setAlsfrs: may("clinician", "technician")
    .input(id.extend({ alsfrs: Alsfrs.nullable(), seen: Alsfrs.nullable().optional() }))
    .output(z.object({ saved: z.boolean() })),
  /** Enters a form that the site has brought; null removes what was entered. */
  setForm: may("clinician", "technician")
    .input(
      id.extend({
        formId: z.string().max(60),
        answers: FormAnswers.nullable(),
        seen: FormAnswers.nullable().optional(),
      }),
    )
    .output(z.object({ saved: z.boolean() })),
  /** Chooses which models answer about the tasks of this visit from the next analysis on; an empty choice is the site's. */
  setModels: may("clinician")
    .input(id.extend({ models: TaskModels, seen: TaskModels.optional() }))
    .output(z.object({ saved: z.boolean() })),
  /** Notes how the patient was while the visit was recorded. */
  setState: may("clinician", "technician")
    .input(id.extend({ state: RecordingState, seen: RecordingState.optional() }))
    .output(z.object({ saved: z.boolean() })),
};
