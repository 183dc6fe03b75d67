import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analysisOf } from "./analysis.fixture.ts";
import { listAudit } from "./audit.ts";
import { backUpHistory } from "./backup-history.ts";
import { changeBackupState } from "./backup-state.ts";
import { decryptedPages } from "./decrypted-pages.fixture.ts";
import { patientDetails, temporaryFolder, testKey, visitDetails } from "./history.fixtures.ts";
import { openDataHistory } from "./open-data-history.ts";
import type { History } from "./open-history.ts";
import { createPatient, removePatient } from "./patients.ts";
import { addRecording } from "./recordings.ts";
import { addReport } from "./reports.ts";
import { keptPseudonym } from "./research-pseudonyms.ts";
import { stillKeptIn } from "./still-kept.ts";
import { decideTake } from "./take-choices.ts";
import { createVisit } from "./visits.ts";

const sound = (mark: string) => Buffer.concat([randomBytes(30_000), Buffer.from(mark), randomBytes(50_000)]);

/** A patient whose every text and byte carries a mark. */
function add(history: History, mark: string) {
  const patient = createPatient(history, {
    ...patientDetails(mark, `${mark} name`),
    notes: `${mark} `.repeat(500),
  });
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), device: mark, patientId: patient.id });
  for (const number of [1, 2, 3]) {
    const made = { visitId: visit.id, task: "vowel-a" as const, fileName: `${mark}${number}.wav` };
    const { recording } = addRecording(history, {
      ...made,
      bytes: sound(mark),
      analysis: analysisOf(mark, 1),
    });
    decideTake(history, { id: recording.id, decision: "leave-out", reason: mark });
  }
  addReport(history, { visitId: visit.id, pdf: sound(mark), signature: null, addsTo: null });
  return patient.id;
}

test("of an erased patient nobody finds a byte with the key, in used pages, free ones or the log; others stay", () => {
  const dataFolder = temporaryFolder();
  const path = join(dataFolder, "history.db");
  const history = openDataHistory(dataFolder, testKey);
  const ids = Array.from({ length: 12 }, (_, number) =>
    add(history, number === 5 ? "Zahnlos" : `Bleibt${number}`),
  );
  keptPseudonym(history, ids[5]!);
  history.database.pragma("wal_checkpoint(TRUNCATE)");
  expect(decryptedPages(path, testKey).includes("Zahnlos")).toBe(true);
  expect(removePatient(history, ids[5]!)).toEqual({ removed: true, isWiped: true });
  expect(existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0).toBe(0);
  const left = decryptedPages(path, testKey);
  expect(left.includes("Zahnlos")).toBe(false);
  expect(left.includes("Bleibt4 name")).toBe(true);
  const [last] = listAudit(history, ids[5]!).slice(-1);
  expect(last).toMatchObject({ action: "delete", subject: `patient ${ids[5]}`, detail: "erased" });
  history.close();
});

test("while another program reads, the log is not emptied, and that is told", () => {
  const dataFolder = temporaryFolder();
  const history = openDataHistory(dataFolder, testKey);
  const id = add(history, "Zahnlos");
  const other = openDataHistory(dataFolder, testKey);
  other.database.exec("BEGIN");
  other.database.prepare("SELECT count(*) FROM patients").get();
  history.database.pragma("busy_timeout = 100");
  expect(removePatient(history, id)).toEqual({ removed: true, isWiped: false });
  other.database.exec("COMMIT");
  other.close();
  history.close();
  openDataHistory(dataFolder, testKey).close();
  expect(decryptedPages(join(dataFolder, "history.db"), testKey).includes("Zahnlos")).toBe(false);
});

test("backups and what a restore put aside are named where they still hold the patient or cannot be looked into", async () => {
  const [dataFolder, folder] = [temporaryFolder(), temporaryFolder()];
  const place = { dataFolder, actor: "dr-x", programVersion: "1.2.3", key: testKey, users: null };
  const history = openDataHistory(dataFolder, testKey);
  changeBackupState(dataFolder, { folder });
  const backUp = (name: string) => backUpHistory(place, join(folder, name), () => {});
  await backUp("before.bulbar-backup");
  const id = add(history, "Zahnlos");
  await backUp("with.bulbar-backup");
  copyFileSync(join(folder, "with.bulbar-backup"), join(dataFolder, "history-before-2026-01-05-100000.db"));
  removePatient(history, id);
  await backUp("after.bulbar-backup");
  writeFileSync(join(folder, "letter.bulbar-backup"), "dear colleague");
  expect(stillKeptIn(dataFolder, testKey, id)).toEqual([
    "with.bulbar-backup",
    "history-before-2026-01-05-100000.db",
  ]);
  expect(stillKeptIn(dataFolder, "ff".repeat(32), id)).toContain("before.bulbar-backup");
  history.close();
});
