import { createHash, randomUUID } from "node:crypto";
import type { TakeChoice } from "../../../shared/domain/acceptance.ts";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { CaptureReport } from "../../../shared/domain/capture.ts";
import { type CaptureId, type PatientId, RecordingId, type VisitId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { insertAnalysis } from "./analyses.ts";
import { audited } from "./audit.ts";
import { copyCaptureReport, readCaptureReport, settleCapture } from "./captures.ts";
import { historyCorrupt } from "./history-error.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { readNewestAnalysis } from "./stored-analysis.ts";
import { wipeLog } from "./wipe-log.ts";

export type NewRecording = {
  visitId: VisitId;
  task: TaskId;
  fileName: string;
  /** The original file. */
  bytes: Uint8Array;
  analysis: Analysis | null;
  /** The take that it was recorded as; absent for a file. */
  capture?: { id: CaptureId; report: CaptureReport };
  /** The recording that it is a piece of: it was made by the same microphone. */
  cutFrom?: RecordingId;
};

type Row = Omit<Recording, "analysis" | "analysisProblem" | "choice" | "capture"> & {
  patientId: string;
  analysis: string | null;
  /** The newest decision, JSON; one that was taken back has no `decision`. */
  choice: string | null;
  /** How it was recorded, JSON. */
  capture: string | null;
};

const recordings = `
  SELECT recordings.id, visitId, task, fileName, recordings.sha256, bytes, importedAt, visits.patientId,
    (SELECT analysis FROM analyses WHERE recordingId = recordings.id ORDER BY sequence DESC LIMIT 1) AS analysis,
    (SELECT json_object('recordingId', recordingId, 'decision', decision, 'reason', reason, 'by', decidedBy, 'at', at)
       FROM takeChoices WHERE recordingId = recordings.id ORDER BY sequence DESC LIMIT 1) AS choice,
    (SELECT report FROM captureReports WHERE recordingId = recordings.id) AS capture
  FROM recordings JOIN visits ON visits.id = recordings.visitId`;

/**
 * Stores a recording with its original bytes and its analysis: the whole or nothing, whenever the process dies.
 * The same bytes a second time in one visit give the recording that is there, unchanged, as `duplicate`.
 * @throws BulbarError not-found when there is no such visit, storage-full
 */
export function addRecording(
  history: History,
  { visitId, task, fileName, bytes, analysis, capture, cutFrom }: NewRecording,
): { recording: Recording; duplicate: boolean } {
  const { database } = history;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const add = () => {
    found(database.prepare("SELECT 1 FROM visits WHERE id = ?").get(visitId), "visit");
    const twin = selectTwin(history, visitId, sha256);
    if (twin) return { row: twin, duplicate: true };
    const id = RecordingId.parse(randomUUID());
    database.prepare("INSERT OR IGNORE INTO media (sha256, bytes) VALUES (?, ?)").run(sha256, bytes);
    database
      .prepare(
        `INSERT INTO recordings (id, visitId, task, fileName, sha256, bytes, importedAt)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, visitId, task, fileName, sha256, bytes.byteLength, history.now().toISOString());
    if (analysis) insertAnalysis(history, id, analysis);
    if (capture) settleCapture(history, capture.id, id, capture.report);
    if (cutFrom) copyCaptureReport(history, cutFrom, id);
    return { row: selectRow(history, id), duplicate: false };
  };
  const { row, duplicate } = audited(history, add, ({ row, duplicate }) => ({
    action: duplicate ? "read" : "create",
    patientId: row.patientId,
    subject: `recording ${row.id}`,
    detail: duplicate ? "imported again" : capture ? "recorded" : cutFrom ? cutDetail(cutFrom) : "",
  }));
  return { recording: toRecording(row), duplicate };
}

const cutDetail = (from: RecordingId) => `cut from recording ${from}`;

/** The pieces that a recording was cut into, in their order, as the trail tells; those that were removed are not among them. */
export function listPieces(history: History, id: RecordingId): Recording[] {
  const { rows } = audited(
    history,
    () => {
      const { patientId } = selectRow(history, id);
      const rows = history.database
        .prepare<[string, string], Row>(
          `${recordings} JOIN audit ON audit.subject = 'recording ' || recordings.id
           WHERE audit.patientId = ? AND action = 'create' AND detail = ? ORDER BY recordings.sequence`,
        )
        .all(patientId, cutDetail(id));
      return { patientId, rows };
    },
    ({ patientId }) => ({ action: "read", patientId, subject: `recording ${id}`, detail: "pieces" }),
  );
  return rows.map(toRecording);
}

/** The recording of a visit that has these bytes, so that a repeated import need not be analysed; else null. */
export function findRecording(history: History, visitId: VisitId, sha256: string): Recording | null {
  const row = audited(
    history,
    () => selectTwin(history, visitId, sha256),
    (twin) => ({
      action: "read",
      patientId: twin?.patientId ?? null,
      subject: twin ? `recording ${twin.id}` : `visit ${visitId}`,
      detail: "looked up by content",
    }),
  );
  return row ? toRecording(row) : null;
}

/** @throws BulbarError not-found */
export function getRecording(history: History, id: RecordingId): Recording {
  const row = audited(
    history,
    () => selectRow(history, id),
    ({ patientId }) => ({ action: "read", patientId, subject: `recording ${id}` }),
  );
  return toRecording(row);
}

/** Recordings of a visit in the order of import, each with its newest analysis. */
export function listRecordings(history: History, visitId: VisitId): Recording[] {
  return list(history, "visitId", visitId);
}

/** Recordings of all visits of a patient, oldest visit first, each with its newest analysis. */
export function listPatientRecordings(history: History, patientId: PatientId): Recording[] {
  return list(history, "patientId", patientId);
}

/** The original file, compared with its SHA-256. @throws BulbarError not-found, history-corrupt */
export function readRecordingBytes(history: History, id: RecordingId): Uint8Array {
  const { bytes } = audited(
    history,
    () => {
      const { patientId, sha256 } = selectRow(history, id);
      const media = history.database
        .prepare<[string], { bytes: Buffer }>("SELECT bytes FROM media WHERE sha256 = ?")
        .get(sha256);
      const { bytes } = found(media, "sound");
      if (createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw historyCorrupt(`the sound of recording ${id} is not the one that was stored`);
      return { patientId, bytes };
    },
    ({ patientId }) => ({ action: "read", patientId, subject: `recording ${id}`, detail: "sound" }),
  );
  return bytes;
}

/** Corrects the task; the analyses stay as they were made. @throws BulbarError not-found */
export function setRecordingTask(history: History, id: RecordingId, task: TaskId): Recording {
  const row = audited(
    history,
    () => {
      history.database.prepare("UPDATE recordings SET task = ? WHERE id = ?").run(task, id);
      return selectRow(history, id);
    },
    ({ patientId }) => ({
      action: "update",
      patientId,
      subject: `recording ${id}`,
      detail: `task set to ${task}`,
    }),
  );
  return toRecording(row);
}

/** Removes a recording, and its sound unless another recording has the same. False when there was none. */
export function removeRecording(history: History, id: RecordingId): boolean {
  const row = audited(
    history,
    () => {
      const row = history.database.prepare<[string], Row>(`${recordings} WHERE recordings.id = ?`).get(id);
      history.database.prepare("DELETE FROM recordings WHERE id = ?").run(id);
      return row;
    },
    (row) => ({
      action: "delete",
      patientId: row?.patientId ?? null,
      subject: `recording ${id}`,
      detail: row ? `of visit ${row.visitId}` : "was not there",
    }),
  );
  wipeLog(history);
  return row !== undefined;
}

function list(history: History, by: "visitId" | "patientId", id: string): Recording[] {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<[string], Row>(`${recordings} WHERE ${by} = ? ORDER BY visits.date, recordings.sequence`)
        .all(id),
    (rows) => ({
      action: "read",
      patientId: by === "patientId" ? id : (rows[0]?.patientId ?? null),
      subject: by === "patientId" ? "recordings" : `recordings of visit ${id}`,
      detail: `${rows.length} listed`,
    }),
  );
  return rows.map(toRecording);
}

function selectRow(history: History, id: RecordingId): Row {
  return found(
    history.database.prepare<[string], Row>(`${recordings} WHERE recordings.id = ?`).get(id),
    "recording",
  );
}

function selectTwin(history: History, visitId: VisitId, sha256: string): Row | undefined {
  return history.database
    .prepare<[string, string], Row>(`${recordings} WHERE visitId = ? AND recordings.sha256 = ?`)
    .get(visitId, sha256);
}

function toRecording({ patientId: _, analysis, choice, capture, ...recording }: Row): Recording {
  return {
    ...recording,
    choice: choiceOf(choice),
    ...(capture !== null && { capture: readCaptureReport(capture) }),
    ...readNewestAnalysis(analysis, recording.id),
  };
}

function choiceOf(json: string | null): TakeChoice | null {
  const choice = json === null ? null : (JSON.parse(json) as TakeChoice);
  return choice?.decision ? choice : null;
}
