import type { Database } from "better-sqlite3";
import { BulbarError } from "../../../shared/domain/error.ts";
import { foldedText } from "./folded-text.ts";
import { start } from "./migrations/0001-start.ts";
import { takeChoices } from "./migrations/0002-take-choices.ts";
import { visitIndices } from "./migrations/0003-visit-indices.ts";
import { diagnosisCode } from "./migrations/0004-diagnosis-code.ts";
import { auditKeys } from "./migrations/0005-audit-keys.ts";
import { researchPseudonyms } from "./migrations/0006-research-pseudonyms.ts";
import { signedReports } from "./migrations/0007-signed-reports.ts";
import { outbox } from "./migrations/0008-outbox.ts";
import { captures } from "./migrations/0009-captures.ts";
import { room } from "./migrations/0010-room.ts";
import { patientIndex } from "./migrations/0011-patient-index.ts";
import { byEarAndByForm } from "./migrations/0012-by-ear-and-by-form.ts";
import { alsfrsInPart } from "./migrations/0013-alsfrs-in-part.ts";
import { archivedPatients } from "./migrations/0014-archived-patients.ts";
import { visitModels } from "./migrations/0015-visit-models.ts";
import { thumbnails } from "./migrations/0016-thumbnails.ts";

/** One change of the schema, run inside a transaction. A released one is never edited. */
export type Migration = (database: Database) => void;

/** All of them in order; `user_version` of a history is the number of those that it has been through. */
export const migrations: readonly Migration[] = [
  start,
  takeChoices,
  visitIndices,
  diagnosisCode,
  auditKeys,
  researchPseudonyms,
  signedReports,
  outbox,
  captures,
  room,
  patientIndex,
  byEarAndByForm,
  alsfrsInPart,
  archivedPatients,
  visitModels,
  thumbnails,
];

/**
 * Brings a history to the newest schema, each step in a transaction of its own, and gives the connection the function that
 * the schema's triggers call.
 * @throws BulbarError history-from-future when a newer program has written it
 */
export function migrate(database: Database, steps: readonly Migration[] = migrations): void {
  refuseFuture(database, steps.length);
  database.function("foldedText", { deterministic: true, varargs: true }, foldedText);
  for (let version = schemaVersion(database); version < steps.length; version++) {
    const step = database.transaction(() => {
      if (schemaVersion(database) !== version) return; // another process was faster
      steps[version]!(database);
      database.pragma(`user_version = ${version + 1}`);
    });
    step.immediate();
  }
}

function schemaVersion(database: Database): number {
  return database.pragma("user_version", { simple: true }) as number;
}

function refuseFuture(database: Database, known: number): void {
  const found = schemaVersion(database);
  if (found <= known) return;
  throw new BulbarError("history-from-future", { why: "schema", facts: { found, known } });
}
