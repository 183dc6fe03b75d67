import type { ModelChoice } from "../../../shared/domain/analysis.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { type ModelChooser, TaskModels } from "../../../shared/domain/task-models.ts";
import type { History } from "./open-history.ts";
import { readSiteSetting, simulatedModelsAnswer } from "./site-settings.ts";
import { visitModels } from "./visit-models.ts";

/** Which models are asked where nobody names any; without `models` every one that answers unasked. */
export type AskedModels = { models?: ModelChoice; chosenBy?: ModelChooser; simulatedModels: boolean };

/** What the site has chosen for its tasks; empty where it has chosen nothing. */
export function siteModels(history: History): TaskModels {
  return readSiteSetting(history, "task-models", TaskModels) ?? {};
}

type Asking = {
  /** Null: of no visit yet. */
  visitId: VisitId | null;
  task: TaskId;
  /** Models that somebody named; empty or absent: nobody did. */
  named?: readonly string[] | undefined;
};

/** Models of a task: those named, else those chosen for the visit, else those chosen by the site. */
export function askedModels(history: History, { visitId, task, named = [] }: Asking): AskedModels {
  const simulatedModels = simulatedModelsAnswer(history);
  if (named.length > 0) return { models: [...named], simulatedModels };
  const isAsked = visitId !== null && task !== "unknown";
  const ofVisit = isAsked ? visitModels(history, visitId)[task] : undefined;
  if (ofVisit) return { models: ofVisit, chosenBy: "visit", simulatedModels };
  return askedBySite({ taskModels: siteModels(history), simulatedModels }, task);
}

/** Models of a task where only the site has a say. */
export function askedBySite(
  { taskModels, simulatedModels }: { taskModels: TaskModels; simulatedModels: boolean },
  task: TaskId,
): AskedModels {
  const models = task === "unknown" ? undefined : taskModels[task];
  return models ? { models, chosenBy: "site", simulatedModels } : { simulatedModels };
}
