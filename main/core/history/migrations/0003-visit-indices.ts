import type { Database } from "better-sqlite3";

/** AVQI and ABI of a visit, kept by what they were computed from: they take seconds, and a look should not. */
export function visitIndices(database: Database): void {
  database.exec(`
    CREATE TABLE visitIndices (
      visitId TEXT PRIMARY KEY REFERENCES visits (id) ON DELETE CASCADE,
      madeFrom TEXT NOT NULL,
      measures TEXT NOT NULL CHECK (json_valid(measures))
    ) STRICT;
  `);
}
