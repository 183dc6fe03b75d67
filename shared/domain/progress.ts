import { z } from "zod";

/** What long work is doing; its words stand in `shared/words`. */
export const stages = [
  "decoding",
  "checking-quality",
  "measuring",
  "aligning",
  "measuring-vowels",
  "measuring-voice",
  "predicting",
  "explaining",
  "trying-devices",
  "downloading",
  "installing",
  "copying-history",
  "checking-history",
  "checking-sound",
  "salvaging",
  "new-key",
  "sealing",
  "unsealing",
  "storing",
  "exporting",
  "judging",
  "done",
] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

/** Progress of long work. */
export const Progress = z.object({
  stage: Stage,
  /** What it is done to: a task's id while measuring the voice, a model's while predicting. */
  subject: z.string().optional(),
  fraction: z.number().min(0).max(1),
});
export type Progress = z.infer<typeof Progress>;
export type OnProgress = (progress: Progress) => void;
