import type { Acceptance } from "../../../shared/domain/acceptance.ts";
import type { Aligned, Alignment } from "../../../shared/domain/alignment.ts";
import type {
  Analysis,
  AnalysisSettings,
  MeasuredPart,
  ModelChoice,
} from "../../../shared/domain/analysis.ts";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import { definitionVersions } from "../../../shared/domain/measure-kind.ts";
import { isTextOf, type Passage } from "../../../shared/domain/passage.ts";
import type { Sex } from "../../../shared/domain/patient.ts";
import type { Refusal } from "../../../shared/domain/prediction.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { ModelChooser } from "../../../shared/domain/task-models.ts";
import { alignApart } from "../alignment/align-apart.ts";
import { readingOf } from "../alignment/reading-words.ts";
import { decodeAudio } from "../audio/decode.ts";
import type { Decoded } from "../audio/decoded.ts";
import { assessQuality } from "../audio/quality.ts";
import type { Core } from "../core.ts";
import { acceptTake } from "../findings/acceptance.ts";
import type { ModelPackage } from "../inference/model-package.ts";
import { type Explained, predict, type Subject } from "../inference/predict.ts";
import { measureRecording, measureSettings } from "../measures/measure-recording.ts";
import { spokenWords } from "../measures/timing/word-segments.ts";
import { guessTask } from "../protocol/guess-task.ts";
import { findPassage } from "../protocol/passages.ts";
import { askIntelligibility, intelligibilityMeasure } from "./digit-intelligibility.ts";
import { heardPart } from "./heard-part.ts";
import { hearsRoom, type Listened, listenToRoom } from "./listen-to-room.ts";
import { refusalOf } from "./refusal-of.ts";
import { refuseUnusable } from "./refuse-unusable.ts";
import { rememberingResample } from "./remembering-resample.ts";
import { trimmed } from "./trim-recording.ts";

export type AnalysisRequest = {
  source: { path: string } | { bytes: Uint8Array };
  fileName: string;
  /** Guessed from the file name when absent. */
  task?: TaskId;
  sex?: Sex | null;
  /** Absent: every model made for the task. */
  models?: ModelChoice;
  /** Who chose them beforehand: then those answer that (still) answer unasked, and others are refused, not missed. */
  chosenBy?: ModelChooser;
  pitchFloorHz?: number;
  pitchCeilingHz?: number;
  /** Syllable onsets placed by hand, s. */
  onsetsSeconds?: number[] | null;
  /** The channel to analyse; absent or null: see `AnalysisSettings`. */
  channel?: Channel | null;
  /** What was read, of the tasks `reading` and `sentences`. */
  passage?: string | null;
  /** Texts of the site that may have been read, besides those of the program. */
  siteTexts?: readonly Passage[];
  /** The reading with times of its words and phones placed by hand; absent or null: it is aligned. */
  placedWords?: Aligned | null;
  /** What is kept of the file, s from its start; absent or null: all of it. */
  trim?: MeasuredPart | null;
  /** Models that learned from simulated voices answer unasked; absent: they do not. */
  simulatedModels?: boolean;
};

export type Analysed = {
  analysis: Analysis;
  signal: Sound;
  /** One per prediction, in the same order. */
  explained: Explained[];
};

export type Run = {
  signal?: AbortSignal;
  onProgress?: OnProgress;
  /** Told as soon as it is known, before the models are asked. */
  onJudged?: (judged: { acceptance: Acceptance; quality: Quality }) => void;
};

/**
 * The whole way of one recording: decode, quality, measures, models. Pure with respect to the history.
 * A model or a digit list that cannot answer, for whatever reason (too little sound, a graph that fails), is listed in `analysis.refusals` and leaves the measures; a model asked for by name that does not exist
 * is an error.
 */
export async function analyseRecording(
  core: Core,
  request: AnalysisRequest,
  run: Run = {},
): Promise<Analysed> {
  const progress = run.onProgress ?? (() => {});
  const task = request.task ?? guessTask(request.fileName).task;
  const decoded = await decodedTake(core, request, run);
  progress({ stage: "checking-quality", fraction: 0.3 });
  const quality = assessQuality(decoded.signal, decoded.audio, task, decoded.truncated, decoded.flags);
  const settings = measureSettings(request);
  const passage = passageRead(task, request);
  const alignment = request.placedWords ?? (await alignedReading(decoded.signal, passage, quality, run));
  progress({ stage: "measuring", fraction: 0.55 });
  const { measures, part } = measureRecording(decoded.signal, task, settings, quality, {
    onsetsSeconds: request.onsetsSeconds,
    words: passage?.words,
    alignment,
  });
  const subject = { task, ...heardPart(task, decoded.signal, part), measures: { [task]: measures } };
  const models = request.models ?? [];
  const { packages, missing } = await packagesOf(core, request, task);
  const listened = await listenToRoom(
    core,
    { signal: decoded.signal, task, part, isSilent: quality.flags.includes("silent") },
    { models, asked: packages },
    { resample: rememberingResample(), ...(run.signal && { signal: run.signal }) },
  );
  const room = listened && "room" in listened ? listened.room : null;
  const { sex = null, channel = null } = request;
  const acceptance = acceptTake({
    task,
    quality,
    measures,
    sex,
    channel,
    roomSounds: room?.sounds ?? [],
  });
  run.onJudged?.({ acceptance, quality });
  const asked = { subject: { ...subject, acceptance }, whole: decoded.signal, packages, listened };
  const { explained, refusals: refused } = await runModels(core, asked, run);
  const refusals = [...missing, ...refused];
  const isAsked = task === "digits" && models !== "none";
  const { intelligibility, refusal } = isAsked
    ? await askIntelligibility(core, { sound: decoded.signal, acceptance, asked: packages }, run.signal)
    : { intelligibility: null, refusal: null };
  progress({ stage: "done", fraction: 1 });
  return {
    signal: decoded.signal,
    explained,
    analysis: {
      task,
      audio: decoded.audio,
      quality,
      measures: { ...measures, ...intelligibilityMeasure(intelligibility, quality) },
      part,
      intelligibility,
      intelligibilityRefusal: refusal,
      room,
      alignment,
      predictions: explained.map(({ prediction }) => prediction),
      refusals:
        refusal && !refusals.some((known) => isSame(known, refusal)) ? [...refusals, refusal] : refusals,
      settings: settingsOf(request, settings, passage),
      definitions: definitionVersions,
      programVersion: core.options.programVersion,
    },
  };
}

