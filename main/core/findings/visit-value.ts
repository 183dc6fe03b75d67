import { isPlacedByHand } from "../../../shared/domain/analysis.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Measure, Measures } from "../../../shared/domain/measure.ts";
import { describeMeasure } from "../../../shared/domain/measure-catalogue.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { mean, standardDeviation } from "../dsp/mean.ts";
import { type JudgedTake, reasonsAgainstMeasure, selectTakes } from "./takes.ts";

/** What a visit's takes give for a measure of a task, before it is held against a norm or an earlier visit. */
export type VisitValue = Omit<Finding, "norm" | "change" | "sinceLast" | "notJudged">;

/** The value of one measure over the takes of one task: the mean over those that count. Null where no take has it. */
export function visitValue(measureId: string, takes: readonly JudgedTake[]): VisitValue | null {
  const known = takes.flatMap(({ analysis }) => analysis?.measures[measureId] ?? []);
  const [first] = known;
  if (!first) return null;
  const { used, leftOut, doubtful } = selectTakes(takes, reasonsAgainstMeasure(measureId));
  const measured = used.map(({ analysis }) => analysis!.measures[measureId]!);
  const values = measured.map(({ value }) => value!);
  return {
    measure: measureId,
    task: takes[0]!.recording.task,
    unit: first.unit,
    value: values.length > 0 ? mean(values) : null,
    missing: values.length > 0 ? [] : distinct(known.flatMap(({ missing }) => missing ?? [])),
    used: used.map(({ recording }) => recording.id),
    leftOut,
    doubtful,
    doubts: distinct(measured.flatMap(({ doubts }) => doubts ?? [])),
    withinVisitSd: values.length > 1 ? standardDeviation(values) : null,
    byHand: used.some(({ analysis }) => isPlacedByHand(analysis!, measureId)),
  };
}

/** Every measure of every task of a visit, in the order in which they were measured; model inputs are left out. */
export function visitValues(takes: readonly JudgedTake[]): VisitValue[] {
  return [...takesByTask(takes).values()]
    .flatMap(valuesOfTask)
    .filter(({ measure }) => !isModelInput(measure));
}

/** The same values as measures by task, as models over several tasks and the vowel space take them. */
export function visitTaskMeasures(takes: readonly JudgedTake[]): Partial<Record<TaskId, Measures>> {
  return Object.fromEntries(
    [...takesByTask(takes)].map(([task, ofTask]) => [
      task,
      Object.fromEntries(valuesOfTask(ofTask).map((found) => [found.measure, toMeasure(found)])),
    ]),
  );
}

/** Takes by task; one that was analysed for another task than it holds has nothing to say of either. */
export function takesByTask(takes: readonly JudgedTake[]): Map<TaskId, JudgedTake[]> {
  return Map.groupBy(takes, ({ recording }) => recording.task);
}

/** Every measure of one task, model inputs among them. */
function valuesOfTask(takes: readonly JudgedTake[]): VisitValue[] {
  const ids = distinct(takes.flatMap(({ analysis }) => Object.keys(analysis?.measures ?? {})));
  return ids.flatMap((id) => visitValue(id, takes) ?? []);
}

function toMeasure({ value, unit, missing, doubts }: VisitValue): Measure {
  return { value, unit, ...(missing[0] && { missing: missing[0] }), ...(doubts.length > 0 && { doubts }) };
}

/** What models take in (cepstral means, logarithms) tells a clinician nothing by itself: it is not in the catalogue. */
function isModelInput(measureId: string): boolean {
  return describeMeasure(measureId) === undefined || measureId.startsWith("log-");
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
