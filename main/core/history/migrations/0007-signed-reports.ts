import type { Database } from "better-sqlite3";

/**
 * Reports are signed and added to, and what was handed out never changes; what a person has written for a report that is
 * not signed yet is kept by visit. Settings of the site are JSON by name.
 */
export function signedReports(database: Database): void {
  database.exec(`
    ALTER TABLE reports ADD COLUMN kind TEXT NOT NULL DEFAULT 'unsigned'
      CHECK (kind IN ('unsigned', 'signed', 'addendum'));
    ALTER TABLE reports ADD COLUMN signer TEXT CHECK ((signer IS NULL) = (kind = 'unsigned'));
    ALTER TABLE reports ADD COLUMN signedAt TEXT CHECK ((signedAt IS NULL) = (kind = 'unsigned'));
    ALTER TABLE reports ADD COLUMN meaning TEXT CHECK (meaning IN ('author', 'reviewer'));
    ALTER TABLE reports ADD COLUMN addsTo TEXT CHECK ((addsTo IS NULL) = (kind <> 'addendum'));
    CREATE TRIGGER reportIsNotChanged BEFORE UPDATE ON reports BEGIN
      SELECT RAISE(ABORT, 'a report that was handed out does not change');
    END;

    CREATE TABLE reportDrafts (
      visitId TEXT PRIMARY KEY REFERENCES visits (id) ON DELETE CASCADE,
      draft TEXT NOT NULL CHECK (json_valid(draft)),
      writtenAt TEXT NOT NULL
    ) STRICT;

    CREATE TABLE siteSettings (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT;
  `);
}
