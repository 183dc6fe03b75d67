import { z } from "zod";
import { Intelligibility } from "./intelligibility.ts";
import { MeasureSettings, Measures } from "./measure.ts";
import { Prediction, Refusal } from "./prediction.ts";
import { AudioInfo, Quality } from "./recording.ts";
import { TaskId } from "./task.ts";

/** Ids of models to run; empty: every model made for the task; "none": measures only. */
export const ModelChoice = z.union([z.array(z.string()), z.literal("none")]);
export type ModelChoice = z.infer<typeof ModelChoice>;

/** Settings that made an analysis; stored with it. */
export const AnalysisSettings = z.object({
  measures: MeasureSettings,
  models: ModelChoice,
  /** Syllable onsets placed by hand, s; null where they were found by themselves. */
  onsetsSeconds: z.array(z.number().nonnegative()).nullable().default(null),
});
export type AnalysisSettings = z.infer<typeof AnalysisSettings>;

/** Everything that Bulbar says of one recording. */
export const Analysis = z.object({
  task: TaskId,
  audio: AudioInfo,
  quality: Quality,
  measures: Measures,
  predictions: z.array(Prediction),
  refusals: z.array(Refusal),
  /** Digit intelligibility test; only for the task `digits`, and where a digit model is at hand. */
  intelligibility: Intelligibility.nullable().default(null),
  settings: AnalysisSettings,
  programVersion: z.string(),
});
export type Analysis = z.infer<typeof Analysis>;

/** The measure was taken from syllable onsets that a person placed: said wherever it is shown. */
export function isPlacedByHand({ settings }: Pick<Analysis, "settings">, measureId: string): boolean {
  return settings.onsetsSeconds !== null && measureId.startsWith("ddk-");
}

/** Said beside a measure of `isPlacedByHand`. */
export const placedByHandWords = "onsets placed by hand";

/** Recording of a visit, with its newest analysis. */
export const Recording = z.object({
  id: z.string(),
  visitId: z.string(),
  task: TaskId,
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  importedAt: z.iso.datetime(),
  analysis: Analysis.nullable(),
});
export type Recording = z.infer<typeof Recording>;

/** Progress of long work. */
export const Progress = z.object({
  /** What is being done, in words: "decoding", "measuring", "als-cnn". */
  stage: z.string(),
  fraction: z.number().min(0).max(1),
});
export type Progress = z.infer<typeof Progress>;
export type OnProgress = (progress: Progress) => void;
