import type { VisitId } from "../../../shared/domain/ids.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";

/** A recording with a sound that was looked for. */
export type StoredTwin = {
  sha256: string;
  fileName: string;
  visitId: string;
  patientId: string;
  /** Of its visit. */
  date: string;
};

/** What files for a visit are held against: whose visit it is, who else there is, and where the sounds are already. */
export type Beside = {
  patient: Pick<Patient, "id" | "code" | "name">;
  others: Pick<Patient, "code" | "name">[];
  /** Those of the visit first, then those of the patient. */
  twins: StoredTwin[];
};

/** @throws BulbarError not-found when there is no such visit */
export function knownBeside(history: History, visitId: VisitId, sha256s: readonly string[]): Beside {
  const { database } = history;
  return audited(
    history,
    () => {
      const patient = found(
        database
          .prepare<[string], Beside["patient"]>(
            `SELECT patients.id, code, name FROM patients JOIN visits ON visits.patientId = patients.id
             WHERE visits.id = ?`,
          )
          .get(visitId),
        "visit",
      );
      const others = database
        .prepare<[string], Beside["others"][number]>("SELECT code, name FROM patients WHERE id <> ?")
        .all(patient.id);
      const twins = database
        .prepare<[string, string, string], StoredTwin>(
          `SELECT recordings.sha256, fileName, visitId, patientId, visits.date
           FROM recordings JOIN visits ON visits.id = visitId
           WHERE recordings.sha256 IN (SELECT value FROM json_each(?))
           ORDER BY visitId <> ?, patientId <> ?, visits.date`,
        )
        .all(JSON.stringify(sha256s), visitId, patient.id);
      return { patient, others, twins };
    },
    ({ patient }) => ({
      action: "read",
      patientId: patient.id,
      subject: `visit ${visitId}`,
      detail: `${sha256s.length} files held against the history`,
    }),
  );
}
