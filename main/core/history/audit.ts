import { createHash } from "node:crypto";
import { historyError } from "./history-error.ts";
import type { History } from "./open-history.ts";

export type AuditAction = "read" | "create" | "update" | "delete" | "export";

/** What happened. `subject` names the kind and id ("visit 3f0c..."); neither it nor `detail` names a person. */
export type AuditEvent = {
  action: AuditAction;
  patientId: string | null;
  subject: string;
  detail?: string;
};

/** One row of the trail (ISO 27789: who, which patient, what, when). */
export type AuditRow = Required<AuditEvent> & { number: number; at: string; actor: string; sha256: string };

/**
 * Runs `work` and writes what happened into the audit trail, both or neither.
 * Transactions nest: an inner one belongs to the outer.
 */
export function audited<T>(history: History, work: () => T, event: (result: T) => AuditEvent): T {
  const both = history.database.transaction(() => {
    const result = work();
    writeAudit(history, event(result));
    return result;
  });
  try {
    return both.immediate();
  } catch (error) {
    throw historyError(error);
  }
}

/** Appends one row. Its hash covers its own content and the hash of the row before. */
export function writeAudit(history: History, event: AuditEvent): void {
  const append = history.database.transaction(() => {
    const last = history.database
      .prepare<[], AuditRow>("SELECT * FROM audit ORDER BY number DESC LIMIT 1")
      .get();
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
      .run({ ...row, sha256: auditHash(last?.sha256 ?? "", row) });
  });
  append.immediate();
}

/** The trail, oldest first; of one patient where an id is given. Looking at it is itself not audited. */
export function listAudit(history: History, patientId?: string): AuditRow[] {
  return history.database
    .prepare<[{ patientId: string | null }], AuditRow>(
      "SELECT * FROM audit WHERE @patientId IS NULL OR patientId = @patientId ORDER BY number",
    )
    .all({ patientId: patientId ?? null });
}

/**
 * Number of the first row that was changed, or that follows or stands where rows were removed; null when the trail
 * is whole. Whoever holds the key could still rewrite the whole chain: keep exported copies of its last hash.
 */
export function verifyAudit(history: History): number | null {
  let previous = "";
  let expected = 1;
  for (const row of history.database.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY number").iterate()) {
    if (row.number !== expected || row.sha256 !== auditHash(previous, row)) return expected;
    previous = row.sha256;
    expected++;
  }
  const written = history.database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    .pluck()
    .get();
  return (written ?? 0) === expected - 1 ? null : expected;
}

function auditHash(previous: string, row: Omit<AuditRow, "sha256">): string {
  const { number, at, actor, action, patientId, subject, detail } = row;
  const content = JSON.stringify([previous, number, at, actor, action, patientId, subject, detail]);
  return createHash("sha256").update(content).digest("hex");
}
