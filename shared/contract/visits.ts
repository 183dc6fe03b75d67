import { oc } from "@orpc/contract";
import { z } from "zod";
import { Alsfrs } from "../domain/alsfrs.ts";
import { Recording } from "../domain/analysis.ts";
import { Patient, Visit, VisitDetails } from "../domain/patient.ts";
import { Ensemble, VisitResult } from "../domain/visit-result.ts";

const id = z.object({ id: z.string() });

export const visits = {
  create: oc.input(VisitDetails.extend({ patientId: z.string() })).output(Visit),
  get: oc.input(id).output(
    z.object({
      patient: Patient,
      visit: Visit,
      recordings: z.array(Recording),
      /** Null where the questionnaire was not taken. */
      alsfrs: Alsfrs.nullable(),
    }),
  ),
  /** What the models say of the visit as a whole. */
  results: oc.input(id).output(z.object({ results: z.array(VisitResult), ensembles: z.array(Ensemble) })),
  update: oc.input(VisitDetails.extend({ id: z.string() })).output(Visit),
  remove: oc.input(id).output(z.object({ removed: z.boolean() })),
  /** Enters the ALSFRS-R of a visit; null removes it. */
  setAlsfrs: oc.input(id.extend({ alsfrs: Alsfrs.nullable() })).output(z.object({ saved: z.boolean() })),
};
