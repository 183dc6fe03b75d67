import type { Database } from "better-sqlite3";

/**
 * Who is who in research exports: here alone, and gone with the patient. `secret` makes the ids of visits and recordings,
 * `shiftDays` moves all dates of the patient.
 */
export function researchPseudonyms(database: Database): void {
  database.exec(`
    CREATE TABLE researchPseudonyms (
      patientId TEXT PRIMARY KEY REFERENCES patients (id) ON DELETE CASCADE,
      pseudonym TEXT NOT NULL UNIQUE,
      shiftDays INTEGER NOT NULL CHECK (shiftDays > 0),
      secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT;
  `);
}
