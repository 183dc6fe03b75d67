import { z } from "zod";
import { Ensemble } from "../../shared/domain/visit-result.ts";

const share = z.number().min(0).max(1);
const Turned = z.object({
  /** Of the digits that were said, those that get no sure answer. */
  digitsLost: share,
  /** Of the other words, the same. */
  othersTurnedAway: share,
});

export const RejectionPoint = Turned.extend({ threshold: share });
export type RejectionPoint = z.infer<typeof RejectionPoint>;

/** What models, or several joined, answered about words of speakers that nobody trained on. */
export const StrangersFigure = z.object({
  models: Ensemble.shape.members,
  words: z.int().positive(),
  speakers: z.int().positive(),
  /** Words that no model answered about: they count as wrong. */
  refused: z.int().nonnegative(),
  accuracy: share,
  /** 95 %, bootstrap over speakers. */
  interval: z.tuple([share, share]).nullable(),
  /** Rows: the digit that was said. */
  confusion: z.array(z.array(z.int())),
  otherWords: z.int(),
  /** With the threshold that the program has. */
  sure: Turned,
  rejection: z.array(RejectionPoint),
});
export type StrangersFigure = z.infer<typeof StrangersFigure>;

/** `models/strangers.json`. */
export const StrangersFile = z.object({
  corpus: z.string(),
  command: z.string(),
  figures: z.array(StrangersFigure),
});
export type StrangersFile = z.infer<typeof StrangersFile>;
