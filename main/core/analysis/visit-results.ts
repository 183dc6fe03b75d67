import { isDeepStrictEqual } from "node:util";
import type { Analysis, AnalysisSettings } from "../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { JointAnswer } from "../../../shared/domain/joint-answer.ts";
import type { Measures } from "../../../shared/domain/measure.ts";
import { type Prediction, type Provenance, researchUseOnly } from "../../../shared/domain/prediction.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { type Ensemble, type VisitResult, visitAnswer } from "../../../shared/domain/visit-result.ts";
import type { Core } from "../core.ts";
import { outsideTraining } from "../findings/outside-training.ts";
import { type JudgedTake, type Selection, selectTakes } from "../findings/takes.ts";
import { takesByTask, visitTaskMeasures } from "../findings/visit-value.ts";
import { type Joint, jointOf } from "../inference/ensemble-errors.ts";
import { runsUnasked } from "../inference/model-library.ts";
import type { ModelPackage } from "../inference/model-package.ts";
import { predict } from "../inference/predict.ts";
import { byQuestion, ensembles, resultOfAllTasks, visitResults } from "../inference/visit-result.ts";

/**
 * What every model says of a visit, from the takes that count by the one rule; feature models also of all its tasks
 * together, from the same values that the findings show; and models of one question joined.
 */
export async function joinVisit(
  core: Core,
  takes: readonly JudgedTake[],
): Promise<{ results: VisitResult[]; ensembles: Ensemble[] }> {
  const { packages, ensembles: measured } = await core.models.content();
  const { used, leftOut } = heardTakes(takes);
  const measures = visitTaskMeasures(takes);
  const ofTakes = visitResults(used.flatMap(({ analysis }) => analysis?.predictions ?? []));
  const heard = await Promise.all(
    ofTakes.map(async (result) => {
      const found = packages.find((one) => isSameModel(one, result));
      if (!found) return result;
      const together = await predictTogether(core, found, askedMeasures(found, used, measures));
      const provenance = together?.provenance ?? provenanceOver(result, found, tasksOf(result, used).size);
      return { ...result, together, provenance };
    }),
  );
  const silent = packages.filter((one) => !isHeard(one.manifest.id, heard));
  const joint = await Promise.all(
    silent.map((one) => predictTogether(core, one, askedMeasures(one, used, measures))),
  );
  const answers = [...heard, ...joint.filter((one) => one !== null).map(resultOfAllTasks)];
  const manifestOf = (model: string) => packages.find(({ manifest }) => manifest.id === model)?.manifest;
  const results = answers.map((result) => {
    const tasks = new Set<TaskId>(manifestOf(result.model)?.tasks ?? tasksOf(result, used));
    const isOfModel = ({ recording }: JudgedTake) => tasks.has(recording.task);
    return {
      ...result,
      used: used.filter(isOfModel).map(({ recording }) => recording.id),
      leftOut: leftOut.filter((one) =>
        takes.some((take) => take.recording.id === one.recording && isOfModel(take)),
      ),
    };
  });
  const heardOf = used.map(({ recording, analysis }) => ({ task: recording.task, analysis }));
  const jointBy = (joined: readonly VisitResult[]) => {
    const asked = joined.map((result) => ({ ...result, tasks: tasksOf(result, used) }));
    return withOutside(jointOf(measured, asked), heardOf);
  };
  const joinable = results.filter(({ model }) => isTrusted(model, packages));
  return { results, ensembles: ensembles(joinable, kindIn(packages), jointBy) };
}

/**
 * What a recording alone says to each question that models answered: joined where several answer it, as the screens show
 * it. A stranger's model has no part in it.
 */
export async function answersOf(
  core: Core,
  analysis: Pick<Analysis, "task" | "predictions" | "measures" | "quality" | "part" | "audio">,
): Promise<JointAnswer[]> {
  const { packages, ensembles: measured } = await core.models.content();
  const { task, predictions } = analysis;
  const results = visitResults(predictions).filter(({ model }) => isTrusted(model, packages));
  const kindOf = kindIn(packages);
  const tasks = new Set([task]);
  const jointBy = (joined: readonly VisitResult[]) =>
    withOutside(
      jointOf(
        measured,
        joined.map((result) => ({ ...result, tasks })),
      ),
      [{ task, analysis }],
    );
  const joined = ensembles(results, kindOf, jointBy);
  return byQuestion(results, kindOf).map(([first]) => {
    const kind = kindOf(first!.model);
    const ensemble = joined.find((one) => one.kind === kind && isDeepStrictEqual(one.labels, first!.labels));
    return ensemble ? answerTogether(ensemble) : answerAlone(first!, kind);
  });
}

