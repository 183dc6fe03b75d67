import type { ModelSummary, Prediction } from "../../shared/domain/prediction.ts";
import { formatProbability } from "../format-quantity.ts";

/** The answer with its uncertainty, in words. */
export function predictionWords({ top, set, rejected, probabilities }: Prediction): string {
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

/**
 * A label as shown. On a severity scale the class of healthy speakers says of a patient with ALS that no dysarthria is
 * detectable, not that the patient is healthy.
 */
export function shownLabel(label: string, kind: string | undefined, knownAls: boolean): string {
  const reworded = knownAls && kind === "severity" && /healthy|control/i.test(label);
  return reworded ? "no detectable dysarthria (like controls)" : label;
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

/** The diagnosis, as entered, names ALS. */
export const isKnownAls = (diagnosis: string) => /\b(ALS|MND)\b|amyotroph|motor neuron/i.test(diagnosis);
