import { z } from "zod";

/** What `npm run time-models` measured: processor time for one recording on one thread, ms, and where. */
export const ModelTimes = z.strictObject({
  command: z.string(),
  /** Processor, operating system, versions: what the figures hold for. */
  machine: z.string(),
  models: z.record(
    z.string(),
    z.strictObject({
      version: z.string(),
      recordingSeconds: z.number().positive(),
      milliseconds: z.number().positive(),
      /** The measures that the model rests on; null for a model that hears the sound itself. */
      measuresMilliseconds: z.number().positive().nullable(),
    }),
  ),
});
export type ModelTimes = z.infer<typeof ModelTimes>;
