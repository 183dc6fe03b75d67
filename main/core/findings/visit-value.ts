import { isPlacedByHand } from "../../../shared/domain/analysis.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Measures } from "../../../shared/domain/measure.ts";
import { describeMeasure } from "../../../shared/domain/measure-catalogue.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { mean, standardDeviation } from "../dsp/mean.ts";
import { type JudgedTake, reasonsAgainstMeasure, selectTakes } from "./takes.ts";

/** What a visit's takes give for a measure of a task, before it is held against a norm or an earlier visit. */
export type VisitValue = Omit<Finding, "norm" | "change" | "sinceLast" | "notJudged">;

/** The value of one measure over the takes of one task: the mean over those that count. */
export function visitValue(measureId: string, takes: readonly JudgedTake[]): VisitValue | null {
  const known = takes.flatMap(({ analysis }) => analysis?.measures[measureId] ?? []);
  const [first] = known;
  const task = takes[0]?.recording.task;
  if (!first || !task) return null;
  const { used, leftOut, doubtful } = selectTakes(takes, reasonsAgainstMeasure(measureId));
  const measured = used.map(({ analysis }) => analysis!.measures[measureId]!);
  const values = measured.map(({ value }) => value!);
  return {
    measure: measureId,
    task,
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
  return [...takesByTask(takes).values()].flatMap((ofTask) => {
    const ids = distinct(ofTask.flatMap(({ analysis }) => Object.keys(analysis?.measures ?? {})));
    return ids.filter((id) => !isModelInput(id)).flatMap((id) => visitValue(id, ofTask) ?? []);
  });
}

/** The same values as measures by task, as models over several tasks and the vowel space take them. */
export function visitTaskMeasures(takes: readonly JudgedTake[]): Partial<Record<TaskId, Measures>> {
  return Object.fromEntries(
    [...takesByTask(takes)].map(([task, ofTask]) => {
      const ids = distinct(ofTask.flatMap(({ analysis }) => Object.keys(analysis?.measures ?? {})));
      return [task, Object.fromEntries(ids.flatMap((id) => measureEntry(id, ofTask)))];
    }),
  );
}

/** Takes by task; one that was analysed for another task than it holds has nothing to say of either. */
export function takesByTask(takes: readonly JudgedTake[]): Map<TaskId, JudgedTake[]> {
  return Map.groupBy(takes, ({ recording }) => recording.task);
}

function measureEntry(id: string, takes: readonly JudgedTake[]): [string, Measures[string]][] {
  const found = visitValue(id, takes);
  if (!found) return [];
  const { value, unit, missing, doubts } = found;
  return [
    [
      id,
      { value, unit, ...(missing[0] ? { missing: missing[0] } : {}), ...(doubts.length ? { doubts } : {}) },
    ],
  ];
}

/** What models take in (cepstral means, logarithms) tells a clinician nothing by itself: it is not in the catalogue. */
function isModelInput(measureId: string): boolean {
  return describeMeasure(measureId) === undefined || measureId.startsWith("log-");
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
