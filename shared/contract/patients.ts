import { z } from "zod";
import { PatientId, TreatmentId } from "../domain/ids.ts";
import { Patient, PatientDetails } from "../domain/patient.ts";
import { Treatment, TreatmentDetails } from "../domain/treatment.ts";
import { Visit } from "../domain/visit.ts";
import { may } from "./may.ts";

const id = z.object({ id: PatientId });
const treatmentId = z.object({ id: TreatmentId });
const removed = z.object({ removed: z.boolean() });

/** A patient in the list. */
export const PatientRow = Patient.extend({
  visits: z.int(),
  lastVisit: z.string().nullable(),
});
export type PatientRow = z.infer<typeof PatientRow>;

export const patients = {
  /** All patients, by most recent visit. `query` matches code and name. */
  list: may("clinician", "technician")
    .input(z.object({ query: z.string().default("") }))
    .output(z.array(PatientRow)),
  get: may("clinician", "technician")
    .input(id)
    .output(z.object({ patient: Patient, visits: z.array(Visit), treatments: z.array(Treatment) })),
  create: may("clinician", "technician").input(PatientDetails).output(Patient),
  update: may("clinician", "technician").input(PatientDetails.extend(id.shape)).output(Patient),
  /** Erases the patient with all visits and recordings. */
  remove: may("clinician").input(id).output(removed),
  addTreatment: may("clinician")
    .input(TreatmentDetails.extend({ patientId: PatientId }))
    .output(Treatment),
  updateTreatment: may("clinician").input(TreatmentDetails.extend(treatmentId.shape)).output(Treatment),
  removeTreatment: may("clinician").input(treatmentId).output(removed),
};
