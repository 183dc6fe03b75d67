import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Database } from "better-sqlite3";
import { onlyWritingFails, storageError } from "../../../shared/domain/storage-error.ts";
import type { AuditEvent } from "./audit-event.ts";
import { type AuditHead, type AuditHeadFile, writeAuditHead } from "./audit-head.ts";

/** One row of the trail (ISO 27789: who, which patient, what, when). */
export type AuditRow = Required<AuditEvent> & { number: number; sha256: string };

/**
 * A row's hash covers its own content and the hash of the row before: HMAC-SHA256 with the trail's secret, plain SHA-256
 * for rows from before there was one (null).
 */
export function auditHash(previous: string, row: Omit<AuditRow, "sha256">, key: Buffer | null): string {
  const { number, at, actor, action, patientId, subject, detail } = row;
  const content = JSON.stringify([previous, number, at, actor, action, patientId, subject, detail]);
  const hash = key ? createHmac("sha256", key) : createHash("sha256");
  return hash.update(content).digest("hex");
}

/** Gives the secret that a row of a number is hashed with; null where there was none yet. */
export function auditKeys(database: Database): (number: number) => Buffer | null {
  const newestFirst = database
    .prepare<[], { firstRow: number; key: Buffer }>(
      "SELECT firstRow, key FROM auditKeys ORDER BY firstRow DESC",
    )
    .all();
  return (number) => newestFirst.find(({ firstRow }) => firstRow <= number)?.key ?? null;
}

/** Begins a new secret behind the last row, where the one before was lost. */
export function beginAuditKey(database: Database): void {
  const firstRow = headOf(database).number + 1;
  database.prepare("INSERT INTO auditKeys (firstRow, key) VALUES (?, ?)").run(firstRow, randomBytes(32));
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
