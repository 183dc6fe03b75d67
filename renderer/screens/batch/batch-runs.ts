import { core } from "../../core-client.ts";
import { onOtherUser } from "../../session.ts";
import { createBatchRuns } from "./batch-run.ts";

/** The runs of this window. */
export const batchRuns = createBatchRuns({
  run: (choice, signal) => core.batches.run(choice, { signal }),
  now: () => performance.now(),
});

onOtherUser(() => batchRuns.forget());
