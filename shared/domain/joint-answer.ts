import { z } from "zod";
import { Figure } from "./model-manifest.ts";
import { OutsideTraining } from "./outside-training.ts";
import { Provenance } from "./prediction.ts";
import { Ensemble } from "./visit-result.ts";

/** What a recording says to one question: the answer that the screens show, of one model or of several joined. */
export const JointAnswer = Ensemble.pick({
  labels: true,
  top: true,
  members: true,
  sharpness: true,
  known: true,
  notSureWhy: true,
}).extend({
  /** Kind of the models that answer it: "screen", "digits" ... */
  question: z.string(),
  /** Parallel to `labels`. */
  probabilities: z.array(z.number()),
  notSure: z.boolean(),
  /** Labels that are not excluded at `coverage`; null where no such sets were measured. */
  set: z.object({ coverage: z.number(), labels: z.array(z.string()) }).nullable(),
  /** Measured of these models joined so; null where it was not. */
  /** What of the recording lies outside of what the models learned from. */
  outside: z.array(OutsideTraining),
  honestError: Figure.nullable(),
  notice: Provenance.shape.notice,
});
export type JointAnswer = z.infer<typeof JointAnswer>;
