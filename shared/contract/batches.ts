import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { BatchPlan, BatchProgress, BatchRow } from "../domain/batch.ts";
import { ModelSummary } from "../domain/prediction.ts";
import { TaskId } from "../domain/task.ts";
import { may } from "./may.ts";

/** A place on this computer as its owner writes it, in full. */
const place = z.string().trim().min(1).max(4096);

const asked = z.object({
  /** A folder of recordings, or a table (CSV) that names them. */
  source: place,
  /** The folder that the results are written into; it is made where there is none. */
  results: place,
  /** Of recordings whose row tells none; null: guessed from the file's name. */
  task: TaskId.nullable(),
});

/** How far it is after each recording, then whether the source is done. */
export const BatchEvent = z.discriminatedUnion("type", [
  BatchProgress.extend({ type: z.literal("counted") }),
  z.object({ type: z.literal("done"), isComplete: z.boolean() }),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

/** Analyses recordings where they lie; nothing of them comes into the history. */
export const batches = {
  /** What `run` would do, without any analysis. */
  plan: may("clinician", "researcher").input(asked).output(BatchPlan),
  /**
   * Analyses the recordings into the folder of results, or goes on with the batch that was begun there. What is stopped
   * loses the recording at work, and nothing that was done.
   */
  run: may("clinician", "researcher")
    .input(
      asked.extend({
        /** Whether the models that answer unasked do so. */
        withModels: z.boolean(),
      }),
    )
    .output(eventIterator(BatchEvent)),
  /** A part of a batch's results, or of those without one, in the order of the source, with how many there are. */
  page: may("clinician", "researcher")
    .input(
      z.object({
        results: place,
        failuresOnly: z.boolean(),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
      }),
    )
    .output(
      z.object({
        total: z.int(),
        rows: z.array(BatchRow),
        /** Those that answered, as they were then. */
        models: z.array(ModelSummary),
      }),
    ),
  /** The whole table of a batch as CSV. */
  csv: may("clinician", "researcher")
    .input(z.object({ results: place }))
    .output(z.instanceof(Blob)),
};
