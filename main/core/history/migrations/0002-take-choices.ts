import type { Database } from "better-sqlite3";

/**
 * What clinicians decided of takes against the rule, with their reasons: rows are only added, the newest of a recording
 * holds, and one without a decision takes the one before it back.
 */
export function takeChoices(database: Database): void {
  database.exec(`
    CREATE TABLE takeChoices (
      sequence INTEGER PRIMARY KEY,
      recordingId TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
      decision TEXT CHECK (decision IN ('take-in', 'leave-out', 'best')),
      reason TEXT NOT NULL,
      decidedBy TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX takeChoicesByRecording ON takeChoices (recordingId, sequence);
  `);
}
