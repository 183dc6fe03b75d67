import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import { onlyWritingFails, storageError } from "../../../shared/domain/storage-error.ts";
import type { AuditEvent } from "./audit-event.ts";
import { type AuditHead, type AuditHeadFile, writeAuditHead } from "./audit-head.ts";

/** One row of the trail (ISO 27789: who, which patient, what, when). */
export type AuditRow = Required<AuditEvent> & { number: number; sha256: string };

/** A row's hash covers its own content and the hash of the row before. */
export function auditHash(previous: string, row: Omit<AuditRow, "sha256">): string {
  const { number, at, actor, action, patientId, subject, detail } = row;
  const content = JSON.stringify([previous, number, at, actor, action, patientId, subject, detail]);
  return createHash("sha256").update(content).digest("hex");
}

export function lastAuditRow(database: Database): AuditRow | undefined {
  return database.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY number DESC LIMIT 1").get();
}

/** The trail's head now: number and hash of its last row. */
export function headOf(database: Database): AuditHead {
  const { number = 0, sha256 = "" } = lastAuditRow(database) ?? {};
  return { number, sha256 };
}

/**
 * Writes the head of what is committed into the second file. Under the write lock, so that of two programs none writes
 * an older head over a newer one. Where it cannot be written the next row's head takes its place.
 */
export function keepAuditHead(history: { database: Database; auditHead: AuditHeadFile | null }): void {
  const { database, auditHead } = history;
  if (!auditHead) return;
  const keep = database.transaction(() => writeAuditHead(auditHead, headOf(database)));
  try {
    keep.immediate();
  } catch (error) {
    const isBusy = String((error as { code?: unknown }).code).startsWith("SQLITE_");
    if (!isBusy && !onlyWritingFails(storageError(error) ?? error)) throw error;
  }
}
