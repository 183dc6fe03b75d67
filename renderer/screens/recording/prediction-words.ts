import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import { shownLabel } from "../../../shared/domain/shown-label.ts";
import { formatProbability } from "../../format-quantity.ts";

/** The answer with its uncertainty, in words. */
export function predictionWords(prediction: Prediction): string {
  const words = answerWords(prediction);
  if (prediction.rejected || !prediction.set?.measuredOnMoreTasks) return words;
  return `${words} That coverage was measured with all of the model's tasks, not with this one alone.`;
}

function answerWords({ top, set, rejected, probabilities }: Prediction): string {
  const first = `${top.label}, ${formatProbability(top.probability)}`;
  if (rejected)
    return `Not sure: the most probable class, ${first}, is below what the model needs for an answer.`;
  if (!set) return `Most probable: ${first}. This model gives no set of classes that remain possible.`;
  const coverage = `${Math.round(set.coverage * 100)} %`;
  if (set.labels.length === 0)
    return `Most probable: ${first}, but at ${coverage} coverage no class fits: unlike the training recordings.`;
  if (set.labels.length === 1)
    return `Most probable: ${first}. At ${coverage} coverage no other class remains.`;
  if (set.labels.length === probabilities.length)
    return `Most probable: ${first}, but at ${coverage} coverage no class is excluded.`;
  return `Most probable: ${first}. At ${coverage} coverage these remain: ${set.labels.join(", ")}.`;
}

/** A prediction with its labels as shown. */
export function shownPrediction(
  prediction: Prediction,
  model: ModelSummary | undefined,
  knownAls: boolean,
): Prediction {
  const shown = (label: string) => shownLabel(label, model?.kind, knownAls);
  const { labels, top, set, explanation } = prediction;
  return {
    ...prediction,
    labels: labels.map(shown),
    top: { ...top, label: shown(top.label) },
    set: set && { ...set, labels: set.labels.map(shown) },
    explanation: { ...explanation, target: shown(explanation.target) },
  };
}
