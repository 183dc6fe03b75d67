import { z } from "zod";

/** A norm as a band; null at an open end. */
export const NormBand = z.object({
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  citation: z.string(),
});
export type NormBand = z.infer<typeof NormBand>;
