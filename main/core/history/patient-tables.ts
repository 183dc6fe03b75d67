import type { Database } from "better-sqlite3";

/** A table whose rows belong to a patient. */
export type PatientTable = {
  name: string;
  /** Rows of the patient @patientId; in the order in which they were made. */
  rows: string;
  /** The column that holds bytes: it never goes through JSON. */
  bytes?: "bytes" | "pdf";
};

const ofVisits = "visitId IN (SELECT id FROM visits WHERE patientId = @patientId)";
const ofRecordings = `recordingId IN (SELECT id FROM recordings WHERE ${ofVisits})`;

/**
 * Everything that belongs to a patient, parents first. Left out: the audit trail, which is the history's own, what
 * research exports know of the patient, messages on their way, which another computer is not to send again, takes that
 * are still recorded, and recordings that somebody is still to listen to.
 */
export const patientTables: readonly PatientTable[] = [
  { name: "patients", rows: "id = @patientId" },
  { name: "visits", rows: "patientId = @patientId ORDER BY rowid" },
  { name: "treatments", rows: "patientId = @patientId ORDER BY rowid" },
  { name: "alsfrs", rows: ofVisits },
  {
    name: "media",
    rows: `sha256 IN (SELECT sha256 FROM recordings WHERE ${ofVisits}) ORDER BY sha256`,
    bytes: "bytes",
  },
  { name: "recordings", rows: `${ofVisits} ORDER BY sequence` },
  { name: "analyses", rows: `${ofRecordings} ORDER BY sequence` },
  { name: "takeChoices", rows: `${ofRecordings} ORDER BY sequence` },
  { name: "captureReports", rows: ofRecordings },
  { name: "recordingStates", rows: ofVisits },
  { name: "visitModels", rows: ofVisits },
  { name: "roomChecks", rows: `${ofVisits} ORDER BY sequence` },
  { name: "listenings", rows: `${ofRecordings} AND answer IS NOT NULL ORDER BY sequence` },
  { name: "formEntries", rows: `${ofVisits} ORDER BY rowid` },
  { name: "dismissedReminders", rows: "patientId = @patientId" },
  { name: "reports", rows: `${ofVisits} ORDER BY sequence`, bytes: "pdf" },
  { name: "reportDrafts", rows: ofVisits },
  { name: "visitIndices", rows: ofVisits },
];

/** Names of the columns that are stored, without the number that only this history counts by. */
export function storedColumns(database: Database, table: string): string[] {
  const columns = database.pragma(`table_info("${table}")`) as { name: string }[];
  return columns.map(({ name }) => name).filter((name) => name !== "sequence");
}

/** Inserts a row given by the names of its columns. */
export function insertRow(database: Database, table: string, row: Record<string, unknown>): void {
  const columns = Object.keys(row);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const places = columns.map((name) => `@${name}`).join(", ");
  database.prepare(`INSERT INTO ${table} (${names}) VALUES (${places})`).run(row);
}
