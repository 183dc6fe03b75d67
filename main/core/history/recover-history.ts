import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { LostRows, PlacedHistory } from "../../../shared/domain/backup.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { beginAuditKey } from "./audit-trail.ts";
import { type HistoryPlace, refuseMissing } from "./backup-history.ts";
import { checkHistoryFile, sha256Of } from "./check-file.ts";
import { historyError } from "./history-error.ts";
import { historyFileName } from "./history-file-name.ts";
import { openHistory, openToRead } from "./open-history.ts";
import { draftPathOf, placeHistory, removeDraft } from "./place-history.ts";

/** Parents first, so that what hangs on them finds them. */
export const salvagedTables = [
  "patients",
  "visits",
  "media",
  "recordings",
  "analyses",
  "treatments",
  "alsfrs",
  "reports",
  "reportDrafts",
  "takeChoices",
  "visitIndices",
  "researchPseudonyms",
  "siteSettings",
  "outbox",
  "captures",
  "captureReports",
  "recordingStates",
  "visitModels",
  "roomChecks",
  "levelCalibrations",
  "listenings",
  "formEntries",
  "dismissedReminders",
  "audit",
  "auditKeys",
] as const;

/** After so many numbers in a row without a row that can be read a table is at its end. */
const mostMissing = 20_000;

type Row = Record<string, unknown>;
export type Recovered = PlacedHistory & { tables: LostRows[] };

/**
 * Reads row by row what can still be read of a damaged history into a new one that takes its place; the damaged one is
 * kept. Nothing is taken that does not authenticate. Where a visit's patient is lost, a patient with the code
 * "recovered-..." takes the place, so that the visit stays. Rows counted as lost: those that the damage hides (at least)
 * and those that belong to something lost. To be called in a process of its own.
 * @throws BulbarError history-corrupt where the very start of the file is damaged; as `placeHistory` does
 */
export async function recoverHistory(
  { dataFolder, actor, key }: HistoryPlace,
  onProgress: OnProgress,
): Promise<Recovered> {
  const path = join(dataFolder, historyFileName);
  refuseMissing(path);
  const draft = draftPathOf(path, randomUUID());
  try {
    const found = salvage(path, draft, key, onProgress);
    await checkHistoryFile(draft, key, onProgress);
    const lost = found.filter((one) => one.lost > 0).map((one) => `${one.lost} of ${one.table}`);
    const why = `recovered from damage; lost: ${lost.join(", ") || "nothing"}`;
    return { ...placeHistory(draft, path, key, { actor, why }), tables: found };
  } catch (error) {
    throw historyError(error, path);
  } finally {
    removeDraft(draft);
  }
}

function salvage(path: string, draft: string, key: string, onProgress: OnProgress): LostRows[] {
  const damaged = openToRead(path, key);
  const target = openHistory(draft, key);
  try {
    damaged.pragma("ignore_check_constraints = ON");
    target.database.exec("DELETE FROM auditKeys"); // the trail goes on with its own
    const found = salvagedTables.map((table, index) => {
      onProgress({ stage: "salvaging", fraction: index / salvagedTables.length });
      return salvageTable(damaged, target.database, table);
    });
    if (!found.some(({ table, saved }) => table === "auditKeys" && saved > 0)) beginAuditKey(target.database);
    return found;
  } finally {
    target.close();
    damaged.close();
  }
}

function salvageTable(damaged: Database, target: Database, table: string): LostRows {
  const there = columnsOf(damaged, table);
  const columns = columnsOf(target, table).filter((name) => there.includes(name));
  const counts = { saved: 0, lost: 0 };
  if (columns.length === 0) return { table, ...counts };
  const insert = insertInto(target, table, columns);
  const all = target.transaction(() => {
    for (const row of readableRows(damaged, table, columns)) {
      if (row !== null && place(target, table, row, insert)) counts.saved++;
      else counts.lost++;
    }
  });
  all.immediate();
  return { table, ...counts };
}

/** Names of the stored columns; none where there is no such table. */
function columnsOf(database: Database, table: string): string[] {
  return (database.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
}

function insertInto(target: Database, table: string, columns: string[]): (row: Row) => void {
  const names = columns.map((name) => `"${name}"`).join(", ");
  const places = columns.map((name) => `@${name}`).join(", ");
  const statement = target.prepare(`INSERT INTO ${table} (${names}) VALUES (${places})`);
  return (row) => void statement.run(row);
}

/** Rows in order of their number; null stands for one that is there and cannot be read. */
function* readableRows(database: Database, table: string, columns: string[]): Generator<Row | null> {
  const names = columns.map((name) => `"${name}"`).join(", ");
  const read = database.prepare<[number], Row>(`SELECT ${names} FROM ${table} WHERE rowid = ?`);
  const last = lastNumber(database, table);
  let missing = 0;
  for (let number = 1; last === null ? missing < mostMissing : number <= last; number++) {
    const row = attempt(() => read.get(number));
    missing = row ? 0 : missing + 1;
    // without a last number, what fails behind the last row that was read cannot be told from nothing
    if (row) yield row;
    else if (row === null && last !== null) yield null;
  }
}

function lastNumber(database: Database, table: string): number | null {
  return attempt(
    () => database.prepare<[], number | null>(`SELECT max(rowid) FROM ${table}`).pluck().get() ?? 0,
  );
}

/** What a read gives; null where it meets damage. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** False where the row belongs to something lost, or its bytes are not its own. */
function place(target: Database, table: string, row: Row, insert: (row: Row) => void): boolean {
  if (table === "media" && sha256Of(row.bytes as Buffer) !== row.sha256) return false;
  if (table === "visits" || table === "treatments") standIn(target, String(row.patientId));
  try {
    insert(row);
    return true;
  } catch {
    return false;
  }
}

function standIn(target: Database, patientId: string): void {
  target
    .prepare(
      `INSERT OR IGNORE INTO patients (id, code, name, onsetRegion, diagnosis, notes, createdAt)
       VALUES (?, ?, '', 'unknown', '', 'The patient''s own data were lost.', ?)`,
    )
    .run(patientId, `recovered-${patientId.slice(0, 8)}`, new Date().toISOString());
}
