import type { VisitId } from "../../../shared/domain/ids.ts";
import { noRecordingState, RecordingState } from "../../../shared/domain/recording-state.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";
import { refuseChanged } from "./refuse-changed.ts";

const columns = Object.keys(RecordingState.shape);

/** How the patient was at a visit. @throws BulbarError not-found */
export function getRecordingState(history: History, visitId: VisitId): RecordingState {
  return audited(
    history,
    () => ({ patientId: patientOfVisit(history, visitId), state: stateOf(history, visitId) }),
    ({ patientId }) => ({ action: "read", patientId, subject: `state at recording of visit ${visitId}` }),
  ).state;
}

/**
 * Notes how the patient was at a visit.
 * @param seen what the change was made from
 * @throws BulbarError not-found, changed-meanwhile
 */
export function setRecordingState(
  history: History,
  { visitId, state, seen }: { visitId: VisitId; state: RecordingState; seen?: RecordingState | undefined },
): void {
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      refuseChanged("recording-state", seen, stateOf(history, visitId));
      history.database
        .prepare(
          `INSERT OR REPLACE INTO recordingStates (visitId, ${columns})
           VALUES (@visitId, ${columns.map((column) => `@${column}`)})`,
        )
        .run({ ...state, visitId });
      return patientId;
    },
    (patientId) => ({
      action: "update",
      patientId,
      subject: `state at recording of visit ${visitId}`,
    }),
  );
}

function stateOf({ database }: History, visitId: VisitId): RecordingState {
  return (
    database
      .prepare<[string], RecordingState>(`SELECT ${columns} FROM recordingStates WHERE visitId = ?`)
      .get(visitId) ?? noRecordingState
  );
}
