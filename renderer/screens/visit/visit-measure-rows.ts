import type { Measure, Measures } from "../../../shared/domain/measure.ts";
import { catalogue } from "../../../shared/domain/measure-catalogue.ts";
import type { NormBand } from "../../../shared/domain/norm.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { TrendSeries } from "../../../shared/domain/trend.ts";
import { lackingTasks, speechTasks } from "../../../shared/domain/visit-measure-needs.ts";
import type { Speaker } from "../../speaker.ts";

/** One measure over several tasks of the visit. */
export type VisitMeasureRow = {
  id: string;
  /** Null where the tasks for it are not there. */
  measure: Measure | null;
  norm: NormBand | null;
  /** What is missing for it, in words; empty where nothing is. */
  needs: string;
  /** Its course over the visits; null where it has none. */
  series: TrendSeries | null;
};

type Given = {
  measures: Measures;
  norms: Record<string, NormBand>;
  tasksAtHand: ReadonlySet<TaskId>;
  series: TrendSeries[];
};

/** Every measure of a whole visit in the catalogue's order: with its value, or with what it lacks. */
export function visitMeasureRows(
  { measures, norms, tasksAtHand, series }: Given,
  speaker: Speaker,
): VisitMeasureRow[] {
  return catalogue
    .filter(({ scopes }) => scopes.includes("visit"))
    .map(({ id }) => ({
      id,
      measure: measures[id] ?? null,
      norm: norms[id] ?? null,
      needs: measures[id] ? "" : needsWords(id, tasksAtHand, speaker),
      series: series.find((one) => one.id === id && one.task === "visit") ?? null,
    }));
}

function needsWords(id: string, tasksAtHand: ReadonlySet<TaskId>, { words, say }: Speaker): string {
  const { whole } = words.visit;
  const needed = lackingTasks(id, tasksAtHand).map((some) =>
    some === speechTasks ? whole.speech : say.taskShort(some[0] ?? ""),
  );
  return needed.length > 0 ? whole.needs(say.list(needed)) : whole.noFormants;
}
