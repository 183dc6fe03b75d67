import type { Prediction } from "../../../shared/domain/prediction.ts";

/** What one model says of a visit: its answers on the recordings joined in the two usual ways. */
export type VisitResult = {
  model: string;
  version: string;
  modelSha256: string;
  labels: string[];
  /** Recordings that the model answered on. */
  recordings: number;
  /** Mean over the recordings, per label, and the range over them. */
  probabilities: number[];
  lowest: number[];
  highest: number[];
  /** Label of the highest mean probability. */
  top: { label: string; probability: number };
  /** Label with most recordings on its side; the mean probability breaks ties. */
  vote: { label: string; recordings: number };
  /**
   * Labels that some recording's conformal set holds. The true label is in each set with at least `coverage`, hence
   * in the union too. Null where the model has no sets.
   */
  notExcluded: { coverage: number; labels: string[] } | null;
  /** Recordings on which the model said "not sure". */
  notSure: number;
  /** Mean and range of the expected level, for ordinal labels. */
  expectedLevel: { mean: number; lowest: number; highest: number } | null;
};

/** Joins the predictions of a visit's recordings, one result per model, in the order in which models first appear. */
export function visitResults(predictions: readonly Prediction[]): VisitResult[] {
  const byModel = Map.groupBy(predictions, ({ model, modelSha256 }) => `${model} ${modelSha256}`);
  return [...byModel.values()].map(joinPredictions);
}

function joinPredictions(predictions: Prediction[]): VisitResult {
  const { model, version, modelSha256, labels } = predictions[0]!;
  const perLabel = labels.map((_, index) => predictions.map(({ probabilities }) => probabilities[index]!));
  const probabilities = perLabel.map(mean);
  const votes = labels.map((label) => predictions.filter(({ top }) => top.label === label).length);
  const order = labels.map((_, index) => index);
  const best = order.reduce((a, b) => (probabilities[b]! > probabilities[a]! ? b : a));
  const elected = order.reduce((a, b) =>
    votes[b]! > votes[a]! || (votes[b] === votes[a] && probabilities[b]! > probabilities[a]!) ? b : a,
  );
  return {
    model,
    version,
    modelSha256,
    labels,
    recordings: predictions.length,
    probabilities,
    lowest: perLabel.map((values) => Math.min(...values)),
    highest: perLabel.map((values) => Math.max(...values)),
    top: { label: labels[best]!, probability: probabilities[best]! },
    vote: { label: labels[elected]!, recordings: votes[elected]! },
    notExcluded: unionOfSets(predictions),
    notSure: predictions.filter(({ rejected }) => rejected).length,
    expectedLevel: levelRange(predictions),
  };
}

function unionOfSets(predictions: Prediction[]): VisitResult["notExcluded"] {
  const sets = predictions.map(({ set }) => set).filter((set) => set !== null);
  if (sets.length < predictions.length) return null;
  return {
    coverage: Math.min(...sets.map(({ coverage }) => coverage)),
    labels: predictions[0]!.labels.filter((label) => sets.some(({ labels }) => labels.includes(label))),
  };
}

function levelRange(predictions: Prediction[]): VisitResult["expectedLevel"] {
  const levels = predictions.map(({ expectedLevel }) => expectedLevel).filter((level) => level !== null);
  if (levels.length < predictions.length) return null;
  return { mean: mean(levels), lowest: Math.min(...levels), highest: Math.max(...levels) };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
