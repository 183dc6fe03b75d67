import { BulbarError } from "../../../shared/domain/error.ts";
import { askedTaskIds } from "../../../shared/domain/task.ts";
import { type ChoosableModels, chosenIds, type TaskModels } from "../../../shared/domain/task-models.ts";
import type { Core } from "../core.ts";
import { simulatedModelsAnswer } from "../history/site-settings.ts";

/** For each task the models that answer unasked about it here; tasks without any are left out. */
export async function choosableModels(core: Core): Promise<ChoosableModels[]> {
  const simulated = simulatedModelsAnswer(await core.history());
  const ofTasks = await Promise.all(
    askedTaskIds.map(async (task) => ({
      task,
      models: (await core.models.defaultsFor(task, simulated)).map(({ manifest }) => manifest.id),
    })),
  );
  return ofTasks.filter(({ models }) => models.length > 0);
}

/**
 * Refuses a choice of a model that does not answer unasked about its task; one that was chosen before, as it did, may stay.
 * @throws BulbarError invalid-input
 */
export async function refuseNotChoosable(core: Core, chosen: TaskModels, before: TaskModels): Promise<void> {
  const choosable = await choosableModels(core);
  for (const task of askedTaskIds) {
    const offered = choosable.find((one) => one.task === task)?.models ?? [];
    const known = [...offered, ...chosenIds(before[task])];
    const model = chosenIds(chosen[task]).find((id) => !known.includes(id));
    if (model) throw new BulbarError("invalid-input", { why: "not-choosable", facts: { model, task } });
  }
}
