import type { Database } from "better-sqlite3";

/**
 * Takes that are being recorded, each with the key of the file in which its pieces lie: without its row the file cannot
 * be read, and the row goes with the visit. Of a recording that was made here it is kept how it was made.
 */
export function captures(database: Database): void {
  database.exec(`
    CREATE TABLE captures (
      id TEXT PRIMARY KEY,
      visitId TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
      task TEXT NOT NULL,
      passage TEXT,
      device TEXT NOT NULL CHECK (json_valid(device)),
      key BLOB NOT NULL CHECK (length(key) = 32),
      startedAt TEXT NOT NULL,
      startedBy TEXT NOT NULL
    ) STRICT;
    CREATE TABLE captureReports (
      recordingId TEXT PRIMARY KEY REFERENCES recordings (id) ON DELETE CASCADE,
      report TEXT NOT NULL CHECK (json_valid(report))
    ) STRICT;
  `);
}
