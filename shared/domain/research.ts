import { z } from "zod";

/** A research export that was written. */
export const ResearchExport = z.object({
  patients: z.int().nonnegative(),
  visits: z.int().nonnegative(),
  recordings: z.int().nonnegative(),
  /** Sounds that were written; null where none were asked for. */
  sounds: z.int().nonnegative().nullable(),
  /** Recordings whose sound does not decode any more. */
  withoutSound: z.int().nonnegative(),
});
export type ResearchExport = z.infer<typeof ResearchExport>;
