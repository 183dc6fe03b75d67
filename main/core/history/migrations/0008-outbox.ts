import type { Database } from "better-sqlite3";

/** What is on its way to other systems: a payload is kept until it was accepted, and no longer. */
export function outbox(database: Database): void {
  database.exec(`
    CREATE TABLE outbox (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      visitId TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
      target TEXT NOT NULL CHECK (target IN ('hl7', 'dicom', 'drop')),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
      messageId TEXT NOT NULL,
      payload BLOB CHECK ((payload IS NULL) = (state = 'accepted')),
      createdAt TEXT NOT NULL,
      createdBy TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      triedAt TEXT,
      dueAt TEXT,
      failure TEXT CHECK (json_valid(failure))
    ) STRICT;
    CREATE INDEX outboxByDue ON outbox (dueAt) WHERE dueAt IS NOT NULL;
  `);
}
