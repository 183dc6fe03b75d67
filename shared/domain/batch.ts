import { z } from "zod";
import { NotSureWhy, Refused } from "./prediction.ts";
import { QualityFlag } from "./quality.ts";
import { TaskId } from "./task.ts";

/** Recordings of a plan that are told by name; the others are counted. */
export const plannedByName = 200;

/** What a batch would do. */
export const BatchPlan = z.object({
  files: z.int(),
  /** How many of each task, the most first; what no name tells is `unknown`, and is not measured. */
  tasks: z.array(z.object({ task: TaskId, files: z.int() })),
  /** The first of them, in the order of the source. */
  first: z.array(z.object({ file: z.string(), task: TaskId })),
  /** Recordings of which the folder of results holds the result already. */
  done: z.int(),
});
export type BatchPlan = z.infer<typeof BatchPlan>;

/** How far a batch is: recordings of this run, of earlier ones, in all (null until they are counted), and without a result. */
export const BatchProgress = z.object({
  done: z.int(),
  before: z.int(),
  total: z.int().nullable(),
  failures: z.int(),
});
export type BatchProgress = z.infer<typeof BatchProgress>;

/** A recording of a batch in short; everything about it stands in the folder's files. */
export const BatchRow = z.object({
  number: z.int(),
  file: z.string(),
  /** Null where there is no result. */
  task: TaskId.nullable(),
  durationSeconds: z.number().nullable(),
  flags: z.array(QualityFlag),
  answers: z.array(
    z.object({
      /** One that answered; of several that answered together the first. */
      model: z.string(),
      label: z.string(),
      probability: z.number(),
      notSure: z.boolean(),
      notSureWhy: NotSureWhy.optional(),
    }),
  ),
  /** Why there is no result. */
  error: Refused.nullable(),
});
export type BatchRow = z.infer<typeof BatchRow>;
