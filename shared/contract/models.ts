import { z } from "zod";
import { ModelSummary, Refused } from "../domain/prediction.ts";
import { anyone, may } from "./may.ts";

const id = z.object({ id: z.string() });

export const models = {
  list: anyone.output(
    z.object({
      models: z.array(ModelSummary),
      /** Packages that were found and refused, with the reason. */
      refused: z.array(Refused.extend({ id: z.string() })),
    }),
  ),
  /** The model card, Markdown. */
  card: anyone.input(id).output(z.object({ markdown: z.string() })),
  /** Hashes of every file and the self-test on the device in use. */
  verify: anyone.input(id).output(z.object({ device: z.string() })),
  /** Installs a `.bulbar-model` file that the door has received. */
  add: may("researcher")
    .input(z.object({ uploadId: z.string(), fileName: z.string() }))
    .output(ModelSummary),
  /** Lets an installed package, exactly as it is now, answer unasked and join others; or takes that back. */
  trust: may("researcher")
    .input(id.extend({ trusted: z.boolean().default(true) }))
    .output(ModelSummary),
  /** Removes an installed package; those that came with the program stay. */
  remove: may("researcher")
    .input(id)
    .output(z.object({ removed: z.boolean() })),
};
