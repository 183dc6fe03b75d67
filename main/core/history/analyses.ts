import { randomUUID } from "node:crypto";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { readAnalysis, storedAnalysis } from "./stored-analysis.ts";

/** An analysis as it was made; older ones stay. */
export type StoredAnalysis = {
  id: string;
  createdAt: string;
  /** SHA-256 of model.onnx by "model@version". */
  modelHashes: Record<string, string>;
  analysis: Analysis;
};

/** Adds a newer analysis to a recording. @throws BulbarError not-found */
export function addAnalysis(history: History, recordingId: RecordingId, analysis: Analysis): void {
  audited(
    history,
    () => {
      const patientId = patientOfRecording(history, recordingId);
      insertAnalysis(history, recordingId, analysis);
      return patientId;
    },
    (patientId) => ({
      action: "create",
      patientId,
      subject: `analysis of recording ${recordingId}`,
      detail: trimDetail(analysis),
    }),
  );
}

function trimDetail({ settings: { trim } }: Analysis): string {
  return trim ? `trimmed to ${trim.startSeconds.toFixed(3)}-${trim.endSeconds.toFixed(3)} s` : "";
}

/** All analyses of a recording, newest first. @throws BulbarError not-found */
export function listAnalyses(history: History, recordingId: RecordingId): StoredAnalysis[] {
  const { rows } = audited(
    history,
    () => ({
      patientId: patientOfRecording(history, recordingId),
      rows: history.database
        .prepare<[string], Record<"id" | "createdAt" | "modelHashes" | "analysis", string>>(
          `SELECT id, createdAt, modelHashes, analysis FROM analyses WHERE recordingId = ? ORDER BY sequence DESC`,
        )
        .all(recordingId),
    }),
    ({ patientId }) => ({ action: "read", patientId, subject: `analyses of recording ${recordingId}` }),
  );
  return rows.map(({ id, createdAt, modelHashes, analysis }) => ({
    id,
    createdAt,
    modelHashes: JSON.parse(modelHashes),
    analysis: readAnalysis(analysis, recordingId),
  }));
}

/** The bare insert, for a transaction that audits itself. */
export function insertAnalysis(history: History, recordingId: RecordingId, analysis: Analysis): void {
  const modelHashes = Object.fromEntries(
    analysis.predictions.map(({ model, version, modelSha256 }) => [`${model}@${version}`, modelSha256]),
  );
  history.database
    .prepare(
      "INSERT INTO analyses (id, recordingId, analysis, modelHashes, createdAt) VALUES (?, ?, ?, ?, ?)",
    )
    .run(
      randomUUID(),
      recordingId,
      storedAnalysis(analysis),
      JSON.stringify(modelHashes),
      history.now().toISOString(),
    );
}

/** The patient of a recording. @throws BulbarError not-found */
export function patientOfRecording(history: History, recordingId: RecordingId): string {
  const patientId = history.database
    .prepare<[string], string>(
      "SELECT patientId FROM recordings JOIN visits ON visits.id = visitId WHERE recordings.id = ?",
    )
    .pluck()
    .get(recordingId);
  return found(patientId, "recording");
}
