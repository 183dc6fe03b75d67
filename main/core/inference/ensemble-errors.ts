import { readFile } from "node:fs/promises";
import { z } from "zod";
import { Figure } from "../../../shared/domain/model-manifest.ts";
import { type OutsideTraining, TrainedOn } from "../../../shared/domain/outside-training.ts";
import { TaskId } from "../../../shared/domain/task.ts";
import { aloneWords, parsedJson } from "./single-task-errors.ts";

/** What was measured of a set of models together, on recordings of exactly these tasks. */
const MeasuredEnsemble = z.object({
  models: z.array(z.object({ id: z.string(), version: z.string() })).min(2),
  tasks: z.array(TaskId).min(1),
  /** The models take more tasks than this one. */
  alone: z.boolean(),
  /** How the models' answers are joined to the answer to the question: a model that is not among these has no part in it. */
  pool: z
    .object({
      /**
       * Parallel to `models`: each probability to the power of its weight, multiplied, to the sum of 1 (a logarithmic
       * pool). Null: the mean of the probabilities.
       */
      weights: z.array(z.number().nonnegative()).min(2).nullable(),
      /** Power that the mean is brought to (to the sum of 1), so that it is calibrated. */
      sharpness: z.number().positive().optional(),
      /**
       * Below this joint probability, times that of being of one of the labels at all where a model tells it, the answer is
       * "not sure"; null where it never is.
       */
      rejectBelow: z.number().gt(0).lt(1).nullable(),
      /** Split-conformal quantile of 1 - p(true class) of the joint answer, and what its sets covered when measured. */
      conformal: z
        .object({ coverage: z.number().gt(0).lt(1), quantile: z.number(), measuredCoverage: z.number() })
        .optional(),
    })
    .optional(),
  honestError: Figure,
  /** The same on other splits of the corpus. */
  splits: z.array(Figure.extend({ name: z.string() })).optional(),
  /** The error on speakers of another corpus, of whom nothing was learned or chosen. */
  strangers: Figure.nullish(),
  /** Name of the file in which the joint answer's own card is, beside this one. */
  card: z.string().optional(),
  /** What the recordings of each task held that the models learned from. */
  trainedOn: z.partialRecord(TaskId, TrainedOn).optional(),
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

/** Models of one question that answer as one: which of them, how, and what was measured of them so. */
export type Joint = {
  /** Without weights the mean of their probabilities is taken. */
  members: { model: string; version: string; weight: number | null }[];
  /** Power of the mean; 1 leaves it as it is. */
  sharpness: number;
  /** Null: the joint answer is always given. */
  rejectBelow: number | null;
  /** Null: no sets of classes were measured of the joint answer. */
  conformal: { coverage: number; quantile: number } | null;
  honestError: Figure | null;
  strangers: Figure | null;
  trainedOn: MeasuredEnsemble["trainedOn"];
  /** What of the recordings lies outside of that. */
  outside: OutsideTraining[];
};

/**
 * How models that answer one question are joined: by the pool of most of them that was measured of these versions on
 * these tasks; without one by their mean, all of them.
 */
export function jointOf(measured: readonly MeasuredEnsemble[], answering: readonly AnsweringModel[]): Joint {
  const pools = measured.flatMap(({ pool, ...ensemble }) => {
    const among = ensemble.models.map(({ id, version }) =>
      answering.find((one) => one.model === id && one.version === version),
    );
    const isHere = pool && among.every((one) => one && isSameSet(ensemble.tasks, [...one.tasks]));
    return isHere ? [{ ...ensemble, pool, among: among.filter((one) => one !== undefined) }] : [];
  });
  const [best] = pools.toSorted((a, b) => b.among.length - a.among.length);
  const joined = best?.among ?? answering;
  return {
    members: joined.map(({ model, version }, index) => ({
      model,
      version,
      weight: best?.pool.weights?.[index] ?? null,
    })),
    sharpness: best?.pool.sharpness ?? 1,
    rejectBelow: best?.pool.rejectBelow ?? null,
    conformal: best?.pool.conformal ?? null,
    honestError: ensembleError(measured, joined),
    strangers: best?.strangers ?? null,
    trainedOn: best?.trainedOn,
    outside: [],
  };
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
