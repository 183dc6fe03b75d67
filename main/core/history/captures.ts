import { randomBytes, randomUUID } from "node:crypto";
import { CaptureReport, type UnfinishedCapture } from "../../../shared/domain/capture.ts";
import { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import { CaptureId, type RecordingId, type VisitId } from "../../../shared/domain/ids.ts";
import { LevelCalibration } from "../../../shared/domain/level-calibration.ts";
import type { PassageId } from "../../../shared/domain/passage.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";

/** A take that is no recording yet, with the key of its file. */
export type StoredCapture = Omit<UnfinishedCapture, "seconds"> & {
  key: Buffer;
  /** A probe is listened to for a check or a calibration, and never becomes a recording. */
  purpose: CapturePurpose;
  calibration: LevelCalibration | null;
};

type CapturePurpose = "take" | "probe";

type NewCapture = {
  visitId: VisitId;
  task: TaskId;
  passage: PassageId | null;
  device: CaptureDevice;
  purpose?: CapturePurpose;
  calibration?: LevelCalibration | null;
};
type Row = Omit<StoredCapture, "device" | "calibration"> & {
  device: string;
  calibration: string | null;
  patientId: string;
};

const captures = `
  SELECT captures.id, visitId, task, passage, captures.device, key, startedAt, purpose, calibration, startedBy AS "by", visits.patientId
  FROM captures JOIN visits ON visits.id = captures.visitId`;

/** Begins a take of a visit, with a new key. @throws BulbarError not-found when there is no such visit */
export function beginCapture(
  history: History,
  { visitId, task, passage, device, purpose = "take", calibration = null }: NewCapture,
): { id: CaptureId; key: Buffer } {
  const { database } = history;
  const id = CaptureId.parse(randomUUID());
  const key = randomBytes(32);
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      database
        .prepare(
          `INSERT INTO captures (id, visitId, task, passage, device, key, startedAt, startedBy, purpose, calibration)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          ...[id, visitId, task, passage, JSON.stringify(device), key],
          ...[history.now().toISOString(), history.actor],
          ...[purpose, calibration && JSON.stringify(calibration)],
        );
      return patientId;
    },
    (patientId) => ({ action: "create", patientId, subject: `${purpose} ${id}`, detail: `${task}, begun` }),
  );
  return { id, key };
}

/** @throws BulbarError not-found */
export function getCapture(history: History, id: CaptureId): StoredCapture {
  const row = audited(
    history,
    () =>
      found(
        history.database.prepare<[string], Row>(`${captures} WHERE captures.id = ?`).get(id),
        "recording",
      ),
    ({ patientId }) => ({ action: "read", patientId, subject: `take ${id}` }),
  );
  return toCapture(row);
}

/** Every take that is no recording yet, oldest first. */
export function listCaptures(history: History): StoredCapture[] {
  const rows = audited(
    history,
    () => history.database.prepare<[], Row>(`${captures} ORDER BY startedAt`).all(),
    (listed) => ({
      action: "read",
      patientId: null,
      subject: "unfinished takes",
      detail: `${listed.length} listed`,
    }),
  );
  return rows.map(toCapture);
}

/** Forgets a take, and with its key all that lies in its file. False when there was none. */
export function removeCapture(history: History, id: CaptureId): boolean {
  const row = audited(
    history,
    () => {
      const row = history.database.prepare<[string], Row>(`${captures} WHERE captures.id = ?`).get(id);
      history.database.prepare("DELETE FROM captures WHERE id = ?").run(id);
      return row;
    },
    (row) => ({
      action: "delete",
      patientId: row?.patientId ?? null,
      subject: `take ${id}`,
      detail: row ? "thrown away" : "was not there",
    }),
  );
  return row !== undefined;
}

/** The take has become a recording: how it was made is kept, its key goes. Inside the transaction that adds it. */
export function settleCapture(
  { database }: History,
  id: CaptureId,
  recordingId: RecordingId,
  report: CaptureReport,
): void {
  database
    .prepare("INSERT INTO captureReports (recordingId, report) VALUES (?, ?)")
    .run(recordingId, JSON.stringify(report));
  database.prepare("DELETE FROM captures WHERE id = ?").run(id);
}

/** What was cut out of a recording was made as that was; nothing where it came as a file. */
export function copyCaptureReport({ database }: History, from: RecordingId, to: RecordingId): void {
  database
    .prepare(
      "INSERT INTO captureReports (recordingId, report) SELECT ?, report FROM captureReports WHERE recordingId = ?",
    )
    .run(to, from);
}

/** How a recording was made, as it was kept. */
export function readCaptureReport(json: string): CaptureReport {
  return CaptureReport.parse(JSON.parse(json));
}

function toCapture({ patientId: _, device, calibration, ...row }: Row): StoredCapture {
  return {
    ...row,
    device: CaptureDevice.parse(JSON.parse(device)),
    calibration: calibration === null ? null : LevelCalibration.parse(JSON.parse(calibration)),
  };
}
