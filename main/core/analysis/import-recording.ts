import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Aligned } from "../../../shared/domain/alignment.ts";
import type { Analysis, AnalysisSettings } from "../../../shared/domain/analysis.ts";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Core } from "../core.ts";
import { addAnalysis } from "../history/analyses.ts";
import { askedModels } from "../history/asked-models.ts";
import { getPatient } from "../history/patients.ts";
import {
  addRecording,
  findRecording,
  getRecording,
  type NewRecording,
  readRecordingBytes,
} from "../history/recordings.ts";
import { allSiteTexts } from "../history/site-texts.ts";
import { keepThumbnail } from "../history/thumbnails.ts";
import { getVisit } from "../history/visits.ts";
import { sha256OfFile } from "../inference/model-package.ts";
import { guessTask } from "../protocol/guess-task.ts";
import { type Run as AnalysisRun, analyseRecording } from "./analyse-recording.ts";
import { signals } from "./recording-signal.ts";
import { shapeOf } from "./thumbnail.ts";
import { movedOnsets } from "./trim-recording.ts";

export type ImportRequest = {
  visitId: VisitId;
  source: { path: string } | { bytes: Uint8Array };
  fileName: string;
  task?: TaskId;
  channel?: Channel | null;
  passage?: string | null;
  /** Models by name; absent: those chosen for the visit or by the site, else all that answer unasked. */
  models?: string[];
  /** The take that the bytes were recorded as. */
  capture?: NewRecording["capture"];
};
export type ImportRun = { signal: AbortSignal; onProgress: OnProgress } & Pick<AnalysisRun, "onJudged">;

/**
 * Analyses a file and stores it with its analysis in one transaction: the whole recording or nothing.
 * The same bytes in the same visit give the recording that is there already.
 */
export async function importRecording(
  core: Core,
  { visitId, source, fileName, capture, models: named, ...asked }: ImportRequest,
  run: ImportRun,
): Promise<{ recording: Recording; duplicate: boolean }> {
  const history = await core.history();
  const { patientId } = getVisit(history, visitId);
  const sha256 =
    "path" in source ? await sha256OfFile(source.path).catch(() => null) : sha256Of(source.bytes);
  const twin = sha256 && findRecording(history, visitId, sha256);
  if (twin) return { recording: twin, duplicate: true };
  const { sex } = getPatient(history, patientId);
  const { task = guessTask(fileName).task } = asked;
  const models = askedModels(history, { visitId, task, named });
  const request = { ...asked, ...models, siteTexts: allSiteTexts(history), source, fileName, sex, task };
  const { analysis, signal } = await analyseRecording(core, request, run);
  const bytes = "path" in source ? await readFile(source.path) : source.bytes;
  run.signal.throwIfAborted();
  const added = addRecording(history, { visitId, task: analysis.task, fileName, bytes, analysis, capture });
  keepThumbnail(history, added.recording.id, shapeOf(signal));
  return added;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Analyses a stored recording again with today's program and models, by name those that were named before; the earlier
 * analysis is kept.
 * @param change.onsetsSeconds syllable onsets placed by hand, s; null finds them again; absent keeps what was used before
 * @param change.placedWords the reading with times placed by hand; null aligns it again; absent keeps what was placed, unless
 *   another text or another part of the file is asked for
 * @param change.channel, change.passage, change.trim see `AnalysisSettings`; absent keeps what was asked for before
 */
export async function analyseAgain(
  core: Core,
  id: RecordingId,
  run: ImportRun,
  change: Partial<Pick<AnalysisSettings, "onsetsSeconds" | "channel" | "passage" | "trim">> & {
    placedWords?: Aligned | null;
  } = {},
): Promise<Recording> {
  const history = await core.history();
  const { visitId, fileName, task, analysis: before } = getRecording(history, id);
  const { placedWords: placed, ...asked } = change;
  const { channel, passage, trim = null, onsetsSeconds = null } = { ...before?.settings, ...asked };
  const placedWords = placed === undefined ? placedBefore(before, asked) : placed;
  const onsets =
    "onsetsSeconds" in change
      ? onsetsSeconds
      : movedOnsets(onsetsSeconds, before?.settings.trim ?? null, trim);
  const { sex } = getPatient(history, getVisit(history, visitId).patientId);
  const source = { bytes: readRecordingBytes(history, id) };
  const { analysis, signal } = await analyseRecording(
    core,
    {
      source,
      fileName,
      task,
      sex,
      onsetsSeconds: onsets,
      channel,
      passage,
      siteTexts: allSiteTexts(history),
      placedWords,
      trim,
      ...askedModels(history, { visitId, task, named: namedBefore(before) }),
    },
    run,
  );
  run.signal.throwIfAborted();
  addAnalysis(history, id, analysis);
  // Another channel may have been taken, or another part.
  signals.forget(id);
  keepThumbnail(history, id, shapeOf(signal));
  return getRecording(history, id);
}

/** The models that somebody named as it was analysed before. */
function namedBefore(before: Analysis | null): string[] {
  const { models = [], chosenBy } = before?.settings ?? {};
  return models === "none" || chosenBy ? [] : models;
}

/** Words placed by hand before, as long as they are of the same text and the same part of the file. */
function placedBefore(before: Analysis | null, asked: object): Aligned | null {
  const { settings, alignment } = before ?? {};
  if (!settings?.wordsByHand || alignment?.status !== "aligned") return null;
  return "passage" in asked || "trim" in asked ? null : alignment;
}
