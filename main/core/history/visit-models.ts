import { isDeepStrictEqual } from "node:util";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { TaskModels } from "../../../shared/domain/task-models.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";

/** The models that were chosen for tasks of a visit; it tells nothing of the patient: whoever reads the visit is in the trail. */
export function visitModels({ database }: History, visitId: VisitId): TaskModels {
  const models = database
    .prepare<[string], string>("SELECT models FROM visitModels WHERE visitId = ?")
    .pluck()
    .get(visitId);
  return models === undefined ? {} : TaskModels.parse(JSON.parse(models));
}

/**
 * Chooses the models of a visit in place of those chosen before; what is empty is as the site has it.
 * @param seen what the change was made from
 * @throws BulbarError not-found, changed-meanwhile
 */
export function setVisitModels(
  history: History,
  { visitId, models, seen }: { visitId: VisitId; models: TaskModels; seen?: TaskModels | undefined },
): void {
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      if (seen && !isDeepStrictEqual(seen, visitModels(history, visitId)))
        throw new BulbarError("changed-meanwhile", { why: "visit-models" });
      history.database
        .prepare("INSERT OR REPLACE INTO visitModels (visitId, models) VALUES (?, ?)")
        .run(visitId, JSON.stringify(models));
      return patientId;
    },
    (patientId) => ({
      action: "update",
      patientId,
      subject: `models of visit ${visitId}`,
      detail: taskModelsDetail(models),
    }),
  );
}

/** What was chosen, as the trail tells it: "vowel-a: als-cnn; digits: none". */
export function taskModelsDetail(models: TaskModels): string {
  const chosen = Object.entries(models).map(([task, ids]) => `${task}: ${[ids].flat().join(", ")}`);
  return chosen.join("; ") || "as the program chooses";
}
