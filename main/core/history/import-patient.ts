import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { basename } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import { PatientId } from "../../../shared/domain/ids.ts";
import { Patient } from "../../../shared/domain/patient.ts";
import type { PatientFileContent } from "../../../shared/domain/patient-file.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { TaskId } from "../../../shared/domain/task.ts";
import { Treatment } from "../../../shared/domain/treatment.ts";
import { Visit } from "../../../shared/domain/visit.ts";
import { isThere } from "../vault/place-new-file.ts";
import { openSealedFile, readPieces, type SealedFile } from "../vault/sealed-file.ts";
import { audited } from "./audit.ts";
import type { HistoryPlace } from "./backup-history.ts";
import { sha256Of } from "./check-file.ts";
import { patientFileContent } from "./export-patient.ts";
import { historyError } from "./history-error.ts";
import { migrate, migrations } from "./migrate.ts";
import { openDataHistory } from "./open-data-history.ts";
import type { History } from "./open-history.ts";
import { type ReadRecord, readRecords } from "./patient-records.ts";
import { insertRow, patientTables, storedColumns } from "./patient-tables.ts";

/** What opens the file, and the code that the patient gets here; null: the one in the file. */
export type PatientImport = { passphrase: string; code: string | null };

type Row = Record<string, unknown>;
/** Columns that refer to other rows' ids, and the tables whose rows have ids. */
const referringColumns = ["patientId", "visitId", "recordingId", "addsTo"];
const tablesWithIds = ["patients", "visits", "treatments", "recordings", "analyses", "listenings", "reports"];

/** What rows must be besides what the tables themselves ask for. */
const id = z.uuid();
const shapes: Readonly<Record<string, z.ZodType>> = {
  patients: Patient.extend({ id }),
  visits: Visit.extend({ id, patientId: id }),
  treatments: Treatment.extend({ id, patientId: id }),
  recordings: z.object({ id, visitId: id, task: TaskId, importedAt: z.iso.datetime() }),
  analyses: z.object({ id, recordingId: id }),
  listenings: z.object({ id, recordingId: id }),
  reports: z.object({ id, visitId: id }),
};

/**
 * Takes a patient from a sealed file into the history, all of it or nothing. The file is first read from end to end,
 * then its rows are checked and brought to today's schema; only then the history is written to. Ids are kept, except those
 * that are taken here. Nothing that is here is changed. To be called in a process of its own.
 * @throws BulbarError patient-exists; sealed-file-...; passphrase-wrong; file-not-found; storage-...; history-...
 */
export async function importPatient(
  place: HistoryPlace,
  path: string,
  ask: PatientImport,
  onProgress: OnProgress,
): Promise<PatientFileContent> {
  if (!isThere(path)) throw new BulbarError("file-not-found", { file: basename(path), why: "missing" });
  const file = await openSealedFile(path, ask.passphrase, patientFileContent);
  onProgress({ stage: "unsealing", fraction: 0 });
  const rows = stageRows(file);
  const history = openDataHistory(place.dataFolder, place.key, { actor: place.actor });
  try {
    onProgress({ stage: "storing", fraction: 0 });
    return { ...store(history, file, rows, ask.code), bytes: statSync(path).size };
  } catch (error) {
    throw historyError(error, history.database.name);
  } finally {
    history.close();
  }
}

/** All rows but the sounds, in today's schema, by table. @throws BulbarError sealed-file-... */
function stageRows(file: SealedFile): Record<string, Row[]> {
  const staging = new Database(":memory:");
  try {
    staging.pragma("foreign_keys = ON"); // what belongs to nobody in the file belongs to nobody here
    fill(staging, file);
    migrate(staging);
    return readStaged(staging);
  } catch (error) {
    if (error instanceof BulbarError) throw error;
    throw notAPatient(file, error);
  } finally {
    staging.close();
  }
}

function fill(staging: Database.Database, file: SealedFile): void {
  const records = readRecords(readPieces(file));
  const { value: first } = records.next();
  if (first?.record.kind !== "start") throw new Error("it has no beginning");
  const { schema } = first.record;
  if (schema > migrations.length)
    throw new BulbarError("sealed-file-from-future", {
      file: basename(file.path),
      why: "schema",
      facts: { found: schema, known: migrations.length },
    });
  migrate(staging, migrations.slice(0, schema));
  let rows = 0;
  let end: number | null = null;
  for (const read of records) {
    if (end !== null || read.record.kind === "start") throw new Error("something follows its end");
    if (read.record.kind === "end") end = read.record.rows;
    else {
      stage(staging, read);
      rows++;
    }
  }
  if (end !== rows) throw new Error(`${rows} rows, where ${end} belong`);
}

