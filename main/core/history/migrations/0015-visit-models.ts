import type { Database } from "better-sqlite3";

/** Models that were chosen for the tasks of a visit, as JSON (`TaskModels`). */
export function visitModels(database: Database): void {
  database.exec(`
    CREATE TABLE visitModels (
      visitId TEXT PRIMARY KEY REFERENCES visits (id) ON DELETE CASCADE,
      models TEXT NOT NULL CHECK (json_valid(models))
    ) STRICT;
  `);
}
