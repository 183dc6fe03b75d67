import { z } from "zod";
import { TaskId } from "./task.ts";

/** What may lie outside of what a model learned from; `distance` is that of all its measures together. */
export const trainedFacts = ["f0", "level", "bandwidth", "duration", "distance"] as const;
const TrainedFact = z.enum(trainedFacts);
export type TrainedFact = z.infer<typeof TrainedFact>;

/** Lowest and highest of the recordings that were learned from. */
const Range = z.tuple([z.number(), z.number()]);

/** What the recordings of one task held that joined models learned from, in every variant that they were learned in. */
export const TrainedOn = z.object({
  /** Mean, Hz. */
  f0: Range,
  /** Over the voice, dB re 2e-5 of full scale. */
  level: Range,
  /** Hz. */
  bandwidth: Range,
  /** Of the voice, s. */
  duration: Range,
  /** Mahalanobis distance of measures from their mean. */
  distance: z.object({
    measures: z.array(z.string()).min(1),
    centre: z.array(z.number()),
    inverseCovariance: z.array(z.array(z.number())),
    /** The largest that a recording was found at by centre and covariance of the other speakers. */
    limit: z.number().positive(),
  }),
});
export type TrainedOn = z.infer<typeof TrainedOn>;

/** A recording holds what a joint answer was not learned from. */
export const OutsideTraining = z.object({
  task: TaskId,
  fact: TrainedFact,
  value: z.number(),
  lowest: z.number(),
  highest: z.number(),
});
export type OutsideTraining = z.infer<typeof OutsideTraining>;
