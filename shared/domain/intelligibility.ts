import { z } from "zod";

/** The list that the patient reads in the task `digits`: each digit once, none in its place. */
export const digitPrompt: readonly string[] = ["3", "7", "0", "5", "9", "1", "8", "2", "6", "4"];

/** One prompted digit and what was made of it. */
export const DigitAnswer = z.object({
  /** Null for a word too many. */
  prompted: z.string().nullable(),
  /** Null where no word was heard, or the recogniser was not sure. */
  recognised: z.string().nullable(),
  probability: z.number().nullable(),
  startSeconds: z.number().nullable(),
  endSeconds: z.number().nullable(),
});
export type DigitAnswer = z.infer<typeof DigitAnswer>;

/** Result of the digit intelligibility test. */
export const Intelligibility = z.object({
  model: z.string(),
  version: z.string(),
  /** Share of prompted digits recognised as themselves, %. */
  scorePercent: z.number(),
  answers: z.array(DigitAnswer),
});
export type Intelligibility = z.infer<typeof Intelligibility>;
