import { z } from "zod";
import { Figure } from "./model-manifest.ts";
import { Provenance } from "./prediction.ts";
import { Ensemble } from "./visit-result.ts";

/** What a recording says to one question: the answer that the screens show, of one model or of several joined. */
export const JointAnswer = Ensemble.pick({ labels: true, top: true, members: true }).extend({
  /** Kind of the models that answer it: "screen", "digits" ... */
  question: z.string(),
  /** Parallel to `labels`. */
  probabilities: z.array(z.number()),
  notSure: z.boolean(),
  /** Measured of these models joined so; null where it was not. */
  honestError: Figure.nullable(),
  notice: Provenance.shape.notice,
});
export type JointAnswer = z.infer<typeof JointAnswer>;
