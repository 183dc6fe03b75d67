import type { ModelChoice } from "../../../shared/domain/analysis.ts";
import { errorFound } from "../../../shared/domain/error.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { BatchItem } from "../../core/batch/batch-item.ts";
import type { Outcome } from "../../core/batch/batch-line.ts";
import { sha256OfRecording } from "../../core/batch/recording-content.ts";
import { describeFailure } from "./failure.ts";
import type { Worker } from "./with-core.ts";

/**
 * Analyses one recording after another by a core of its own. A core that ends over a recording costs that one; the next
 * waits until there is a core again.
 * @param task of recordings that were told none; null: guessed from the file's name
 */
export function analystOf({ client, whenThere }: Worker, task: TaskId | null, models: ModelChoice) {
  return async ({ file, path, given, fault }: BatchItem): Promise<Outcome> => {
    try {
      if (fault) throw errorFound("invalid-input", { file, ...fault });
      await whenThere();
      return await client.files.analyseToJson({
        path,
        task: given.task ?? task ?? undefined,
        sex: given.sex,
        ageYears: given.age,
        passage: given.passage,
        models,
      });
    } catch (error) {
      const { code, message } = describeFailure(error);
      return { sha256: sha256OfRecording(path), error: { code, message } };
    }
  };
}
