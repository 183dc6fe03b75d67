import { z } from "zod";
import { Alignment } from "./alignment.ts";
import { AudioInfo, Channel } from "./audio-info.ts";
import { Intelligibility } from "./intelligibility.ts";
import { MeasureSettings, Measures } from "./measure.ts";
import { measureKinds } from "./measure-kind.ts";
import { Prediction, Refusal } from "./prediction.ts";
import { Quality } from "./quality.ts";
import { HeardInRoom } from "./room-sound.ts";
import { TaskId } from "./task.ts";
import { ModelChooser } from "./task-models.ts";

/** Ids of models to run; empty: every model made for the task; "none": measures only. */
export const ModelChoice = z.union([z.array(z.string()), z.literal("none")]);
export type ModelChoice = z.infer<typeof ModelChoice>;

/** The part of a recording that was measured, s from its start. */
export const MeasuredPart = z.object({
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().nonnegative(),
});
export type MeasuredPart = z.infer<typeof MeasuredPart>;

/** Settings that made an analysis; stored with it. */
export const AnalysisSettings = z.object({
  measures: MeasureSettings,
  models: ModelChoice,
  /** Who chose these models beforehand; absent: they were asked for by name, or are all. */
  chosenBy: ModelChooser.optional(),
  /** Models that learned from simulated voices answered unasked too. */
  simulatedModels: z.boolean().optional(),
  /** Syllable onsets placed by hand, s; null where they were found by themselves. */
  onsetsSeconds: z.array(z.number().nonnegative()).nullable().default(null),
  /** The channel that was asked for; null: the better one where the channels are not one voice, else their mean. */
  channel: Channel.nullable().default(null),
  /** The passage that was read (`PassageId`); null where it is not known: then there are no words a minute. */
  passage: z.string().nullable().default(null),
  /** The times of the words and phones of the reading were placed by hand. */
  wordsByHand: z.boolean().default(false),
  /** What was kept of the file by hand, s from its start: all else, and every time in the analysis, is of it. Null: all. */
  trim: MeasuredPart.nullable().default(null),
});
export type AnalysisSettings = z.infer<typeof AnalysisSettings>;

/** Everything that Bulbar says of one recording. */
export const Analysis = z.object({
  task: TaskId,
  audio: AudioInfo,
  quality: Quality,
  measures: Measures,
  /** What the measures are of: the phonation, the train of syllables, the speech; null where none was found. */
  part: MeasuredPart.nullable().default(null),
  /** What else is in the recording; null where no model of sound events listened. */
  room: HeardInRoom.nullable().default(null),
  predictions: z.array(Prediction),
  refusals: z.array(Refusal),
  /** Digit intelligibility test; only for the task `digits`, and where a digit model is at hand. */
  intelligibility: Intelligibility.nullable().default(null),
  /** The reading held against its text; only where the text is known and has a language that can be aligned. */
  alignment: Alignment.nullable().default(null),
  /** Why the digit intelligibility test gave no score although it was asked for; also among `refusals`. */
  intelligibilityRefusal: Refusal.nullable().default(null),
  settings: AnalysisSettings,
  /** Versions of the measures' definitions by kind (`definitionVersions`); absent: all at version 1. */
  definitions: z.partialRecord(z.enum(measureKinds), z.int().positive()).optional(),
  programVersion: z.string(),
});
export type Analysis = z.infer<typeof Analysis>;

/** The measure was taken from syllable onsets, or words, that a person placed: said wherever it is shown. */
export function isPlacedByHand({ settings }: Pick<Analysis, "settings">, measureId: string): boolean {
  return (
    (settings.onsetsSeconds !== null && measureId.startsWith("ddk-")) ||
    (settings.wordsByHand && measureId.startsWith("read-"))
  );
}
