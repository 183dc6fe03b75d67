import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { DemographicField, Demographics, FoundPatient, largestDemographics } from "../domain/demographics.ts";
import { PatientId, RecordingId, TreatmentId } from "../domain/ids.ts";
import { Patient, PatientDetails } from "../domain/patient.ts";
import { mostPassphraseLength, PatientFileContent } from "../domain/patient-file.ts";
import { Progress } from "../domain/progress.ts";
import { Reminder } from "../domain/reminder.ts";
import { Treatment, TreatmentDetails } from "../domain/treatment.ts";
import { Visit } from "../domain/visit.ts";
import { may } from "./may.ts";

const id = z.object({ id: PatientId });
const treatmentId = z.object({ id: TreatmentId });
const passphrase = z.string().max(mostPassphraseLength);
/** The code that the patient gets here; null: the one in the file. */
const otherCode = PatientDetails.shape.code.nullable();
const removed = z.object({ removed: z.boolean() });

/** A patient in the list. */
export const PatientRow = Patient.extend({
  visits: z.int(),
  lastVisit: z.string().nullable(),
});
export type PatientRow = z.infer<typeof PatientRow>;

export const PatientSort = z.enum(["lastVisit", "name", "code", "birthDate", "visits"]);
export type PatientSort = z.infer<typeof PatientSort>;

/** Patients in the list, or those that were archived. */
export const PatientFilter = z.enum(["current", "archived"]);
export type PatientFilter = z.infer<typeof PatientFilter>;

/** Which patients are asked for, in which order, and which part of them. */
export const AskedPatients = z.object({
  /** Words in any order, each in the id, the name or the birth date. */
  query: z.string().max(500).default(""),
  sort: PatientSort.default("lastVisit"),
  descending: z.boolean().default(true),
  show: PatientFilter.default("current"),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(500),
});
export type AskedPatients = z.infer<typeof AskedPatients>;

/** A part of the patients asked for, and how many there are in all. */
export const PatientPage = z.object({ total: z.int(), rows: z.array(PatientRow) });
export type PatientPage = z.infer<typeof PatientPage>;

/** Progress, then how many were measured again and which could not be. */
export const MeasuredAgainEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({
    type: z.literal("done"),
    measured: z.int(),
    failed: z.array(z.object({ recording: RecordingId, code: z.string() })),
  }),
]);
export type MeasuredAgainEvent = z.infer<typeof MeasuredAgainEvent>;

/** Progress, then the demo patient. */
export const DemoPatientEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({ type: z.literal("done"), patient: Patient }),
]);
export type DemoPatientEvent = z.infer<typeof DemoPatientEvent>;

const patientFileDone = PatientFileContent.extend({ type: z.literal("done") });
const patientFileEvents = eventIterator(
  z.discriminatedUnion("type", [Progress.extend({ type: z.literal("progress") }), patientFileDone]),
);

/** What takes paths: never offered to a window. */
export const patientFiles = {
  export: may("clinician")
    .input(id.extend({ passphrase, path: z.string() }))
    .output(patientFileEvents),
  import: may("clinician")
    .input(z.object({ path: z.string(), passphrase, code: otherCode }))
    .output(patientFileEvents),
};

/** Who patients are by a file, each beside the patient of the same identifier where there is one. */
export const ReadDemographics = Demographics.extend({
  patients: z.array(
    FoundPatient.extend({
      patientId: PatientId.nullable(),
      /** What would change of that patient; what the file does not tell stays as it is. */
      changes: z.array(DemographicField),
    }),
  ),
});
export type ReadDemographics = z.infer<typeof ReadDemographics>;

export const patients = {
  /** A page of the patients, without more by most recent visit. */
  list: may("clinician", "technician").input(AskedPatients).output(PatientPage),
  /** The patient of an id or of the hospital's code. */
  find: may("clinician", "technician")
    .input(z.object({ idOrCode: z.string() }))
    .output(Patient.nullable()),
  get: may("clinician", "technician")
    .input(id)
    .output(z.object({ patient: Patient, visits: z.array(Visit), treatments: z.array(Treatment) })),
  /** Reads who patients are from a FHIR Patient, HL7 ADT messages or a table, in base 64; takes nothing. */
  read: may("clinician", "technician")
    .input(
      z.object({ fileName: z.string(), fileBase64: z.base64().max(Math.ceil(largestDemographics / 3) * 4) }),
    )
    .output(ReadDemographics),
  create: may("clinician", "technician").input(PatientDetails).output(Patient),
  /** Adds the synthetic patient of demonstrations with five visits: the whole or nothing. */
  addDemo: may("clinician").output(eventIterator(DemoPatientEvent)),
  /** `seen`, here and below: what the change was made from, so that nobody overwrites what was changed meanwhile. */
  update: may("clinician", "technician")
    .input(PatientDetails.extend({ ...id.shape, seen: PatientDetails.optional() }))
    .output(Patient),
  /** Takes a patient out of the list, or back into it; nothing is lost. */
  archive: may("clinician")
    .input(id.extend({ archived: z.boolean() }))
    .output(Patient),
  /**
   * Measures recordings of earlier definitions again by today's, so that the whole history compares; earlier analyses are
   * kept. `trends.get` says how many there are.
   */
  measureAgain: may("clinician", "technician").input(id).output(eventIterator(MeasuredAgainEvent)),
  /**
   * Erases the patient with all visits and recordings. `isWiped`: nothing is left in the write-ahead log either. `keptIn`:
   * backups that still hold the patient, or that cannot be looked into.
   */
  remove: may("clinician")
    .input(id)
    .output(removed.extend({ isWiped: z.boolean(), keptIn: z.array(z.string()) })),
  /** Everything of the patient as one file that only the passphrase opens. */
  exportFile: may("clinician")
    .input(id.extend({ passphrase }))
    .output(z.object({ fileName: z.string(), file: z.instanceof(Blob) })),
  /** Takes in a patient from such a file, which the door has received: all or nothing, over nothing that is here. */
  importFile: may("clinician")
    .input(z.object({ uploadId: z.string(), fileName: z.string(), passphrase, code: otherCode }))
    .output(PatientFileContent),
  /** What the patient's page reminds of, each until it is put away. */
  reminders: may("clinician").input(id).output(z.array(Reminder)),
  dismissReminder: may("clinician")
    .input(id.extend({ reminder: Reminder }))
    .output(z.object({ dismissed: z.boolean() })),
  addTreatment: may("clinician")
    .input(TreatmentDetails.extend({ patientId: PatientId }))
    .output(Treatment),
  updateTreatment: may("clinician")
    .input(TreatmentDetails.extend({ ...treatmentId.shape, seen: TreatmentDetails.optional() }))
    .output(Treatment),
  removeTreatment: may("clinician").input(treatmentId).output(removed),
};
