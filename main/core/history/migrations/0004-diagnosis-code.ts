import type { Database } from "better-sqlite3";

/** Texts that name ALS: what the program read a diagnosis by before it was coded. */
const namesAls = /\b(ALS|MND)\b|amyotroph|motor neuron/i;

/**
 * The diagnosis as a code beside its text, derived once: "als" where the text names ALS in the words that counted as
 * such before, "unknown" everywhere else, since what another text means is for the clinician to say.
 */
export function diagnosisCode(database: Database): void {
  database.exec(`
    ALTER TABLE patients ADD COLUMN diagnosisCode TEXT NOT NULL DEFAULT 'unknown'
      CHECK (diagnosisCode IN ('als', 'other', 'none', 'unknown'));
  `);
  const code = database.prepare("UPDATE patients SET diagnosisCode = 'als' WHERE id = ?");
  const patients = database.prepare<[], { id: string; diagnosis: string }>(
    "SELECT id, diagnosis FROM patients",
  );
  for (const { id, diagnosis } of patients.all()) if (namesAls.test(diagnosis)) code.run(id);
}
