import { expect, test } from "vitest";
import { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import { addAnalysis, listAnalyses } from "./analyses.ts";
import { analysisOf } from "./analysis.fixture.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import type { History } from "./open-history.ts";
import { createPatient, removePatient } from "./patients.ts";
import {
  addRecording,
  findRecording,
  getRecording,
  listPatientRecordings,
  listRecordings,
  readRecordingBytes,
  removeRecording,
  setRecordingTask,
} from "./recordings.ts";
import { createVisit, removeVisit } from "./visits.ts";

const sound = new Uint8Array([82, 73, 70, 70, 0, 255]);

function visitIn(history: History, code = "P1", date = "2026-01-05") {
  const patient = createPatient(history, patientDetails(code));
  return createVisit(history, { ...visitDetails(date), patientId: patient.id });
}

function record(history: History, visitId: VisitId, bytes = sound) {
  const analysis = analysisOf("f0-mean", 120);
  return addRecording(history, { visitId, task: "vowel-a", fileName: "a.wav", bytes, analysis });
}

const mediaCount = (history: History) => history.database.prepare("SELECT count(*) FROM media").pluck().get();

test("a recording comes back with its bytes and analysis", () => {
  const history = temporaryHistory({ now: () => new Date("2026-01-05T10:00:00Z") });
  const visit = visitIn(history);
  const { recording, duplicate } = record(history, visit.id);
  expect(duplicate).toBe(false);
  expect(recording).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    visitId: visit.id,
    task: "vowel-a",
    fileName: "a.wav",
    sha256: "da5758bef122bb682e39b9685a5ea426552d86937ea9e512724f2c493ff34f26",
    bytes: 6,
    importedAt: "2026-01-05T10:00:00.000Z",
    analysis: analysisOf("f0-mean", 120),
    choice: null,
  });
  expect(getRecording(history, recording.id)).toEqual(recording);
  expect(listRecordings(history, visit.id)).toEqual([recording]);
  expect(listPatientRecordings(history, visit.patientId)).toEqual([recording]);
  expect(new Uint8Array(readRecordingBytes(history, recording.id))).toEqual(sound);
});

test.each([
  ["another shape", JSON.stringify({ ...analysisOf("f0-mean", 120), quality: null }), "unreadable"],
  [
    "a newer program's",
    JSON.stringify({ ...analysisOf("f0-mean", 120), schemaVersion: 99 }),
    "made-by-newer-program",
  ],
] as const)("an analysis that cannot be read (%s) loses no recording", (_, text, problem) => {
  const history = temporaryHistory();
  const visit = visitIn(history);
  const whole = record(history, visit.id, new Uint8Array([1])).recording;
  const { recording } = record(history, visit.id);
  history.database.prepare("UPDATE analyses SET analysis = ? WHERE recordingId = ?").run(text, recording.id);
  const damaged = { ...recording, analysis: null, analysisProblem: problem };
  expect(listRecordings(history, visit.id)).toEqual([whole, damaged]);
  expect(getRecording(history, recording.id)).toEqual(damaged);
  expect(readRecordingBytes(history, recording.id)).toEqual(Buffer.from(sound));
  addAnalysis(history, recording.id, analysisOf("f0-mean", 121));
  expect(getRecording(history, recording.id)).toEqual({
    ...recording,
    analysis: analysisOf("f0-mean", 121),
  });
});

test("the same bytes in the same visit are one recording, in two visits two recordings and one sound", () => {
  const history = temporaryHistory();
  const visit = visitIn(history);
  const first = record(history, visit.id);
  const second = record(history, visit.id);
  expect(second).toEqual({ recording: first.recording, duplicate: true });
  expect(findRecording(history, visit.id, first.recording.sha256)).toEqual(first.recording);
  expect(findRecording(history, visit.id, "00".repeat(32))).toBeNull();

  const other = record(history, visitIn(history, "P2").id);
  expect(other.duplicate).toBe(false);
  expect(mediaCount(history)).toBe(1);
  expect(removeRecording(history, first.recording.id)).toBe(true);
  expect(mediaCount(history)).toBe(1);
  expect(removeRecording(history, other.recording.id)).toBe(true);
  expect(mediaCount(history)).toBe(0);
  expect(removeRecording(history, other.recording.id)).toBe(false);
});

test("removing a visit or a patient removes sounds and analyses", () => {
  const history = temporaryHistory();
  const visit = visitIn(history);
  record(history, visit.id);
  expect(removeVisit(history, visit.id)).toBe(true);
  expect(removeVisit(history, visit.id)).toBe(false);
  expect(mediaCount(history)).toBe(0);
  record(history, createVisit(history, { ...visitDetails("2026-02-01"), patientId: visit.patientId }).id);
  expect(mediaCount(history)).toBe(1);
  expect(removePatient(history, visit.patientId).removed).toBe(true);
  expect(mediaCount(history)).toBe(0);
  expect(history.database.prepare("SELECT count(*) FROM analyses").pluck().get()).toBe(0);
});

test("a newer analysis is shown and the old one kept, with model hashes", () => {
  const history = temporaryHistory();
  const { id } = record(history, visitIn(history).id).recording;
  addAnalysis(history, id, analysisOf("f0-mean", 130));
  expect(getRecording(history, id).analysis?.measures["f0-mean"]?.value).toBe(130);
  const stored = listAnalyses(history, id);
  expect(stored.map(({ analysis }) => analysis.measures["f0-mean"]?.value)).toEqual([130, 120]);
  expect(stored[0]?.modelHashes).toEqual({ "als-cnn@1.0.0": "ab".repeat(32) });
  const row = history.database.prepare("SELECT programVersion, settings FROM analyses").get();
  expect(row).toMatchObject({ programVersion: "0.1.0", settings: expect.stringContaining("praat-script") });
});

test("the task can be corrected", () => {
  const history = temporaryHistory();
  const { id } = record(history, visitIn(history).id).recording;
  expect(setRecordingTask(history, id, "vowel-i").task).toBe("vowel-i");
  expect(getRecording(history, id).task).toBe("vowel-i");
});

test.each([
  ["addRecording", (history: History) => record(history, VisitId.parse("nowhere"))],
  ["getRecording", (history: History) => getRecording(history, RecordingId.parse("nowhere"))],
  ["readRecordingBytes", (history: History) => readRecordingBytes(history, RecordingId.parse("nowhere"))],
  ["setRecordingTask", (history: History) => setRecordingTask(history, RecordingId.parse("nowhere"), "free")],
  [
    "addAnalysis",
    (history: History) => addAnalysis(history, RecordingId.parse("nowhere"), analysisOf("hnr", 1)),
  ],
  ["listAnalyses", (history: History) => listAnalyses(history, RecordingId.parse("nowhere"))],
])("%s of what is not there is not-found and leaves nothing", (_, act) => {
  const history = temporaryHistory();
  expect(() => act(history)).toThrow(expect.objectContaining({ code: "not-found" }));
  expect(mediaCount(history)).toBe(0);
  expect(history.database.prepare("SELECT count(*) FROM audit").pluck().get()).toBe(0);
});
