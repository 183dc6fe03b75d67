import { BulbarError } from "../../../shared/domain/error.ts";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { Prediction, Provenance } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Ensemble, VisitResult } from "../../../shared/domain/visit-result.ts";
import type { Core } from "../core.ts";
import { ensembleError } from "../inference/ensemble-errors.ts";
import { runsUnasked } from "../inference/model-library.ts";
import type { ModelPackage } from "../inference/model-package.ts";
import { predict } from "../inference/predict.ts";
import { ensembles, resultOfAllTasks, visitResults } from "../inference/visit-result.ts";

/** What is joined of a recording. */
export type Answered = Pick<Recording, "task" | "analysis">;

/** What every model says of a visit, feature models also of all its tasks together, and models of one question joined. */
export async function joinVisit(
  core: Core,
  recordings: readonly Answered[],
): Promise<{ results: VisitResult[]; ensembles: Ensemble[] }> {
  const { packages, ensembles: measured } = await core.models.content();
  const measures = meanMeasures(recordings);
  const ofRecordings = visitResults(recordings.flatMap(({ analysis }) => analysis?.predictions ?? []));
  const heard = await Promise.all(
    ofRecordings.map(async (result) => {
      const found = packages.find((one) => isSameModel(one, result));
      if (!found) return result;
      const together = await predictTogether(core, found, measures);
      const provenance =
        together?.provenance ?? provenanceOver(result, found, tasksOf(result, recordings).size);
      return { ...result, together, provenance };
    }),
  );
  const silent = packages.filter((one) => isAsked(one, recordings) && !isHeard(one.manifest.id, heard));
  const joint = await Promise.all(silent.map((one) => predictTogether(core, one, measures)));
  const results = [...heard, ...joint.filter((one) => one !== null).map(resultOfAllTasks)];
  const kindOf = (model: string) =>
    packages.find(({ manifest }) => manifest.id === model)?.manifest.kind ?? model;
  const errorOf = (joined: readonly VisitResult[]) =>
    ensembleError(
      measured,
      joined.map((result) => ({ ...result, tasks: tasksOf(result, recordings) })),
    );
  return { results, ensembles: ensembles(results, kindOf, errorOf) };
}

function isHeard(id: string, results: readonly VisitResult[]): boolean {
  return results.some(({ model }) => model === id);
}

/** Whether some recording was analysed with this model: by name, or with all that run unasked. */
function isAsked(one: ModelPackage, recordings: readonly Answered[]): boolean {
  const { id } = one.manifest;
  const asked = recordings.flatMap(({ analysis }) => (analysis ? [analysis.settings.models] : []));
  return asked.some(
    (models) => models !== "none" && (models.length === 0 ? runsUnasked(one) : models.includes(id)),
  );
}

/** A package that was replaced since the recordings were analysed has no part in what the old one said. */
function isSameModel({ manifest }: ModelPackage, { model, modelSha256 }: VisitResult): boolean {
  return manifest.id === model && manifest.files["model.onnx"]?.sha256 === modelSha256;
}

/** Tasks of the recordings that a model answered on. */
function tasksOf({ model, modelSha256 }: VisitResult, recordings: readonly Answered[]): Set<TaskId> {
  const answered = recordings.filter(({ analysis }) =>
    analysis?.predictions.some((one) => one.model === model && one.modelSha256 === modelSha256),
  );
  return new Set(answered.map(({ task }) => task));
}

/**
 * The mean over several tasks is what a model of single recordings was judged by; a feature model was not judged by
 * the mean of its answers to single tasks.
 */
function provenanceOver(
  { provenance }: VisitResult,
  { manifest: { input, honestError } }: ModelPackage,
  tasks: number,
): Provenance {
  return input.kind === "waveform" && tasks > 1 ? { ...provenance, honestError } : provenance;
}

async function predictTogether(
  core: Core,
  { manifest }: ModelPackage,
  measures: Partial<Record<TaskId, Measures>>,
): Promise<Prediction | null> {
  const present = manifest.tasks.filter((task) => measures[task]);
  const [task] = present;
  if (manifest.input.kind !== "features" || !task || present.length < 2) return null;
  const nothing = { samples: new Float32Array(0), sampleRateHz: 1 };
  try {
    const session = await core.session(manifest.id);
    const resample = async () => nothing;
    return (await predict(session, { task, signal: nothing, measures }, { resample })).prediction;
  } catch (error) {
    if (error instanceof BulbarError) return null;
    throw error;
  }
}

/** Mean of each measure over the recordings of a task that have a value. */
export function meanMeasures(recordings: readonly Answered[]): Partial<Record<TaskId, Measures>> {
  const byTask = Map.groupBy(
    recordings.filter(({ analysis }) => analysis),
    ({ task }) => task,
  );
  return Object.fromEntries(
    [...byTask].map(([task, group]) => [task, joinMeasures(group.map(({ analysis }) => analysis!.measures))]),
  );
}

function joinMeasures(all: Measures[]): Measures {
  const ids = new Set(all.flatMap((measures) => Object.keys(measures)));
  return Object.fromEntries(
    [...ids].map((id) => {
      const present = all.map((measures) => measures[id]).filter((measure) => measure !== undefined);
      const values = present.map(({ value }) => value).filter((value) => value !== null);
      const value = values.length ? values.reduce((sum, each) => sum + each, 0) / values.length : null;
      return [id, { ...present[0]!, value }];
    }),
  );
}
