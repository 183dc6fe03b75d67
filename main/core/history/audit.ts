import { BulbarError } from "../../../shared/domain/error.ts";
import { onlyWritingFails } from "../../../shared/domain/storage-error.ts";
import type { AuditEvent } from "./audit-event.ts";
import type { AuditHead } from "./audit-head.ts";
import { type AuditRow, auditHash, auditKeys, headOf, keepAuditHead, lastAuditRow } from "./audit-trail.ts";
import { historyError } from "./history-error.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";

/**
 * Runs `work` and writes what happened into the audit trail, both or neither.
 * Transactions nest: an inner one belongs to the outer.
 *
 * Where nothing can be written (full disk, limit, read-only medium) a clinician may still read: the row of a read is
 * kept in memory with its time and written, marked as late, as soon as there is room, at the latest when the history
 * closes. A program that ends before loses these rows; on a medium that is never writable they are always lost.
 * Everything but a read needs its row.
 * @throws BulbarError storage-... where the disk fails, and whatever `work` throws
 */
export function audited<T>(history: History, work: () => T, event: (result: T) => AuditEvent): T {
  const { database } = history;
  const both = database.transaction(() => {
    const result = work();
    writeAudit(history, event(result));
    return result;
  });
  if (database.inTransaction) return both();
  try {
    history.refuseGone();
    if (history.readOnly) throw history.readOnly;
    writeUntold(history);
    const result = both.immediate();
    keepAuditHead(history);
    return result;
  } catch (error) {
    const told = historyError(error, database.name);
    if (!onlyWritingFails(told)) throw told;
    return readUntold(history, work, event, told as BulbarError);
  }
}

/** Does the work where it writes nothing, and keeps its audit row for later. */
function readUntold<T>(
  history: History,
  work: () => T,
  event: (result: T) => AuditEvent,
  why: BulbarError,
): T {
  const { database, untold, closing } = history;
  const read = database.transaction(() => {
    const result = work();
    return { result, what: event(result) };
  });
  database.pragma("query_only = ON");
  try {
    const { result, what } = read.deferred();
    if (what.action !== "read") throw why;
    if (untold.length === 0 && !history.readOnly) closing.push(() => tryToWriteUntold(history));
    untold.push({ ...what, at: history.now().toISOString(), actor: history.actor });
    return result;
  } catch (error) {
    throw error instanceof BulbarError ? error : why;
  } finally {
    if (!history.readOnly) database.pragma("query_only = OFF");
  }
}

/** Appends the rows that found no room before, all or none. */
function writeUntold(history: History): void {
  const { database, untold } = history;
  if (untold.length === 0) return;
  const late = (detail = "") => [detail, "written late, there was no room"].filter(Boolean).join("; ");
  const append = database.transaction(() => {
    for (const event of untold) writeAudit(history, { ...event, detail: late(event.detail) });
  });
  append.immediate();
  keepAuditHead(history);
  untold.length = 0;
}

function tryToWriteUntold(history: History): void {
  try {
    writeUntold(history);
  } catch (error) {
    if (!onlyWritingFails(historyError(error, history.database.name))) throw error;
  }
}

/** Appends one row. Its hash covers its own content and the hash of the row before. */
export function writeAudit(history: History, event: AuditEvent): void {
  const append = history.database.transaction(() => {
    const last = lastAuditRow(history.database);
    const row = {
      number: (last?.number ?? 0) + 1,
      at: history.now().toISOString(),
      actor: history.actor,
      detail: "",
      ...event,
    };
    history.database
      .prepare(
        `INSERT INTO audit (number, at, actor, action, patientId, subject, detail, sha256)
         VALUES (@number, @at, @actor, @action, @patientId, @subject, @detail, @sha256)`,
      )
      .run({ ...row, sha256: auditHash(last?.sha256 ?? "", row, auditKeys(history.database)(row.number)) });
  });
  append.immediate();
}

/** Number and hash of the trail's last row: what a report prints, so that a trail cut or rewritten later is seen. */
export function auditHead({ database }: History): AuditHead {
  return headOf(database);
}

/** The trail, oldest first; of one patient, by its index, where an id is given. Looking at it is itself not audited. */
export function listAudit({ database }: History, patientId?: string): AuditRow[] {
  if (patientId === undefined)
    return database.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY number").all();
  return database
    .prepare<[string], AuditRow>("SELECT * FROM audit WHERE patientId = ? ORDER BY number")
    .all(patientId);
}

/** Whose rows are meant: a patient's id or code, or the id of one who was erased. @throws BulbarError not-found */
export function auditedPatientId({ database }: History, idOrCode: string): string {
  const id = database
    .prepare<[string, string, string], string>(
      `SELECT id FROM patients WHERE id = ? OR code = ?
       UNION ALL SELECT * FROM (SELECT patientId FROM audit WHERE patientId = ? LIMIT 1)`,
    )
    .pluck()
    .get(idOrCode, idOrCode, idOrCode);
  return found(id, "patient");
}
