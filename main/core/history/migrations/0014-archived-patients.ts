import type { Database } from "better-sqlite3";

/** Archived patients are few, and are found without a look at all others. */
export function archivedPatients(database: Database): void {
  database.exec("CREATE INDEX patientsArchived ON patients (archivedAt) WHERE archivedAt IS NOT NULL");
}
