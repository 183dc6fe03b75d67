import { z } from "zod";

/**
 * Whose norms and choice of models a recording that is not stored was judged by: the program's own, or a site's, as its file
 * says that was exported at that time, or, without a file, as its history has them.
 */
export const RulesOrigin = z.discriminatedUnion("of", [
  z.object({ of: z.literal("program") }),
  z.object({
    of: z.literal("site"),
    fileName: z.string().nullable(),
    exportedAt: z.iso.datetime().nullable(),
  }),
]);
export type RulesOrigin = z.infer<typeof RulesOrigin>;
