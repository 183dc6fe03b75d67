import type { Recording } from "../../shared/domain/analysis.ts";
import type { Prediction } from "../../shared/domain/prediction.ts";
import type { TaskId } from "../../shared/domain/task.ts";

/** One model's answers over the recordings of a visit. */
export type VisitResult = {
  model: string;
  version: string;
  labels: string[];
  /** Mean over recordings, in the order of `labels`. */
  meanProbabilities: number[];
  /** Label with the highest mean, its mean, and its range over recordings. */
  top: { label: string; probability: number; lowest: number; highest: number };
  /** Recordings whose most probable label is `top.label`. */
  votes: number;
  answers: { recordingId: string; task: TaskId; prediction: Prediction }[];
};

/**
 * Joins each model's answers over recordings: mean of probabilities, and votes for its top label. Answers of
 * different versions of a model are not mixed.
 */
export function aggregateByModel(recordings: Recording[]): VisitResult[] {
  const answers = recordings.flatMap(({ id, task, analysis }) =>
    (analysis?.predictions ?? []).map((prediction) => ({ recordingId: id, task, prediction })),
  );
  const groups = Map.groupBy(answers, ({ prediction }) => `${prediction.model} ${prediction.version}`);
  return [...groups.values()].flatMap((group) => joined(group) ?? []);
}

function joined(answers: VisitResult["answers"]): VisitResult | null {
  const [first] = answers;
  if (!first) return null;
  const { model, version, labels } = first.prediction;
  const meanProbabilities = labels.map(
    (_, k) =>
      answers.reduce((sum, { prediction }) => sum + (prediction.probabilities[k] ?? 0), 0) / answers.length,
  );
  const best = meanProbabilities.indexOf(Math.max(...meanProbabilities));
  const label = labels[best] ?? "";
  const ofLabel = answers.map(({ prediction }) => prediction.probabilities[best] ?? 0);
  return {
    model,
    version,
    labels,
    meanProbabilities,
    top: {
      label,
      probability: meanProbabilities[best] ?? 0,
      lowest: Math.min(...ofLabel),
      highest: Math.max(...ofLabel),
    },
    votes: answers.filter(({ prediction }) => prediction.top.label === label).length,
    answers,
  };
}
