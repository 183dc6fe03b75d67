import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Database } from "better-sqlite3";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { type PatientFileContent, patientFileSuffix } from "../../../shared/domain/patient-file.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { isThere } from "../vault/place-new-file.ts";
import { beginSealedFile, isSealedFile, type SealedWriter } from "../vault/sealed-file.ts";
import { audited } from "./audit.ts";
import { type HistoryPlace, refuseMissing, refuseNoFolder, removeStaleDrafts } from "./backup-history.ts";
import { sha256Of } from "./check-file.ts";
import { historyCorrupt, historyError } from "./history-error.ts";
import { historyFileName } from "./history-file-name.ts";
import { migrations } from "./migrate.ts";
import { found } from "./not-found.ts";
import { openDataHistory } from "./open-data-history.ts";
import type { History } from "./open-history.ts";
import { recordBytes } from "./patient-records.ts";
import { type PatientTable, patientTables, storedColumns } from "./patient-tables.ts";

/** Whom to write into a file, and what opens it. */
export type PatientExport = { patientId: PatientId; passphrase: string };

/** What a sealed file of a patient says that it holds. */
export const patientFileContent = "patient";

const draftSuffix = `${patientFileSuffix}-part`;
const words = `Everything that Bulbar keeps of one patient, sealed with a passphrase. To take it in:
bulbar patients import FILE
Alles, was Bulbar von einem Patienten führt, mit einer Passphrase versiegelt. Zum Aufnehmen:
bulbar patients import DATEI
`;

/**
 * Writes everything of a patient into one sealed file: one moment's state, while others go on writing. At most one
 * recording is held in memory. The file gets its name when it is whole; what had that name is replaced where it is such a
 * file. To be called in a process of its own.
 * @throws BulbarError not-found; storage-...; history-...
 */
export async function exportPatient(
  place: HistoryPlace,
  target: string,
  ask: PatientExport,
  onProgress: OnProgress,
): Promise<PatientFileContent> {
  const path = resolve(target);
  refuseMissing(join(place.dataFolder, historyFileName));
  refuseTarget(path);
  removeStaleDrafts(dirname(path), draftSuffix);
  const draft = join(dirname(path), `.${randomUUID()}${draftSuffix}`);
  const history = openDataHistory(place.dataFolder, place.key, { actor: place.actor });
  try {
    const written = await writePatient(history, draft, ask, { place, onProgress });
    audited(
      history,
      () => renameSync(draft, path),
      () => ({
        action: "export",
        patientId: ask.patientId,
        subject: `patient ${ask.patientId}`,
        detail: `sealed file, ${written.visits} visits, ${written.recordings} recordings`,
      }),
    );
    return { ...written, bytes: statSync(path).size };
  } catch (error) {
    throw historyError(error, draft);
  } finally {
    history.close();
    rmSync(draft, { force: true });
  }
}

function refuseTarget(path: string): void {
  refuseNoFolder(dirname(path));
  if (!isThere(path)) return;
  try {
    if (statSync(path).isFile() && isSealedFile(path)) return;
  } catch (error) {
    throw storageError(error) ?? error;
  }
  throw new BulbarError("storage-in-the-way", { file: basename(path), why: "no-sealed-file" });
}

async function writePatient(
  history: History,
  draft: string,
  { patientId, passphrase }: PatientExport,
  { place, onProgress }: { place: HistoryPlace; onProgress: OnProgress },
): Promise<Omit<PatientFileContent, "bytes">> {
  const file = openSync(draft, "wx", 0o600);
  try {
    const about = {
      content: patientFileContent,
      createdAt: history.now().toISOString(),
      programVersion: place.programVersion,
    };
    const writer = await beginSealedFile(file, passphrase, about, words);
    const written = history.database
      .transaction(() => writeRows(history.database, patientId, writer, onProgress))
      .deferred();
    writer.end();
    fsyncSync(file);
    return written;
  } finally {
    closeSync(file);
  }
}

/** Rows as they are stored, of one moment. */
function writeRows(
  database: Database,
  patientId: PatientId,
  writer: SealedWriter,
  onProgress: OnProgress,
): Omit<PatientFileContent, "bytes"> {
  const code = found(
    database.prepare<[string], string>("SELECT code FROM patients WHERE id = ?").pluck().get(patientId),
    "patient",
  );
  const counts: Record<string, number> = {};
  const write = (...record: Parameters<typeof recordBytes>) => {
    for (const bytes of recordBytes(...record)) writer.write(bytes);
  };
  write({ kind: "start", schema: migrations.length });
  for (const [index, table] of patientTables.entries()) {
    onProgress({ stage: "sealing", fraction: index / patientTables.length });
    counts[table.name] = 0;
    for (const { row, bytes } of rowsOf(database, table, patientId)) {
      write({ kind: "row", table: table.name, row, ...(bytes && { bytes: bytes.byteLength }) }, bytes);
      counts[table.name]!++;
    }
  }
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  write({ kind: "end", rows });
  onProgress({ stage: "sealing", fraction: 1 });
  return { patientId, code, visits: counts.visits ?? 0, recordings: counts.recordings ?? 0 };
}

type StoredRow = { row: Record<string, string | number | null>; bytes: Buffer | null };

function* rowsOf(database: Database, table: PatientTable, patientId: string): Generator<StoredRow> {
  const columns = storedColumns(database, table.name).map((name) => `"${name}"`);
  type Row = Record<string, string | number | null | Buffer>;
  const rows = database.prepare<[{ patientId: string }], Row>(
    `SELECT ${columns.join(", ")} FROM ${table.name} WHERE ${table.rows}`,
  );
  for (const row of rows.iterate({ patientId })) {
    const bytes = table.bytes ? (row[table.bytes] as Buffer) : null;
    if (table.bytes) delete row[table.bytes];
    if (bytes && sha256Of(bytes) !== row.sha256)
      throw historyCorrupt(`${table.name}: bytes of ${row.sha256}`);
    yield { row: row as StoredRow["row"], bytes };
  }
}
