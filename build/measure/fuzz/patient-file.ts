import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../../main/core/dsp/random.ts";
import { analysisOf } from "../../../main/core/history/analysis.fixture.ts";
import { exportPatient, patientFileContent } from "../../../main/core/history/export-patient.ts";
import { importPatient } from "../../../main/core/history/import-patient.ts";
import { openDataHistory } from "../../../main/core/history/open-data-history.ts";
import { type PatientRecord, readRecords, recordBytes } from "../../../main/core/history/patient-records.ts";
import { createPatient, getPatient, removePatient } from "../../../main/core/history/patients.ts";
import { addRecording, listPatientRecordings } from "../../../main/core/history/recordings.ts";
import { createTreatment, listTreatments } from "../../../main/core/history/treatments.ts";
import { createVisit, listVisits } from "../../../main/core/history/visits.ts";
import { beginSealedFile, openSealedFile, readPieces } from "../../../main/core/vault/sealed-file.ts";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { TreatmentDetails } from "../../../shared/domain/treatment.ts";
import type { OpenedKind } from "./kind.ts";
import { below, mutateBytes, mutateJson } from "./mutate.ts";

const passphrase = "three calm herons";
const key = "ab".repeat(32);
const nothing = () => {};
type Held = { record: PatientRecord; bytes: Buffer | null };

/** Files of a patient that somebody sealed whose content is wrong: taken in, then everything of the patient is read. */
export async function patientFile(folder: string): Promise<OpenedKind> {
  const path = join(folder, "case.bulbar-patient");
  const whole = await wholeRecords(folder, path);
  const place = { dataFolder: join(folder, "here"), actor: "fuzz", programVersion: "fuzz", key, users: null };
  return {
    input: (random) => {
      const text = Buffer.concat(
        faulty(whole, random).flatMap(({ record, bytes }) => [...recordBytes(record, bytes)]),
      );
      return random.uniform() < 0.2 ? mutateBytes(text, random) : text;
    },
    feed: async (input) => {
      await seal(path, input);
      const { patientId } = await importPatient(place, path, { passphrase, code: null }, nothing);
      const history = openDataHistory(place.dataFolder, key);
      try {
        getPatient(history, patientId);
        listTreatments(history, patientId);
        listVisits(history, patientId);
        listPatientRecordings(history, patientId);
        return "taken";
      } finally {
        removePatient(history, patientId);
        history.close();
      }
    },
  };
}

async function wholeRecords(folder: string, path: string): Promise<Held[]> {
  const dataFolder = join(folder, "source");
  const history = openDataHistory(dataFolder, key);
  const { id: patientId } = createPatient(
    history,
    PatientDetails.parse({ code: "SOURCE", birthDate: "1960-05-01" }),
  );
  createTreatment(history, { ...TreatmentDetails.parse({ kind: "PEG", start: "2025-01-05" }), patientId });
  for (const date of ["2026-01-05", "2026-02-05"]) {
    const visit = createVisit(history, { patientId, date, device: "", notes: "" });
    const recording = { visitId: visit.id, task: "vowel-a", fileName: "a.wav" } as const;
    addRecording(history, { ...recording, bytes: Buffer.from(date), analysis: analysisOf("f0-mean", 120) });
  }
  history.close();
  const place = { dataFolder, actor: "fuzz", programVersion: "fuzz", key, users: null };
  await exportPatient(place, path, { patientId, passphrase }, nothing);
  return [...readRecords(readPieces(await openSealedFile(path, passphrase, patientFileContent)))];
}

/** One or two records changed, left out, doubled or moved. */
function faulty(whole: readonly Held[], random: Random): Held[] {
  const held = [...whole];
  for (let left = 1 + below(random, 2); left > 0 && held.length > 0; left--) {
    const at = below(random, held.length);
    const kind = random.uniform();
    const one = held[at]!;
    if (kind < 0.7) held[at] = { ...one, record: faultyRecord(one.record, random) };
    else if (kind < 0.8) held.splice(at, 1);
    else if (kind < 0.9) held.splice(below(random, held.length), 0, one);
    else held.splice(below(random, held.length), 0, ...held.splice(at, 1));
  }
  return held;
}

/** Of stored JSON (an analysis) often what it holds, not the text itself. */
function faultyRecord(record: PatientRecord, random: Random): PatientRecord {
  if (record.kind !== "row" || random.uniform() < 0.3) return mutateJson(record, random) as PatientRecord;
  const json = Object.entries(record.row).find(
    ([, value]) => typeof value === "string" && value.startsWith("{"),
  );
  if (!json) return { ...record, row: mutateJson(record.row, random) as typeof record.row };
  const [column, text] = json;
  return {
    ...record,
    row: { ...record.row, [column]: JSON.stringify(mutateJson(JSON.parse(String(text)), random)) },
  };
}

async function seal(path: string, content: Uint8Array): Promise<void> {
  rmSync(path, { force: true });
  const file = openSync(path, "wx");
  try {
    const about = {
      content: patientFileContent,
      createdAt: "2026-01-05T10:00:00.000Z",
      programVersion: "fuzz",
    };
    const writer = await beginSealedFile(file, passphrase, about, "");
    writer.write(content);
    writer.end();
  } finally {
    closeSync(file);
  }
}
