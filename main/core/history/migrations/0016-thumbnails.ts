import type { Database } from "better-sqlite3";

/**
 * Small pictures of recordings, so that none is decoded to be found in a list. They are made again from the sound where
 * they are missing.
 */
export function thumbnails(database: Database): void {
  database.exec(`
    CREATE TABLE thumbnails (
      recordingId TEXT PRIMARY KEY REFERENCES recordings (id) ON DELETE CASCADE,
      envelope BLOB NOT NULL
    ) STRICT;
  `);
}
