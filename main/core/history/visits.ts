import { randomUUID } from "node:crypto";
import { type PatientId, VisitId } from "../../../shared/domain/ids.ts";
import type { Visit, VisitDetails } from "../../../shared/domain/visit.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { birthDateOf } from "./patients.ts";
import { refuseImplausibleDate } from "./plausible-dates.ts";
import { refuseChanged } from "./refuse-changed.ts";
import { wipeLog } from "./wipe-log.ts";

/** @throws BulbarError not-found when there is no such patient; invalid-input when the date cannot be */
export function createVisit(history: History, details: VisitDetails & { patientId: PatientId }): Visit {
  const visit: Visit = {
    ...details,
    id: VisitId.parse(randomUUID()),
    createdAt: history.now().toISOString(),
  };
  return audited(
    history,
    () => {
      refuseImplausibleDate("date", visit.date, birthDateOf(history, visit.patientId), history.now());
      history.database
        .prepare(
          `INSERT INTO visits (id, patientId, date, device, notes, createdAt)
           VALUES (@id, @patientId, @date, @device, @notes, @createdAt)`,
        )
        .run(visit);
      return visit;
    },
    () => ({ action: "create", patientId: visit.patientId, subject: `visit ${visit.id}` }),
  );
}

/**
 * @param seen what the change was made from
 * @throws BulbarError not-found, changed-meanwhile; invalid-input when the date cannot be
 */
export function updateVisit(
  history: History,
  { seen, ...details }: VisitDetails & { id: VisitId; seen?: VisitDetails | undefined },
): Visit {
  return audited(
    history,
    () => {
      const before = selectVisit(history, details.id);
      refuseChanged("visit", seen, before);
      refuseImplausibleDate("date", details.date, birthDateOf(history, before.patientId), history.now());
      const row = history.database
        .prepare<[typeof details], Visit>(
          "UPDATE visits SET date = @date, device = @device, notes = @notes WHERE id = @id RETURNING *",
        )
        .get(details);
      return found(row, "visit");
    },
    ({ id, patientId }) => ({ action: "update", patientId, subject: `visit ${id}` }),
  );
}

/** @throws BulbarError not-found */
export function getVisit(history: History, id: VisitId): Visit {
  return audited(
    history,
    () => selectVisit(history, id),
    ({ patientId }) => ({ action: "read", patientId, subject: `visit ${id}` }),
  );
}

/** Visits of a patient, oldest first. */
export function listVisits(history: History, patientId: PatientId): Visit[] {
  return audited(
    history,
    () =>
      history.database
        .prepare<[string], Visit>("SELECT * FROM visits WHERE patientId = ? ORDER BY date, createdAt, rowid")
        .all(patientId),
    (rows) => ({ action: "read", patientId, subject: "visits", detail: `${rows.length} listed` }),
  );
}

/** Removes a visit with its recordings. False when there was none. */
export function removeVisit(history: History, id: VisitId): boolean {
  const removed = audited(
    history,
    () =>
      history.database
        .prepare<[string], { patientId: PatientId }>("DELETE FROM visits WHERE id = ? RETURNING patientId")
        .get(id),
    (gone) => ({
      action: "delete",
      patientId: gone?.patientId ?? null,
      subject: `visit ${id}`,
      detail: gone ? "" : "was not there",
    }),
  );
  wipeLog(history);
  return removed !== undefined;
}

function selectVisit(history: History, id: VisitId): Visit {
  return found(
    history.database.prepare<[string], Visit>("SELECT * FROM visits WHERE id = ?").get(id),
    "visit",
  );
}
