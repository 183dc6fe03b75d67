import { expect, test } from "vitest";
import { VisitId } from "../../../shared/domain/ids.ts";
import { noRecordingState, type RecordingState } from "../../../shared/domain/recording-state.ts";
import { listAudit } from "./audit.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { createPatient } from "./patients.ts";
import { getRecordingState, setRecordingState } from "./recording-states.ts";
import { createVisit } from "./visits.ts";

const state: RecordingState = {
  timeOfDay: "14:05",
  fatigue: 7,
  ventilation: "at-night",
  mask: "none",
  posture: "wheelchair",
};

function newVisit() {
  const history = temporaryHistory();
  const patient = createPatient(history, patientDetails("P1"));
  const { id: visitId } = createVisit(history, { ...visitDetails("2026-01-05"), patientId: patient.id });
  return { history, visitId };
}

test("the state at recording is kept as it was noted, and each look and change is in the trail", () => {
  const { history, visitId } = newVisit();
  expect(getRecordingState(history, visitId)).toEqual(noRecordingState);
  setRecordingState(history, { visitId, state });
  expect(getRecordingState(history, visitId)).toEqual(state);
  const told = listAudit(history).filter(
    ({ subject }) => subject === `state at recording of visit ${visitId}`,
  );
  expect(told.map(({ action }) => action)).toEqual(["read", "update", "read"]);
});

test("what somebody else noted meanwhile is not overwritten", () => {
  const { history, visitId } = newVisit();
  setRecordingState(history, { visitId, state, seen: noRecordingState });
  const late = { visitId, state: { ...state, fatigue: 2 }, seen: noRecordingState };
  expect(() => setRecordingState(history, late)).toThrow("changed-meanwhile");
  expect(getRecordingState(history, visitId).fatigue).toBe(7);
});

test("there is no state of a visit that is not there", () => {
  const { history } = newVisit();
  expect(() => getRecordingState(history, VisitId.parse("gone"))).toThrow("not-found");
});
