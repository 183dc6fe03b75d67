import type { Analysis, MeasuredPart } from "../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TakePiece } from "../../../shared/domain/take-piece.ts";
import { type TaskId, tasks } from "../../../shared/domain/task.ts";
import { encodeFloatWav } from "../audio/wav.ts";
import type { Core } from "../core.ts";
import { askedModels } from "../history/asked-models.ts";
import { audited } from "../history/audit.ts";
import { getPatient } from "../history/patients.ts";
import { addRecording, getRecording, listPieces, removeRecording } from "../history/recordings.ts";
import { allSiteTexts } from "../history/site-texts.ts";
import { decideTake } from "../history/take-choices.ts";
import { getVisit } from "../history/visits.ts";
import { cutToPart } from "../measures/measured-part.ts";
import { findSounding, standardSounding } from "../measures/timing/sounding.ts";
import { analyseRecording } from "./analyse-recording.ts";
import type { ImportRun } from "./import-recording.ts";
import { signals } from "./recording-signal.ts";

/** Between two takes there is at least so much quiet, s; a take lasts at least so long. */
const betweenTakes = { minimumPauseSeconds: 1, minimumSoundSeconds: 0.5 };
/** Quiet that a take keeps before and after its sound, s. */
const marginSeconds = 0.3;

/** The order in which the syllables are asked for everywhere. */
const syllableSeries: readonly TaskId[] = ["ddk-pa", "ddk-ta", "ddk-ka", "ddk-pataka"];

/**
 * Where a recording of several takes is likely to be parted: a stretch of sound each, with some quiet about it. All are of
 * the recording's own task, except that four trains of syllables are taken for the usual series.
 */
export function suggestPieces(sound: Sound, task: TaskId): TakePiece[] {
  const stretches = findSounding(sound, { ...standardSounding, ...betweenTakes })?.stretches ?? [];
  const seconds = sound.samples.length / sound.sampleRateHz;
  const isSeries = tasks[task].family === "ddk" && stretches.length === syllableSeries.length;
  return stretches.map(({ startSeconds, endSeconds }, k) => ({
    startSeconds: Math.max(0, startSeconds - marginSeconds),
    endSeconds: Math.min(seconds, endSeconds + marginSeconds),
    task: isSeries ? syllableSeries[k]! : task,
  }));
}

/**
 * Makes each piece of a recording a take of its own and leaves the recording itself out, with the reason: all of it, in one
 * transaction, or nothing. `joinRecording` takes it back.
 * @throws BulbarError not-found; invalid-input where a piece is empty, lies outside the recording or is as another, or it
 *   was not analysed; what `signal` aborts with
 */
export async function splitRecording(
  core: Core,
  { id, pieces, reason }: { id: RecordingId; pieces: readonly TakePiece[]; reason: string },
  run: ImportRun,
): Promise<Recording[]> {
  const history = await core.history();
  const { visitId, fileName, analysis: whole } = getRecording(history, id);
  if (!whole) throw new BulbarError("invalid-input", { why: "not-analysed" });
  const { patientId } = getVisit(history, visitId);
  const { sex } = getPatient(history, patientId);
  const sound = await signals.of(core, id);
  const wavs = pieces.map((piece) => wavOf(sound, piece, whole.audio));
  const stem = fileName.replace(/\.[^.]+$/, "");
  const made: { task: TaskId; fileName: string; bytes: Uint8Array; analysis: Analysis }[] = [];
  for (const [k, { task }] of pieces.entries()) {
    const [name, bytes] = [`${stem} (${k + 1}).wav`, wavs[k]!];
    const { analysis } = await analyseRecording(
      core,
      {
        ...{ source: { bytes }, fileName: name, task, sex, passage: whole.settings.passage },
        siteTexts: allSiteTexts(history),
        ...askedModels(history, { visitId, task }),
      },
      {
        signal: run.signal,
        onProgress: ({ stage, fraction }) =>
          run.onProgress({ stage, subject: name, fraction: (k + fraction) / pieces.length }),
      },
    );
    made.push({ task, fileName: name, bytes, analysis });
  }
  run.signal.throwIfAborted();
  const store = () => {
    const added = made.map((take) => addRecording(history, { visitId, cutFrom: id, ...take }));
    if (added.some(({ duplicate }) => duplicate))
      throw new BulbarError("invalid-input", { why: "piece-twice", file: fileName });
    decideTake(history, { id, decision: "leave-out", reason });
    return added.map(({ recording }) => recording);
  };
  return audited(history, store, (takes) => ({
    action: "update",
    patientId,
    subject: `recording ${id}`,
    detail: `split into ${takes.length} takes`,
  }));
}

/**
 * Takes a split back: the recording counts again as it does by itself, and the pieces go. Where it is cut short, some pieces
 * are left, and it can be done again.
 * @throws BulbarError not-found
 */
export async function joinRecording(core: Core, id: RecordingId): Promise<Recording> {
  const history = await core.history();
  const pieces = listPieces(history, id);
  const recording = decideTake(history, { id, decision: null, reason: "" });
  for (const piece of pieces) {
    signals.forget(piece.id);
    removeRecording(history, piece.id);
  }
  return recording;
}

/** The samples of a piece as they are, in a file that tells what lossy coding they came through. */
function wavOf(
  sound: Sound,
  { startSeconds, endSeconds }: MeasuredPart,
  { codec, lossy }: Analysis["audio"],
): Uint8Array {
  const seconds = sound.samples.length / sound.sampleRateHz;
  if (startSeconds >= endSeconds || endSeconds > seconds + 1e-3)
    throw new BulbarError("invalid-input", { why: "no-stretch" });
  const { samples, sampleRateHz } = cutToPart(sound, { startSeconds, endSeconds });
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return encodeFloatWav({ sampleRateHz, channels: 1, pieces: [bytes] }, { lossyCodec: lossy ? codec : null });
}
