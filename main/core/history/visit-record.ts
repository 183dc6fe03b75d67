import type { VisitId } from "../../../shared/domain/ids.ts";
import type { VisitRecord } from "../../../shared/domain/visit-record.ts";
import { alsfrsBefore, listAlsfrs } from "./alsfrs.ts";
import { visitForms } from "./form-entries.ts";
import type { History } from "./open-history.ts";
import { getPatient } from "./patients.ts";
import { getRecordingState } from "./recording-states.ts";
import { listRecordings } from "./recordings.ts";
import { lastRoomCheck } from "./room-checks.ts";
import { visitModels } from "./visit-models.ts";
import { getVisit } from "./visits.ts";

/** Everything that is kept of a visit. @throws BulbarError not-found */
export function visitRecord(history: History, id: VisitId): VisitRecord {
  const visit = getVisit(history, id);
  const entered = listAlsfrs(history, visit.patientId).find(({ visitId }) => visitId === visit.id);
  return {
    visit,
    patient: getPatient(history, visit.patientId),
    recordings: listRecordings(history, visit.id),
    alsfrs: entered?.alsfrs ?? null,
    alsfrsBefore: alsfrsBefore(history, visit),
    forms: visitForms(history, visit),
    state: getRecordingState(history, visit.id),
    chosenModels: visitModels(history, visit.id),
    roomCheck: lastRoomCheck(history, visit.id),
  };
}
