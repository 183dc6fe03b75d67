import { oc } from "@orpc/contract";
import { z } from "zod";
import { Patient, PatientDetails } from "../domain/patient.ts";
import { Treatment, TreatmentDetails } from "../domain/treatment.ts";
import { Visit } from "../domain/visit.ts";

const id = z.object({ id: z.string() });
const removed = z.object({ removed: z.boolean() });

/** A patient in the list. */
export const PatientRow = Patient.extend({
  visits: z.int(),
  lastVisit: z.string().nullable(),
});
export type PatientRow = z.infer<typeof PatientRow>;

export const patients = {
  /** All patients, by most recent visit. `query` matches code and name. */
  list: oc.input(z.object({ query: z.string().default("") })).output(z.array(PatientRow)),
  get: oc
    .input(id)
    .output(z.object({ patient: Patient, visits: z.array(Visit), treatments: z.array(Treatment) })),
  create: oc.input(PatientDetails).output(Patient),
  update: oc.input(PatientDetails.extend({ id: z.string() })).output(Patient),
  /** Erases the patient with all visits and recordings. */
  remove: oc.input(id).output(removed),
  addTreatment: oc.input(TreatmentDetails.extend({ patientId: z.string() })).output(Treatment),
  updateTreatment: oc.input(TreatmentDetails.extend({ id: z.string() })).output(Treatment),
  removeTreatment: oc.input(id).output(removed),
};
