import type { VisitId } from "../../../shared/domain/ids.ts";
import { RoomCheck } from "../../../shared/domain/room-check.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";

/** Keeps what a check of the room found before a visit was recorded. @throws BulbarError not-found */
export function addRoomCheck(history: History, visitId: VisitId, check: RoomCheck): void {
  const remarks = check.findings.flatMap(({ remark }) => remark ?? []);
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      history.database
        .prepare("INSERT INTO roomChecks (visitId, roomCheck) VALUES (?, ?)")
        .run(visitId, JSON.stringify(check));
      return patientId;
    },
    (patientId) => ({
      action: "create",
      patientId,
      subject: `room check of visit ${visitId}`,
      detail: remarks.join(", ") || "no remarks",
    }),
  );
}

/** The newest check of a visit's room; null where none was made. @throws BulbarError not-found */
export function lastRoomCheck(history: History, visitId: VisitId): RoomCheck | null {
  const json = audited(
    history,
    () => ({
      patientId: patientOfVisit(history, visitId),
      check: history.database
        .prepare<[string], string>(
          "SELECT roomCheck FROM roomChecks WHERE visitId = ? ORDER BY sequence DESC LIMIT 1",
        )
        .pluck()
        .get(visitId),
    }),
    ({ patientId }) => ({ action: "read", patientId, subject: `room check of visit ${visitId}` }),
  ).check;
  return json === undefined ? null : RoomCheck.parse(JSON.parse(json));
}
