import { randomUUID } from "node:crypto";
import { type PatientId, TreatmentId } from "../../../shared/domain/ids.ts";
import type { Treatment, TreatmentDetails } from "../../../shared/domain/treatment.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { birthDateOf } from "./patients.ts";
import { refuseImplausibleDate } from "./plausible-dates.ts";
import { refuseChanged } from "./refuse-changed.ts";

/** @throws BulbarError not-found when there is no such patient; invalid-input when a date cannot be */
export function createTreatment(
  history: History,
  details: TreatmentDetails & { patientId: PatientId },
): Treatment {
  const treatment: Treatment = { ...details, id: TreatmentId.parse(randomUUID()) };
  return audited(
    history,
    () => {
      refuseImplausible(history, treatment, details.patientId);
      history.database
        .prepare(
          `INSERT INTO treatments (id, patientId, kind, label, start, "end")
           VALUES (@id, @patientId, @kind, @label, @start, @end)`,
        )
        .run(treatment);
      return treatment;
    },
    () => ({ action: "create", patientId: details.patientId, subject: `treatment ${treatment.id}` }),
  );
}

/**
 * @param seen what the change was made from
 * @throws BulbarError not-found, changed-meanwhile; invalid-input when a date cannot be
 */
export function updateTreatment(
  history: History,
  { seen, ...details }: TreatmentDetails & { id: TreatmentId; seen?: TreatmentDetails | undefined },
): Treatment {
  return audited(
    history,
    () => {
      const kept = history.database.prepare<[string], Treatment & { patientId: PatientId }>(
        "SELECT * FROM treatments WHERE id = ?",
      );
      const before = found(kept.get(details.id), "treatment");
      refuseChanged("treatment", seen, before);
      refuseImplausible(history, details, before.patientId);
      const row = history.database
        .prepare<[typeof details], Treatment>(
          `UPDATE treatments SET kind = @kind, label = @label, start = @start, "end" = @end
           WHERE id = @id RETURNING *`,
        )
        .get(details);
      return found(row, "treatment");
    },
    ({ id, patientId }) => ({ action: "update", patientId, subject: `treatment ${id}` }),
  );
}

function refuseImplausible(
  history: History,
  { start, end }: Pick<Treatment, "start" | "end">,
  patientId: PatientId,
): void {
  const birthDate = birthDateOf(history, patientId);
  refuseImplausibleDate("start", start, birthDate, history.now());
  refuseImplausibleDate("end", end, birthDate, history.now());
}

/** Treatments of a patient, by start. */
export function listTreatments(history: History, patientId: PatientId): Treatment[] {
  return audited(
    history,
    () =>
      history.database
        .prepare<[string], Treatment>(
          "SELECT * FROM treatments WHERE patientId = ? ORDER BY start, kind, rowid",
        )
        .all(patientId),
    (rows) => ({ action: "read", patientId, subject: "treatments", detail: `${rows.length} listed` }),
  );
}

/** False when there was none. */
export function removeTreatment(history: History, id: TreatmentId): boolean {
  const removed = audited(
    history,
    () =>
      history.database
        .prepare<[string], { patientId: PatientId }>(
          "DELETE FROM treatments WHERE id = ? RETURNING patientId",
        )
        .get(id),
    (gone) => ({
      action: "delete",
      patientId: gone?.patientId ?? null,
      subject: `treatment ${id}`,
      detail: gone ? "" : "was not there",
    }),
  );
  return removed !== undefined;
}