type Heard = { task: TaskId; analysis: Parameters<typeof outsideTraining>[1] | null };

/** The joint answer knows what of its recordings the models have not learned from. */
function withOutside(joint: Joint, heard: readonly Heard[]): Joint {
  const outside = heard.flatMap(({ task, analysis }) => {
    const trained = joint.trainedOn?.[task];
    return trained && analysis ? outsideTraining(task, analysis, trained) : [];
  });
  return { ...joint, outside };
}

function answerTogether({ kind, ...ensemble }: Ensemble): JointAnswer {
  const {
    labels,
    top,
    probabilities,
    members,
    sharpness,
    known,
    notSure = false,
    notSureWhy,
    set = null,
    outside = [],
    honestError,
  } = ensemble;
  return {
    question: kind,
    labels,
    top,
    probabilities,
    members,
    sharpness,
    ...(known !== undefined && { known }),
    notSure,
    ...(notSureWhy && { notSureWhy }),
    set,
    outside,
    honestError,
    notice: researchUseOnly,
  };
}

function answerAlone(result: VisitResult, question: string): JointAnswer {
  const { labels, model, version, provenance } = result;
  const { top, probabilities, notSure, notExcluded } = visitAnswer(result);
  const { honestError, notice } = provenance;
  return {
    question,
    labels,
    top,
    probabilities,
    members: [{ model, version }],
    notSure,
    set: notExcluded,
    outside: [],
    honestError,
    notice,
  };
}

/** Kind of a model by its id; of one that is no longer installed, the id itself. */
function kindIn(packages: readonly ModelPackage[]): (model: string) => string {
  return (model) => packages.find(({ manifest }) => manifest.id === model)?.manifest.kind ?? model;
}

/** A stranger's model speaks for itself only. One that is no longer installed joins none anyway: its kind is not known. */
function isTrusted(model: string, packages: readonly ModelPackage[]): boolean {
  return packages.find(({ manifest }) => manifest.id === model)?.trusted ?? true;
}

/** The takes of each task that count for a model, which hears a take as a whole. */
function heardTakes(takes: readonly JudgedTake[]): Omit<Selection, "doubtful"> {
  const selections = [...takesByTask(takes).values()].map((ofTask) => selectTakes(ofTask));
  return {
    used: selections.flatMap(({ used }) => used),
    leftOut: selections.flatMap(({ leftOut }) => leftOut),
  };
}

function isHeard(id: string, results: readonly VisitResult[]): boolean {
  return results.some(({ model }) => model === id);
}

/** The measures of those tasks on which a model was asked, by name or with all that run unasked. */
function askedMeasures(
  one: ModelPackage,
  takes: readonly JudgedTake[],
  measures: Partial<Record<TaskId, Measures>>,
): Partial<Record<TaskId, Measures>> {
  const asked = takes.filter(({ analysis }) => analysis && isAsked(one, analysis.settings));
  const tasks = new Set<string>(asked.map(({ recording }) => recording.task));
  return Object.fromEntries(Object.entries(measures).filter(([task]) => tasks.has(task)));
}

function isAsked(one: ModelPackage, { models, chosenBy, simulatedModels }: AnalysisSettings): boolean {
  if (models === "none") return false;
  const isUnasked = runsUnasked(one, simulatedModels);
  if (models.length === 0) return isUnasked;
  return models.includes(one.manifest.id) && (!chosenBy || isUnasked);
}

/** A package that was replaced since the recordings were analysed has no part in what the old one said. */
function isSameModel({ manifest }: ModelPackage, { model, modelSha256 }: VisitResult): boolean {
  return manifest.id === model && manifest.files["model.onnx"]?.sha256 === modelSha256;
}

/** Tasks of the recordings that a model answered on. */
function tasksOf({ model, modelSha256 }: VisitResult, takes: readonly JudgedTake[]): Set<TaskId> {
  const answered = takes.filter(({ analysis }) =>
    analysis?.predictions.some((one) => one.model === model && one.modelSha256 === modelSha256),
  );
  return new Set(answered.map(({ recording }) => recording.task));
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
    const resample = () => nothing;
    return (await predict(session, { task, signal: nothing, measures }, { resample })).prediction;
  } catch (error) {
    if (error instanceof BulbarError) return null;
    throw error;
  }
}
