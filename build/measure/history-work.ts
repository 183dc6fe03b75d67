/**
 * One kind of work on a history, a line of JSON for each visit, recording or patient that is stored: over and over until it
 * is killed (kills.ts), or once, with how it ended (write-faults.ts).
 *
 *   history-work.ts WORK DATA-FOLDER SOURCE-FOLDER OUT-FOLDER [once]
 */
import { randomUUID } from "node:crypto";
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { call } from "@orpc/server";
import { analyseAgain, importRecording } from "../../main/core/analysis/import-recording.ts";
import { type Core, createCore, historyPlaceOf } from "../../main/core/core.ts";
import { historyApart } from "../../main/core/history/history-apart.ts";
import { listPatients } from "../../main/core/history/patient-list.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { listPatientRecordings } from "../../main/core/history/recordings.ts";
import { createVisit, listVisits } from "../../main/core/history/visits.ts";
import { toOrpcError } from "../../main/core/operations/implementer.ts";
import { reports } from "../../main/core/operations/reports.ts";
import { findProgramFolder } from "../../main/core/program.ts";
import { Uploads, withUpload } from "../../main/core/uploads.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";

export const historyWorks = [
  "import",
  "analysis",
  "report",
  "backup",
  "patient-import",
  "patient-export",
] as const;
export type HistoryWork = (typeof historyWorks)[number];

/** The history's one user, set up by whatever comes first. */
export async function logOnForWork(vault: Core["vault"]): Promise<void> {
  const user = { name: "kills", password: "killed at random" };
  await (vault.hasUsers() ? vault.logOn(user) : vault.setUp(user));
}

/** What opens the patient's file among the sources. */
export const passphrase = "three calm herons";
export const patientFileName = "patient.bulbar-patient";

const run = { signal: new AbortController().signal, onProgress: () => {} };
const tell = (stored: Record<string, string>) => process.stdout.write(`${JSON.stringify(stored)}\n`);

type Place = { core: Core; uploads: Uploads; sources: string; out: string };

/** A patient of this process, with a visit; told as soon as they are stored. */
async function ownVisit({ core }: Place) {
  const history = await core.history();
  const patient = createPatient(history, PatientDetails.parse({ code: `K${randomUUID()}` }));
  tell({ patient: patient.id });
  const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
  tell({ visit: visit.id });
  return visit;
}

/** As a window does it: handed over, decoded, measured, stored. */
async function importOne(place: Place): Promise<void> {
  const { core, uploads, sources } = place;
  const visit = await ownVisit(place);
  for (const fileName of readdirSync(sources).filter((name) => name.endsWith(".wav"))) {
    const uploadId = await uploads.receive(createReadStream(join(sources, fileName)));
    const { recording } = await withUpload(uploads.place, uploadId, (bytes) =>
      importRecording(core, { visitId: visit.id, fileName, source: { bytes } }, run),
    );
    tell({ recording: recording.id });
  }
}

/** A recording and its visit among those that are there. */
async function anyRecording({ core }: Place) {
  const history = await core.history();
  const patients = listPatients(history).rows.filter(({ visits }) => visits > 0);
  for (const { id } of patients) {
    const [recording] = listPatientRecordings(history, id);
    if (recording) return { recording, patientId: id, visitId: listVisits(history, id)[0]!.id };
  }
  throw new Error("no recording is there");
}

const works: Record<HistoryWork, (place: Place) => Promise<void>> = {
  import: importOne,
  analysis: async (place) => {
    const { recording } = await anyRecording(place);
    await analyseAgain(place.core, recording.id, run);
  },
  report: async (place) => {
    const { visitId } = await anyRecording(place);
    const context = { core: place.core, session: { user: "kills", role: "administrator" } as const };
    await call(reports.create, { visitId, language: "en" }, { context });
  },
  backup: async ({ core, out }) => {
    await historyApart("backup", historyPlaceOf(core, "kills"), join(out, "b.bulbar-backup"), run);
  },
  "patient-import": async ({ core, sources }) => {
    const ask = { passphrase, code: `I${randomUUID()}` };
    const file = join(sources, patientFileName);
    const { patientId } = await historyApart("import-patient", historyPlaceOf(core, "kills"), file, run, ask);
    tell({ patient: patientId });
  },
  "patient-export": async (place) => {
    const { patientId } = await anyRecording(place);
    const file = join(place.out, "p.bulbar-patient");
    const ask = { patientId, passphrase };
    await historyApart("export-patient", historyPlaceOf(place.core, "kills"), file, run, ask);
  },
};

/** What a door would tell of the failure: a code of the product. */
const codeOf = (error: unknown): string => toOrpcError(error).code;

async function workOnce(work: HistoryWork, place: Place): Promise<void> {
  try {
    await logOnForWork(place.core.vault);
    await works[work](place);
    tell({ ended: "done" });
  } catch (error) {
    tell({ ended: codeOf(error), detail: String(error) });
  } finally {
    await place.core.close();
  }
}

if (import.meta.main) {
  const [work, dataFolder, sources, out, once] = process.argv.slice(2) as [
    HistoryWork,
    string,
    string,
    string,
    "once"?,
  ];
  const uploads = new Uploads(dataFolder);
  const programFolder = findProgramFolder();
  const options = { programFolder, dataFolder, programVersion: "kills", device: "cpu", threads: 1 } as const;
  const place = { core: createCore({ ...options, uploads: uploads.place }), uploads, sources, out };
  if (once) await workOnce(work, place);
  else {
    await logOnForWork(place.core.vault);
    await place.core.history();
    tell({ started: work });
    for (;;) await works[work](place);
  }
}