/** Keeps a row; of a sound only whether it is the one of its SHA-256. */
function stage(staging: Database.Database, { record, bytes }: ReadRecord): void {
  if (record.kind !== "row") return;
  const table = patientTables.find(({ name }) => name === record.table);
  if (!table) throw new Error(`it has a table ${record.table}`);
  if (bytes && sha256Of(bytes) !== record.row.sha256) throw new Error(`bytes of ${record.row.sha256}`);
  if (table.name === "media" && !bytes) throw new Error("a sound has no bytes");
  insertRow(staging, table.name, {
    ...record.row,
    ...(table.bytes && { [table.bytes]: table.name === "media" ? Buffer.alloc(0) : bytes }),
  });
}

function readStaged(staging: Database.Database): Record<string, Row[]> {
  const rows = Object.fromEntries(
    patientTables.map(({ name }) => {
      const columns = storedColumns(staging, name).map((column) => `"${column}"`);
      const all = staging.prepare<[], Row>(`SELECT ${columns.join(", ")} FROM ${name} ORDER BY rowid`).all();
      for (const row of all) shapes[name]?.parse(row);
      return [name, all];
    }),
  );
  if (rows.patients?.length !== 1) throw new Error(`${rows.patients?.length} patients`);
  return rows;
}

function store(
  history: History,
  file: SealedFile,
  rows: Record<string, Row[]>,
  code: string | null,
): Omit<PatientFileContent, "bytes"> {
  const { database } = history;
  const add = () => {
    const [inFile] = rows.patients as [Row];
    const patient = { id: String(inFile.id), code: code ?? String(inFile.code) };
    refuseTaken(database, patient, code !== null);
    const newIds = idsInsteadOfTaken(database, rows);
    for (const { name } of patientTables)
      if (name === "media") storeSounds(database, file);
      else
        for (const row of rows[name]!)
          insertRow(database, name, {
            ...withIds(name, row, newIds),
            ...(name === "patients" && { code: patient.code }),
          });
    return {
      patientId: PatientId.parse(newIds.get(patient.id) ?? patient.id),
      code: patient.code,
      visits: rows.visits!.length,
      recordings: rows.recordings!.length,
    };
  };
  return audited(history, add, ({ patientId, visits, recordings }) => ({
    action: "create",
    patientId,
    subject: `patient ${patientId}`,
    detail: `from a sealed file, ${visits} visits, ${recordings} recordings`,
  }));
}

/** The same patient once more is taken in only where another code was asked for. @throws BulbarError patient-exists */
function refuseTaken(
  database: Database.Database,
  { id, code }: { id: string; code: string },
  isOtherCode: boolean,
): void {
  const taken = database
    .prepare<[string, string], { id: string; code: string }>(
      "SELECT id, code FROM patients WHERE id = ? OR code = ?",
    )
    .all(id, code);
  const same = taken.find((other) => other.id === id);
  if (same && !isOtherCode)
    throw new BulbarError("patient-exists", { why: "id", facts: { code: same.code } });
  // by id alone, where another code was asked for: a second one beside it
  const ofCode = taken.find((other) => other !== same || same.code.toLowerCase() === code.toLowerCase());
  if (ofCode) throw new BulbarError("patient-exists", { why: "code", facts: { code: ofCode.code } });
}

/** A new id for each one in the file that is taken here. */
function idsInsteadOfTaken(database: Database.Database, rows: Record<string, Row[]>): Map<string, string> {
  const ids = new Map<string, string>();
  for (const table of tablesWithIds) {
    const isTaken = database.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).pluck();
    for (const row of rows[table]!) if (isTaken.get(row.id)) ids.set(String(row.id), randomUUID());
  }
  return ids;
}

function withIds(table: string, row: Row, ids: Map<string, string>): Row {
  const referring = referringColumns.filter((column) => column in row);
  const columns = [...referring, ...(tablesWithIds.includes(table) ? ["id"] : [])];
  const changed = columns.map((column) => [column, ids.get(String(row[column])) ?? row[column]]);
  return { ...row, ...Object.fromEntries(changed) };
}

/** Reads the file once more, so that one sound is held at a time. A sound that another recording has is there already. */
function storeSounds(database: Database.Database, file: SealedFile): void {
  const insert = database.prepare("INSERT OR IGNORE INTO media (sha256, bytes) VALUES (?, ?)");
  for (const { record, bytes } of readRecords(readPieces(file))) {
    if (record.kind !== "row" || record.table !== "media") continue;
    if (!bytes || sha256Of(bytes) !== record.row.sha256) throw notAPatient(file, "changed while it was read");
    insert.run(record.row.sha256, bytes);
  }
}

function notAPatient(file: SealedFile, cause: unknown): BulbarError {
  return new BulbarError(
    "sealed-file-damaged",
    { file: basename(file.path), why: "content", detail: String(cause) },
    { cause },
  );
}
