import { oc } from "@orpc/contract";
import { z } from "zod";
import { ModelSummary } from "../domain/prediction.ts";

export const models = {
  list: oc.output(
    z.object({
      models: z.array(ModelSummary),
      /** Packages that were found and refused, with the reason. */
      refused: z.array(z.object({ id: z.string(), code: z.string(), reason: z.string() })),
    }),
  ),
  /** The model card, Markdown. */
  card: oc.input(z.object({ id: z.string() })).output(z.object({ markdown: z.string() })),
};
