import { z } from "zod";
import { NormBand } from "./norm.ts";

/** What a value is held against. */
export const MeasureReference = z.object({
  /** The norm that fits task, sex and age best; null where none is published. */
  norm: NormBand.nullable(),
  /** Published retest reliability in words (Koo and Li 2016); null where none is. */
  stability: z
    .object({ level: z.enum(["poor", "moderate", "good", "excellent"]), citation: z.string() })
    .nullable(),
});
export type MeasureReference = z.infer<typeof MeasureReference>;