/** The request as it is kept with its answer. */
function settingsOf(
  request: AnalysisRequest,
  measures: MeasureSettings,
  passage: Passage | null,
): AnalysisSettings {
  return {
    measures,
    models: request.models ?? [],
    ...(request.chosenBy && { chosenBy: request.chosenBy }),
    ...(request.simulatedModels && { simulatedModels: true }),
    onsetsSeconds: request.onsetsSeconds ?? null,
    channel: request.channel ?? null,
    passage: passage?.id ?? null,
    wordsByHand: (request.placedWords ?? null) !== null,
    trim: request.trim ?? null,
  };
}

/** What is kept of the file. */
async function decodedTake(
  core: Core,
  request: AnalysisRequest,
  { signal, onProgress }: Run,
): Promise<Decoded> {
  onProgress?.({ stage: "decoding", fraction: 0 });
  const file = await decodeAudio(request.source, {
    fileName: request.fileName,
    ffmpeg: core.ffmpeg,
    spoolFolder: core.spoolFolder,
    channel: request.channel,
    signal,
    onProgress: ({ fraction }) => onProgress?.({ stage: "decoding", fraction: 0.3 * fraction }),
  });
  return trimmed(file, request.trim ?? null);
}

/** The text that was read; null where none was named, it is not known, or the task is not its own. */
function passageRead(task: TaskId, { passage, siteTexts }: AnalysisRequest): Passage | null {
  const text = findPassage(passage, siteTexts);
  return text && isTextOf(task, text.id) ? text : null;
}

type Asked = {
  subject: Subject & { acceptance: Acceptance };
  /** All of the recording, for models of sounds. */
  whole: Sound;
  packages: readonly ModelPackage[];
  /** What one of them has said already. */
  listened: Listened | null;
};

/** What was read held against its text; null where the text is not known, or in a language that cannot be aligned. */
async function alignedReading(
  sound: Sound,
  passage: Passage | null,
  quality: Quality,
  { signal, onProgress }: Run,
): Promise<Alignment | null> {
  const reading = passage && readingOf(passage);
  if (!reading || quality.flags.includes("silent")) return null;
  onProgress?.({ stage: "aligning", fraction: 0.4 });
  return alignApart(sound, reading, {
    signal,
    onAligned: (fraction) => onProgress?.({ stage: "aligning", fraction: 0.4 + 0.15 * fraction }),
  });
}

async function runModels(
  core: Core,
  { subject, whole, packages, listened }: Asked,
  run: Run,
): Promise<{ explained: Explained[]; refusals: Refusal[] }> {
  const resampleOnce = rememberingResample();
  const explained: Explained[] = [];
  const refusals: Refusal[] = [];
  for (const [index, { manifest }] of packages.entries()) {
    run.signal?.throwIfAborted();
    run.onProgress?.({
      stage: "predicting",
      subject: manifest.id,
      fraction: 0.6 + (0.4 * index) / packages.length,
    });
    try {
      refuseUnusable(subject.acceptance, manifest.id);
      if (listened?.model === manifest.id) {
        if ("refusal" in listened) refusals.push(listened.refusal);
        else explained.push(listened.explained);
        continue;
      }
      if (manifest.kind === "digits") refuseSeveralWords(subject.signal, manifest.id);
      const session = await core.session(manifest.id);
      const heard = hearsRoom(manifest) ? { ...subject, signal: whole, startSeconds: 0 } : subject;
      explained.push(await predict(session, heard, { resample: resampleOnce, signal: run.signal }));
    } catch (error) {
      refusals.push(refusalOf(manifest.id, error, run.signal));
    }
  }
  return { explained, refusals };
}

function isSame(a: Refusal, b: Refusal): boolean {
  return a.model === b.model && a.code === b.code;
}

/** The models to ask, and those chosen beforehand that do not answer unasked. @throws BulbarError model-not-found */
async function packagesOf(
  core: Core,
  { models: asked = [], chosenBy, simulatedModels }: AnalysisRequest,
  task: TaskId,
): Promise<{ packages: ModelPackage[]; missing: Refusal[] }> {
  if (asked === "none") return { packages: [], missing: [] };
  if (asked.length > 0 && !chosenBy)
    return { packages: await Promise.all(asked.map((id) => core.models.find(id))), missing: [] };
  const unasked = await core.models.defaultsFor(task, simulatedModels);
  if (asked.length === 0) return { packages: unasked, missing: [] };
  const isThere = (id: string) => unasked.some(({ manifest }) => manifest.id === id);
  return {
    packages: unasked.filter(({ manifest }) => asked.includes(manifest.id)),
    missing: asked
      .filter((id) => !isThere(id))
      .map((model) => ({ model, code: "model-not-found", why: "not-unasked" })),
  };
}

/** A model of single digits has nothing to say of a list; the intelligibility test asks it word by word. */
function refuseSeveralWords(sound: Sound, model: string): void {
  const { length } = spokenWords(sound);
  if (length <= 1) return;
  throw new BulbarError("model-refused-length", { file: model, why: "words", facts: { words: length } });
}
