import { randomUUID } from "node:crypto";
import type { PatientRow } from "../../../shared/contract/patients.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { PatientId } from "../../../shared/domain/ids.ts";
import type { Patient, PatientDetails } from "../../../shared/domain/patient.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { refuseChanged } from "./refuse-changed.ts";
import { wipeLog } from "./wipe-log.ts";

/** @throws BulbarError invalid-input when the code is another patient's */
export function createPatient(history: History, details: PatientDetails): Patient {
  const patient: Patient = {
    ...details,
    id: PatientId.parse(randomUUID()),
    createdAt: history.now().toISOString(),
  };
  return audited(
    history,
    () => {
      refuseTakenCode(history, patient);
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
 * @throws BulbarError not-found, changed-meanwhile, or invalid-input when the code is another patient's
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

/** All patients whose code or name contains `query`, in any case, by most recent visit. */
export function listPatients(history: History, query = ""): PatientRow[] {
  const wanted = query.trim().toLocaleLowerCase();
  return audited(
    history,
    () =>
      history.database
        .prepare<[], PatientRow>(
          `SELECT patients.*, count(visits.id) AS visits, max(visits.date) AS lastVisit
           FROM patients LEFT JOIN visits ON visits.patientId = patients.id
           GROUP BY patients.id ORDER BY lastVisit DESC NULLS LAST, patients.createdAt DESC, code`,
        )
        .all()
        .filter(({ code, name }) => `${code}\n${name}`.toLocaleLowerCase().includes(wanted)),
    (rows) => ({ action: "read", patientId: null, subject: "patients", detail: `${rows.length} listed` }),
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

function refuseTakenCode(history: History, { code, id }: { code: string; id: string }): void {
  const taken = history.database.prepare("SELECT 1 FROM patients WHERE code = ? AND id <> ?").get(code, id);
  if (!taken) return;
  throw new BulbarError("invalid-input", { why: "code-taken", facts: { code } });
}
