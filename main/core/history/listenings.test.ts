import { expect, test } from "vitest";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { listAudit } from "./audit.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import {
  answerListening,
  beginListening,
  endListening,
  getListening,
  listAllHeard,
  listHeard,
  nextListening,
  openListenings,
} from "./listenings.ts";
import type { History } from "./open-history.ts";
import { createPatient, removePatient } from "./patients.ts";
import { addRecording } from "./recordings.ts";
import { createVisit } from "./visits.ts";

function recorded(history: History, code: string): { patientId: PatientId; recordingId: string } {
  const { id: patientId } = createPatient(history, patientDetails(code));
  const { id: visitId } = createVisit(history, { ...visitDetails("2026-01-05"), patientId });
  const bytes = new TextEncoder().encode(code);
  const { recording } = addRecording(history, {
    ...{ visitId, task: "reading", fileName: "r.wav", bytes, analysis: null },
  });
  return { patientId, recordingId: recording.id };
}

function begun() {
  const history = temporaryHistory({ actor: "dr-x" });
  const [a, b] = [recorded(history, "P1"), recorded(history, "P2")];
  const toHear = [b, a, b].map((one, k) => ({ ...one, isRepeat: k === 2 }));
  const session = beginListening(history, { kind: "rating", toHear, amongVisits: 2 });
  return { history, session, a, b };
}

test("recordings are heard in the order of the session, which ends when all have been heard", () => {
  const { history, session, a, b } = begun();
  expect(openListenings(history)).toMatchObject([{ sessionId: session, kind: "rating", done: 0, all: 3 }]);
  const heard = [b, a, b].map(({ recordingId }, k) => {
    const next = nextListening(history, session)!;
    expect(next).toMatchObject({ recordingId, task: "reading", number: k + 1, of: 3 });
    answerListening(history, next.id, { "grbas-grade": k, "listening-effort": null });
    return next.id;
  });
  expect(nextListening(history, session)).toBeNull();
  expect(openListenings(history)).toEqual([]);
  expect(() => answerListening(history, heard[0]!, {})).toThrow(
    expect.objectContaining({ code: "not-found" }),
  );
  expect(listHeard(history, b.patientId)).toMatchObject([
    {
      listener: "dr-x",
      isRepeat: false,
      amongVisits: 2,
      answer: { "grbas-grade": 0, "listening-effort": null },
    },
    { listener: "dr-x", isRepeat: true, answer: { "grbas-grade": 2 } },
  ]);
  expect(listAllHeard(history)).toHaveLength(3);
});

test("a session is its listener's own, and what was heard stays when it is ended", () => {
  const { history, session, b } = begun();
  const { id } = nextListening(history, session)!;
  answerListening(history, id, { hypernasality: 1 });
  history.actor = "dr-y";
  expect(openListenings(history)).toEqual([]);
  expect(nextListening(history, session)).toBeNull();
  endListening(history, session);
  history.actor = "dr-x";
  const { id: waiting } = nextListening(history, session)!;
  endListening(history, session);
  expect(() => getListening(history, waiting)).toThrow(expect.objectContaining({ code: "not-found" }));
  expect(listHeard(history, b.patientId)).toHaveLength(1);
});

test("every patient's trail tells of it, and with the patient all goes", () => {
  const { history, session, a, b } = begun();
  const told = listAudit(history, a.patientId).map(({ action, subject, detail }) => [
    action,
    subject,
    detail,
  ]);
  expect(told.at(-1)).toEqual(["read", `listening ${session}`, "1 to hear"]);
  const { id } = nextListening(history, session)!;
  answerListening(history, id, {});
  expect(listAudit(history, b.patientId).at(-1)).toMatchObject({ action: "update", detail: "answered" });
  removePatient(history, b.patientId);
  expect(listAllHeard(history)).toEqual([]);
});
