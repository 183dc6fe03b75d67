import { readFile } from "node:fs/promises";
import { z } from "zod";
import { Figure } from "../../../shared/domain/model-manifest.ts";
import { TaskId } from "../../../shared/domain/task.ts";
import { aloneWords, parsedJson } from "./single-task-errors.ts";

/** What was measured of a set of models together, on recordings of exactly these tasks. */
const MeasuredEnsemble = z.object({
  models: z.array(z.object({ id: z.string(), version: z.string() })).min(2),
  tasks: z.array(TaskId).min(1),
  /** The models take more tasks than this one. */
  alone: z.boolean(),
  honestError: Figure,
});
export type MeasuredEnsemble = z.infer<typeof MeasuredEnsemble>;
/** `models/ensembles.json`. */
export const EnsembleFile = z.object({ schemaVersion: z.literal(1), ensembles: z.array(MeasuredEnsemble) });

/**
 * Content of `models/ensembles.json`, which `python -m bulbar_training.ensembles` writes. Without a readable file nothing
 * is claimed of models together.
 */
export async function readEnsembleErrors(path: string): Promise<MeasuredEnsemble[]> {
  const json = await readFile(path, "utf8").catch(() => "null");
  return EnsembleFile.safeParse(parsedJson(json)).data?.ensembles ?? [];
}

export type AnsweringModel = { model: string; version: string; tasks: ReadonlySet<TaskId> };

/**
 * How good these models are together, when that was measured of these versions on these tasks: every model must have
 * answered on all of them.
 */
export function ensembleError(
  measured: readonly MeasuredEnsemble[],
  answering: readonly AnsweringModel[],
): Figure | null {
  const wanted = answering.map(({ model, version }) => `${model} ${version}`);
  const found = measured.find(
    ({ models, tasks }) =>
      isSameSet(
        models.map(({ id, version }) => `${id} ${version}`),
        wanted,
      ) && answering.every((one) => isSameSet(tasks, [...one.tasks])),
  );
  const [task] = found?.tasks ?? [];
  if (!found || !task) return null;
  const { honestError, alone } = found;
  return alone ? { ...honestError, protocol: aloneWords(task, honestError.protocol) } : honestError;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
