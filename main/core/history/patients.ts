import { randomUUID } from "node:crypto";
import { BulbarError } from "../../../shared/domain/error.ts";
import { PatientId } from "../../../shared/domain/ids.ts";
import type { Patient, PatientDetails } from "../../../shared/domain/patient.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { refuseImplausiblePatient } from "./plausible-dates.ts";
import { refuseChanged } from "./refuse-changed.ts";
import { wipeLog } from "./wipe-log.ts";

/** @throws BulbarError invalid-input when the code is another patient's, or a date cannot be */
export function createPatient(history: History, details: PatientDetails): Patient {
  const patient: Patient = {
    ...details,
    id: PatientId.parse(randomUUID()),
    createdAt: history.now().toISOString(),
    archivedAt: null,
  };
  return audited(
    history,
    () => {
      refuseTakenCode(history, patient);
      refuseImplausiblePatient(patient, null, history.now());
      history.database
        .prepare(
          `INSERT INTO patients (id, code, name, birthDate, sex, onsetDate, onsetRegion, diagnosisCode, diagnosis, notes,
             createdAt)
           VALUES (@id, @code, @name, @birthDate, @sex, @onsetDate, @onsetRegion, @diagnosisCode, @diagnosis, @notes,
             @createdAt)`,
        )
        .run(patient);
      return patient;
    },
    () => ({ action: "create", patientId: patient.id, subject: `patient ${patient.id}` }),
  );
}

/**
 * @param seen what the change was made from
 * @throws BulbarError not-found, changed-meanwhile, or invalid-input when the code is another patient's or a date cannot be
 */
export function updatePatient(
  history: History,
  { seen, ...details }: PatientDetails & { id: PatientId; seen?: PatientDetails | undefined },
): Patient {
  return audited(
    history,
    () => {
      refuseChanged("patient", seen, selectPatient(history, details.id));
      refuseTakenCode(history, details);
      refuseImplausiblePatient(details, firstVisitDate(history, details.id), history.now());
      const row = history.database
        .prepare<[typeof details], Patient>(
          `UPDATE patients SET code = @code, name = @name, birthDate = @birthDate, sex = @sex, onsetDate = @onsetDate,
             onsetRegion = @onsetRegion, diagnosisCode = @diagnosisCode, diagnosis = @diagnosis, notes = @notes WHERE id = @id RETURNING *`,
        )
        .get(details);
      return found(row, "patient");
    },
    ({ id }) => ({ action: "update", patientId: id, subject: `patient ${id}` }),
  );
}

/** @throws BulbarError not-found */
export function getPatient(history: History, id: PatientId): Patient {
  return audited(
    history,
    () => selectPatient(history, id),
    () => ({ action: "read", patientId: id, subject: `patient ${id}` }),
  );
}

/** Ids of all patients, archived ones too, in the order in which they were entered. */
export function patientIds(history: History): PatientId[] {
  return audited(
    history,
    () => history.database.prepare<[], PatientId>("SELECT id FROM patients ORDER BY rowid").pluck().all(),
    (ids) => ({ action: "read", patientId: null, subject: "patients", detail: `${ids.length} listed` }),
  );
}

/** The patient of an id or of the hospital's code; null where there is none. A code is compared in any case. */
export function findPatient(history: History, idOrCode: string): Patient | null {
  return audited(
    history,
    () =>
      history.database
        .prepare<[string, string], Patient>("SELECT * FROM patients WHERE id = ? OR code = ?")
        .get(idOrCode, idOrCode) ?? null,
    (patient) => ({
      action: "read",
      patientId: patient?.id ?? null,
      subject: patient ? `patient ${patient.id}` : "patients",
    }),
  );
}

/** Takes a patient out of the list, or back into it; nothing else changes. @throws BulbarError not-found */
export function archivePatient(history: History, id: PatientId, isArchived: boolean): Patient {
  return audited(
    history,
    () => {
      const archivedAt = isArchived ? history.now().toISOString() : null;
      const row = history.database
        .prepare<[string | null, string], Patient>(
          "UPDATE patients SET archivedAt = ? WHERE id = ? RETURNING *",
        )
        .get(archivedAt, id);
      return found(row, "patient");
    },
    () => ({
      action: "update",
      patientId: id,
      subject: `patient ${id}`,
      detail: isArchived ? "archived" : "taken back from the archive",
    }),
  );
}

/**
 * Erases a patient with everything that hangs on it, and what research exports know of it; the audit trail keeps the id.
 * @returns whether there was one, and whether nothing of it is left in the write-ahead log either (see `wipeLog`)
 */
export function removePatient(history: History, id: PatientId): { removed: boolean; isWiped: boolean } {
  const removed = audited(
    history,
    () => history.database.prepare("DELETE FROM patients WHERE id = ?").run(id).changes > 0,
    (gone) => ({
      action: "delete",
      patientId: id,
      subject: `patient ${id}`,
      detail: gone ? "erased" : "was not there",
    }),
  );
  return { removed, isWiped: wipeLog(history) };
}

function selectPatient(history: History, id: PatientId): Patient {
  return found(
    history.database.prepare<[string], Patient>("SELECT * FROM patients WHERE id = ?").get(id),
    "patient",
  );
}

function firstVisitDate({ database }: History, id: PatientId): string | null {
  return (
    database
      .prepare<[string], string | null>("SELECT min(date) FROM visits WHERE patientId = ?")
      .pluck()
      .get(id) ?? null
  );
}

/** @throws BulbarError not-found when there is no such patient */
export function birthDateOf({ database }: History, id: PatientId): string | null {
  const row = database
    .prepare<[string], { birthDate: string | null }>("SELECT birthDate FROM patients WHERE id = ?")
    .get(id);
  return found(row, "patient").birthDate;
}

/** @throws BulbarError invalid-input when the code is that of a patient other than `id` */
export function refuseTakenCode(history: History, { code, id = "" }: { code: string; id?: string }): void {
  const taken = history.database.prepare("SELECT 1 FROM patients WHERE code = ? AND id <> ?").get(code, id);
  if (!taken) return;
  throw new BulbarError("invalid-input", { why: "code-taken", facts: { code } });
}
