import { type ModelSummary, researchUseOnly } from "../../../shared/domain/prediction.ts";
import type { BatchLine } from "./batch-line.ts";

type Counts = Record<string, number>;

/** What a batch came to, in numbers. Every model with what must stand beside its answers. */
export type BatchSummary = {
  notice: typeof researchUseOnly;
  files: number;
  results: number;
  failures: number;
  failuresByCode: Counts;
  tasks: Counts;
  qualityFlags: Counts;
  models: Record<
    string,
    Pick<ModelSummary, "version" | "status" | "trainedOn" | "honestError"> & {
      answers: Counts;
      notSure: number;
      refusals: Counts;
    }
  >;
};

export function emptySummary(models: readonly ModelSummary[]): BatchSummary {
  const told = models.map(({ id, version, status, trainedOn, honestError }) => [
    id,
    { version, status, trainedOn, honestError, answers: {}, notSure: 0, refusals: {} },
  ]);
  return {
    notice: researchUseOnly,
    files: 0,
    results: 0,
    failures: 0,
    failuresByCode: {},
    tasks: {},
    qualityFlags: {},
    models: Object.fromEntries(told),
  };
}

/** Adds one recording, in place. */
export function addToSummary(summary: BatchSummary, line: BatchLine): void {
  summary.files++;
  if (line.error) {
    summary.failures++;
    addOne(summary.failuresByCode, line.error.code);
    return;
  }
  summary.results++;
  addOne(summary.tasks, line.task);
  for (const flag of line.quality.flags) addOne(summary.qualityFlags, flag);
  for (const { model, top, rejected } of line.predictions) {
    const of = summary.models[model];
    if (!of) continue;
    addOne(of.answers, top.label);
    if (rejected) of.notSure++;
  }
  for (const { model, code } of line.refusals) {
    const of = summary.models[model];
    if (of) addOne(of.refusals, code);
  }
}

function addOne(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
