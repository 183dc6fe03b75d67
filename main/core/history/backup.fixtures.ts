import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { HistoryPlace } from "./backup-history.ts";
import { sha256Of } from "./check-file.ts";
import { patientDetails, temporaryFolder, testKey, visitDetails } from "./history.fixtures.ts";
import { historyFileName } from "./history-file-name.ts";
import { openDataHistory } from "./open-data-history.ts";
import { createPatient } from "./patients.ts";
import { addRecording } from "./recordings.ts";
import { createVisit } from "./visits.ts";

/** A data folder whose history holds a patient and recordings of random bytes; nothing has it open. */
export function filledFolder(
  recordings = 3,
  bytesEach = 60_000,
  key = testKey,
): HistoryPlace & { path: string } {
  const dataFolder = temporaryFolder();
  const history = openDataHistory(dataFolder, key);
  const patient = createPatient(history, patientDetails("P1"));
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), patientId: patient.id });
  for (let number = 0; number < recordings; number++)
    addRecording(history, {
      visitId: visit.id,
      task: "vowel-a",
      fileName: `${number}.wav`,
      bytes: randomBytes(bytesEach),
      analysis: null,
    });
  history.close();
  const path = join(dataFolder, historyFileName);
  return { dataFolder, actor: "dr-x", programVersion: "1.2.3", key, users: null, path };
}

/** What the history of a folder holds: codes of patients, and the SHA-256 of every sound's bytes as they are read. */
export function contentOf(dataFolder: string): {
  codes: string[];
  sounds: string[];
} {
  const { database, close } = openDataHistory(dataFolder, testKey);
  try {
    return {
      codes: database.prepare<[], string>("SELECT code FROM patients ORDER BY code").pluck().all(),
      sounds: database
        .prepare<[], Buffer>("SELECT bytes FROM media ORDER BY sha256")
        .pluck()
        .all()
        .map(sha256Of),
    };
  } finally {
    close();
  }
}

/** One patient more. */
export function addPatient(dataFolder: string, code: string): void {
  const history = openDataHistory(dataFolder, testKey);
  createPatient(history, patientDetails(code));
  history.close();
}
