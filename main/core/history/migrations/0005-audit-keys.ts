import { createHmac, randomBytes } from "node:crypto";
import type { Database } from "better-sqlite3";

/**
 * The secrets that rows of the audit trail are hashed with, each from a row on; rows before the first are hashed without
 * one. A random secret in the encrypted file, not one derived from the data key, so that a new data key leaves the trail
 * as it is. A trail that is already there says where it begins.
 */
export function auditKeys(database: Database): void {
  database.exec(`
    CREATE TABLE auditKeys (
      firstRow INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT;
  `);
  const key = randomBytes(32);
  const last = database
    .prepare<[], { number: number; sha256: string }>(
      "SELECT number, sha256 FROM audit ORDER BY number DESC LIMIT 1",
    )
    .get();
  const number = (last?.number ?? 0) + 1;
  database.prepare("INSERT INTO auditKeys (firstRow, key) VALUES (?, ?)").run(number, key);
  if (!last) return;
  const [at, actor, action] = [new Date().toISOString(), "program", "update"];
  const [subject, detail] = ["audit trail", "from this row on hashes are keyed"];
  const content = JSON.stringify([last.sha256, number, at, actor, action, null, subject, detail]);
  database
    .prepare(
      `INSERT INTO audit (number, at, actor, action, patientId, subject, detail, sha256)
       VALUES (?, ?, ?, ?, NULL, ?, ?, ?)`,
    )
    .run(number, at, actor, action, subject, detail, createHmac("sha256", key).update(content).digest("hex"));
}
