import type { ReadDemographics } from "../../../shared/contract/patients.ts";
import { type Demographics, demographicFields } from "../../../shared/domain/demographics.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import { addDemoPatient } from "../analysis/add-demo-patient.ts";
import { measureAgain } from "../analysis/measure-again.ts";
import { patientReminders } from "../analysis/patient-reminders.ts";
import { signals } from "../analysis/recording-signal.ts";
import { listPatients } from "../history/patient-list.ts";
import {
  archivePatient,
  createPatient,
  findPatient,
  getPatient,
  removePatient,
  updatePatient,
} from "../history/patients.ts";
import { dismissReminder } from "../history/reminders.ts";
import { stillKeptIn } from "../history/still-kept.ts";
import { createTreatment, listTreatments, removeTreatment, updateTreatment } from "../history/treatments.ts";
import { listVisits } from "../history/visits.ts";
import { operation } from "./implementer.ts";
import { exportToWindow, importFromWindow } from "./patient-files.ts";
import { withProgress } from "./with-progress.ts";

const { patients: on } = operation;

export const patients = {
  list: on.list.handler(async ({ context: { core }, input }) => listPatients(await core.history(), input)),
  find: on.find.handler(async ({ context: { core }, input }) =>
    findPatient(await core.history(), input.idOrCode),
  ),
  get: on.get.handler(async ({ context: { core }, input: { id } }) => {
    const history = await core.history();
    return {
      patient: getPatient(history, id),
      visits: listVisits(history, id),
      treatments: listTreatments(history, id),
    };
  }),
  read: on.read.handler(async ({ context: { core }, input }) => {
    const { readDemographics } = await import("../exchange/demographics/read-demographics.ts");
    const found = readDemographics(Buffer.from(input.fileBase64, "base64"), input.fileName);
    const history = await core.history();
    return besideKnown(found, (code) => findPatient(history, code));
  }),
  create: on.create.handler(async ({ context: { core }, input }) =>
    createPatient(await core.history(), input),
  ),
  addDemo: on.addDemo.handler(({ context: { core }, signal }) =>
    withProgress((run) => addDemoPatient(core, run), signal),
  ),
  update: on.update.handler(async ({ context: { core }, input }) =>
    updatePatient(await core.history(), input),
  ),
  reminders: on.reminders.handler(async ({ context: { core }, input }) =>
    patientReminders(await core.history(), input.id),
  ),
  dismissReminder: on.dismissReminder.handler(async ({ context: { core }, input }) => {
    dismissReminder(await core.history(), input.id, input.reminder);
    return { dismissed: true };
  }),
  archive: on.archive.handler(async ({ context: { core }, input }) =>
    archivePatient(await core.history(), input.id, input.archived),
  ),
  measureAgain: on.measureAgain.handler(({ context: { core }, input, signal }) =>
    withProgress((run) => measureAgain(core, input.id, run), signal),
  ),
  remove: on.remove.handler(async ({ context: { core }, input: { id } }) => {
    signals.forgetAll();
    const gone = removePatient(await core.history(), id);
    return { ...gone, keptIn: stillKeptIn(core.options.dataFolder, core.vault.dataKey(), id) };
  }),
  exportFile: on.exportFile.handler(({ context, input, signal }) => exportToWindow(context, input, signal)),
  importFile: on.importFile.handler(({ context, input, signal }) => importFromWindow(context, input, signal)),
  addTreatment: on.addTreatment.handler(async ({ context: { core }, input }) =>
    createTreatment(await core.history(), input),
  ),
  updateTreatment: on.updateTreatment.handler(async ({ context: { core }, input }) =>
    updateTreatment(await core.history(), input),
  ),
  removeTreatment: on.removeTreatment.handler(async ({ context: { core }, input }) => ({
    removed: removeTreatment(await core.history(), input.id),
  })),
};

function besideKnown(found: Demographics, knownBy: (code: string) => Patient | null): ReadDemographics {
  return {
    ...found,
    patients: found.patients.map((one) => {
      const known = knownBy(one.code);
      const changes = demographicFields.filter((field) => one[field] && known && one[field] !== known[field]);
      return { ...one, patientId: known?.id ?? null, changes };
    }),
  };
}
