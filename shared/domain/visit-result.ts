import { z } from "zod";
import { LeftOut } from "./finding.ts";
import { Figure } from "./model-manifest.ts";
import { OutsideTraining } from "./outside-training.ts";
import { NotSureWhy, Prediction, Provenance } from "./prediction.ts";

/** What one model says of a visit: its answers on the recordings joined in the two usual ways. */
export const VisitResult = z.object({
  model: z.string(),
  version: z.string(),
  modelSha256: z.string(),
  labels: z.array(z.string()),
  /** Takes behind the answer, and those of its tasks that were left out, each with its reason. */
  used: z.array(z.string()).default([]),
  leftOut: z.array(LeftOut).default([]),
  /** Recordings that the model answered on; none where it answers about all tasks together only. */
  recordings: z.int(),
  /** Mean over the recordings, per label, and the range over them. */
  probabilities: z.array(z.number()),
  lowest: z.array(z.number()),
  highest: z.array(z.number()),
  /** Label of the highest mean probability. */
  top: z.object({ label: z.string(), probability: z.number() }),
  /** Label with most recordings on its side; the mean probability breaks ties. */
  vote: z.object({ label: z.string(), recordings: z.int() }),
  /**
   * Labels that some recording's conformal set holds. The true label is in each set with at least `coverage`, hence
   * in the union too. Null where the model has no sets.
   */
  notExcluded: z.object({ coverage: z.number(), labels: z.array(z.string()) }).nullable(),
  /** Mean over the recordings of how likely one is of one of the labels at all; absent where the model does not tell it. */
  known: z.number().optional(),
  /** Recordings on which the model said "not sure". */
  notSure: z.int(),
  /** Why, where it is the same on all of them. */
  notSureWhy: NotSureWhy.optional(),
  /** Mean and range of the expected level, for ordinal labels. */
  expectedLevel: z.object({ mean: z.number(), lowest: z.number(), highest: z.number() }).nullable(),
  /**
   * The answer of a feature model to the measures of all tasks of the visit together; null for models that hear one
   * recording at a time, and where the visit has fewer than two of the model's tasks.
   */
  together: Prediction.nullable(),
  /** With the honest error of an answer from the tasks that this visit has. */
  provenance: Provenance,
});
export type VisitResult = z.infer<typeof VisitResult>;

/** What a model says of a visit as a whole. */
export type VisitAnswer = {
  probabilities: number[];
  top: { label: string; probability: number };
  /** Labels that are not excluded at `coverage`; null where the model has no sets. */
  notExcluded: { coverage: number; labels: string[] } | null;
  /** The model is not sure: of all tasks together, or on most recordings. */
  notSure: boolean;
  notSureWhy?: NotSureWhy;
  expectedLevel: number | null;
  /** What it rests on: all tasks at once, the mean over several recordings, or one recording. */
  basis: "together" | "mean" | "single";
};

/** The answer of a model for the visit: to all its tasks together where it gives one, else the mean over recordings. */
export function visitAnswer(result: VisitResult): VisitAnswer {
  const { together, probabilities, top, notExcluded, notSure, notSureWhy, recordings, expectedLevel } =
    result;
  if (together)
    return {
      probabilities: together.probabilities,
      top: together.top,
      notExcluded: together.set,
      notSure: together.rejected,
      notSureWhy: together.notSureWhy,
      expectedLevel: together.expectedLevel,
      basis: "together",
    };
  return {
    probabilities,
    top,
    notExcluded,
    notSure: notSure * 2 > recordings,
    notSureWhy,
    expectedLevel: expectedLevel?.mean ?? null,
    basis: recordings > 1 ? "mean" : "single",
  };
}

/** Models that answer the same question, side by side. */
export const Ensemble = z.object({
  kind: z.string(),
  labels: z.array(z.string()),
  models: z.array(z.string()),
  /**
   * The same models with their versions: what is joined is named by version. With weights the answer is their
   * logarithmic pool, without the mean of their probabilities to the power of `sharpness`.
   */
  members: z.array(
    z.object({ model: z.string(), version: z.string(), weight: z.number().nullable().optional() }),
  ),
  /** Fitted so that the mean is calibrated; 1 where it was not. */
  sharpness: z.number().optional(),
  /** Of the models joined, and the range over the models, per label. */
  probabilities: z.array(z.number()),
  lowest: z.array(z.number()),
  highest: z.array(z.number()),
  top: z.object({ label: z.string(), probability: z.number() }),
  /** The least that a member tells of being of one of the labels at all; absent where none does. */
  known: z.number().optional(),
  /** The joint probability, times `known`, lies below what the joint answer is given for. */
  notSure: z.boolean().optional(),
  /** Absent where the answer is sure. */
  notSureWhy: NotSureWhy.optional(),
  /** Label that most models find most probable; the joint probability breaks ties. */
  vote: z.object({ label: z.string(), models: z.int() }),
  /** Models whose most probable label is the ensemble's. */
  agreeing: z.int(),
  /** Some model's most probable label is another: "the models disagree", and each answer is to be shown. */
  disagree: z.boolean(),
  /** Models of the same question that have no part in the joint answer: it was measured without them. */
  besides: z.array(z.object({ model: z.string(), version: z.string() })).optional(),
  /** Labels that the joint answer does not exclude at `coverage`; null where no such sets were measured of it. */
  set: z
    .object({ coverage: z.number(), labels: z.array(z.string()) })
    .nullable()
    .optional(),
  /** What of the recordings behind the answer lies outside of what the models learned from. */
  outside: z.array(OutsideTraining).optional(),
  /** Measured of these models together, on recordings of these tasks; null where it was not. */
  honestError: Figure.nullable(),
  /** The same on speakers of another corpus, of whom nothing was learned or chosen; null where there are none. */
  strangers: Figure.nullable().optional(),
});
export type Ensemble = z.infer<typeof Ensemble>;
