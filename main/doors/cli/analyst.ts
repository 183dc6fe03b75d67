import { batchAnalyst, type ChosenForAll } from "../../core/batch/batch-analyst.ts";
import type { Analyst } from "../../core/batch/run-batch.ts";
import type { Worker } from "./with-core.ts";

/** An analyst of a core of its own. One that ends over a recording costs that one; the next waits until there is a core again. */
export function analystOf({ client, whenThere }: Worker, chosen: ChosenForAll): Analyst {
  return batchAnalyst(chosen, async (request) => {
    await whenThere();
    return client.files.analyseToJson(request);
  });
}
