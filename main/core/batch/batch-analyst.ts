import { errorFound } from "../../../shared/domain/error.ts";
import { batchFailure } from "./batch-failure.ts";
import type { BatchItem } from "./batch-item.ts";
import type { BatchOptions } from "./batch-settings.ts";
import { sha256IfReadable } from "./recording-content.ts";
import type { Analyst } from "./run-batch.ts";

export type ChosenForAll = Pick<BatchOptions, "task" | "models">;

/**
 * Analyses one recording after another; that one has no result is an outcome too.
 * @param analyse the result of a request as JSON text
 * @param stop what is stopped by it has no outcome: then the analyst throws
 */
export function batchAnalyst(
  chosen: ChosenForAll,
  analyse: (request: ReturnType<typeof requestOf>) => Promise<{ json: string }>,
  stop?: AbortSignal,
): Analyst {
  return async (item) => {
    const { file, path, fault } = item;
    try {
      if (fault) throw errorFound("invalid-input", { file, ...fault });
      return await analyse(requestOf(item, chosen));
    } catch (error) {
      stop?.throwIfAborted();
      return { sha256: sha256IfReadable(path), error: batchFailure(error) };
    }
  };
}

/** What is asked of a recording: what its row tells of it, else what was chosen for all. */
function requestOf({ path, given: { task, sex, age, passage } }: BatchItem, chosen: ChosenForAll) {
  const asked = task ?? chosen.task;
  return {
    path,
    models: chosen.models,
    ...(asked && { task: asked }),
    ...(sex && { sex }),
    ...(age !== undefined && { ageYears: age }),
    ...(passage && { passage }),
  };
}
