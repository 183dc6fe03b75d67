import type { Answer, TaskOrigin } from "../../../shared/contract/rest.ts";
import { BulbarError, type ErrorCode, errorFound } from "../../../shared/domain/error.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Core } from "../core.ts";
import { acceptRecording } from "../findings/acceptance.ts";
import type { Explained } from "../inference/predict.ts";
import { guessTask } from "../protocol/guess-task.ts";
import { type Analysed, type AnalysisRequest, analyseRecording } from "./analyse-recording.ts";
import { type Choosing, unaskedModels } from "./site-rules.ts";

/** Which model is asked about which task, and who said so. */
export type Choice = { model: string; task: TaskId; taskFrom: TaskOrigin };

/** What a recording is taken for where neither the request nor the file's name nor a model tells. */
const defaultTask: TaskId = "vowel-a";

type Asked = { model?: string | undefined; task?: TaskId | undefined; fileName: string };

/**
 * The model and the task of a single answer. The task: as given, else as the file's name tells, else the first of the
 * model that was asked for, else a sustained /a/. The model: the one asked for, else the first that by the rules answers
 * unasked about the task (recommended ones come first), those that `prefer` puts forward before the others.
 * @throws BulbarError `model-not-found`, `model-refused-task` where no model answers unasked about the task
 */
export async function chooseModel(
  core: Core,
  { model, task, fileName }: Asked,
  rules: Choosing,
  prefer: (manifest: ModelManifest) => number = () => 0,
): Promise<Choice> {
  const asked = model === undefined ? null : (await core.models.find(model)).manifest;
  const known = taskOf(asked, task, fileName);
  if (asked) return { model: asked.id, ...known };
  const [best] = (await unaskedModels(core, rules, known.task)).toSorted(
    (a, b) => prefer(b.manifest) - prefer(a.manifest),
  );
  if (best) return { model: best.manifest.id, ...known };
  throw new BulbarError("model-refused-task", { why: "none-unasked", facts: { task: known.task } });
}

function taskOf(
  asked: ModelManifest | null,
  task: TaskId | undefined,
  fileName: string,
): Omit<Choice, "model"> {
  if (task) return { task, taskFrom: "request" };
  const { task: guessed } = guessTask(fileName);
  if (guessed !== "unknown") return { task: guessed, taskFrom: "file-name" };
  const first = asked?.tasks[0];
  return first ? { task: first, taskFrom: "model" } : { task: defaultTask, taskFrom: "default" };
}

/** Models that name sounds come first, then those that show where they look. */
export function tellsMost({ kind, explanation }: ModelManifest): number {
  if (kind === "sound-events") return 2;
  return explanation.method === "grad-cam" || explanation.method === "attention-rollout" ? 1 : 0;
}

export type Answered = Analysed & { one: Explained };

/**
 * Analyses a recording for one model's answer.
 * @throws BulbarError with the code of the model's refusal, besides what `analyseRecording` throws
 */
export async function answerFor(
  core: Core,
  { model, task }: Choice,
  request: Omit<AnalysisRequest, "task" | "models">,
  run: { signal?: AbortSignal; onProgress?: OnProgress },
): Promise<Answered> {
  const analysed = await analyseRecording(core, { ...request, task, models: [model] }, run);
  const [one] = analysed.explained;
  if (one) return { ...analysed, one };
  const { code = "model-failed", reason: _, ...found } = analysed.analysis.refusals[0] ?? {};
  throw errorFound(code as ErrorCode, { ...found, file: model });
}

/** The model's answer, flat. */
export function flatAnswer({ analysis, one }: Answered, taskFrom: TaskOrigin): Answer {
  const { task } = analysis;
  const { labels, probabilities, top, set, rejected, provenance, ...prediction } = one.prediction;
  const { expectedLevel, model, version, modelSha256, device } = prediction;
  return {
    ...top,
    probabilities: Object.fromEntries(labels.map((label, index) => [label, probabilities[index]!])),
    predictionSet: set,
    notSure: rejected,
    expectedLevel,
    model,
    version,
    modelSha256,
    device,
    task,
    taskFrom,
    acceptance: acceptRecording({ task, analysis }),
    ...provenance,
  };
}

/** The most probable classes, most probable first. */
export function topClasses({ one }: Answered, count: number): { label: string; probability: number }[] {
  const { labels, probabilities } = one.prediction;
  return labels
    .map((label, index) => ({ label, probability: probabilities[index]! }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}
