import type { Prediction } from "../../../shared/domain/prediction.ts";
import { type Ensemble, type VisitResult, visitAnswer } from "../../../shared/domain/visit-result.ts";
import { mean } from "../dsp/mean.ts";
import type { Joint } from "./ensemble-errors.ts";
import { notSureWhy } from "./not-sure.ts";

/** Joins the predictions of a visit's recordings, one result per model, in the order in which models first appear. */
export function visitResults(predictions: readonly Prediction[]): VisitResult[] {
  const byModel = Map.groupBy(predictions, ({ model, modelSha256 }) => `${model} ${modelSha256}`);
  return [...byModel.values()].map(joinPredictions);
}

function joinPredictions(predictions: Prediction[]): VisitResult {
  const { model, version, modelSha256, labels } = predictions[0]!;
  const perLabel = labels.map((_, index) => predictions.map(({ probabilities }) => probabilities[index]!));
  const probabilities = perLabel.map(mean);
  const best = indexOfLargest(probabilities);
  const favoured = predictions.map(({ top }) => top.label);
  const known = predictions.flatMap((one) => one.known ?? []);
  const whys = new Set(predictions.flatMap(({ notSureWhy: why }) => why ?? []));
  const [why] = whys.size === 1 ? whys : [];
  const { label, votes } = elect(labels, favoured, probabilities);
  return {
    model,
    version,
    modelSha256,
    labels,
    used: [],
    leftOut: [],
    recordings: predictions.length,
    probabilities,
    lowest: perLabel.map((values) => Math.min(...values)),
    highest: perLabel.map((values) => Math.max(...values)),
    top: { label: labels[best]!, probability: probabilities[best]! },
    vote: { label, recordings: votes },
    notExcluded: unionOfSets(predictions),
    ...(known.length > 0 && { known: mean(known) }),
    notSure: predictions.filter(({ rejected }) => rejected).length,
    ...(why && { notSureWhy: why }),
    expectedLevel: levelRange(predictions),
    together: null,
    provenance: predictions[0]!.provenance,
  };
}

/** The result of a model that answers about all tasks of a visit and no recording alone. */
export function resultOfAllTasks(together: Prediction): VisitResult {
  const alone = joinPredictions([together]);
  return { ...alone, recordings: 0, vote: { ...alone.vote, recordings: 0 }, notSure: 0, together };
}

/**
 * Models that answer the same question (same kind, same labels) joined: their joint probabilities, majority vote, and how
 * many of them agree. Questions that one model alone answers are left out.
 * @param kindOf kind of a model, by its id
 * @param jointBy which of the models are joined, and how
 */
export function ensembles(
  results: readonly VisitResult[],
  kindOf: (model: string) => string,
  jointBy: (results: readonly VisitResult[]) => Joint,
): Ensemble[] {
  return byQuestion(results, kindOf)
    .filter((group) => group.length > 1)
    .map((group) => joinModels(group, kindOf(group[0]!.model), jointBy(group)));
}

/** The results by what they answer: kind of model and labels. */
export function byQuestion(
  results: readonly VisitResult[],
  kindOf: (model: string) => string,
): VisitResult[][] {
  const groups = Map.groupBy(results, ({ model, labels }) => JSON.stringify([kindOf(model), labels]));
  return [...groups.values()];
}

function joinModels(
  group: readonly VisitResult[],
  kind: string,
  { members, sharpness, rejectBelow, conformal, honestError, strangers, outside }: Joint,
): Ensemble {
  const results = members.flatMap(
    (member) =>
      group.find(({ model, version }) => model === member.model && version === member.version) ?? [],
  );
  const { labels } = results[0]!;
  const answers = results.map((result) => visitAnswer(result).probabilities);
  const perLabel = labels.map((_, index) => answers.map((answer) => answer[index]!));
  const weights = members.map(({ weight }) => weight);
  const probabilities = weights.every((weight) => weight !== null)
    ? logarithmicPool(answers, weights)
    : toPower(perLabel.map(mean), sharpness);
  const best = indexOfLargest(probabilities);
  const told = results.flatMap((result) => result.known ?? []);
  const known = told.length > 0 ? Math.min(...told) : undefined;
  const why = notSureWhy(probabilities[best]!, known, rejectBelow);
  const favoured = answers.map(indexOfLargest);
  const { label, votes } = elect(
    labels,
    favoured.map((index) => labels[index]!),
    probabilities,
  );
  return {
    kind,
    labels,
    models: results.map((result) => result.model),
    members: members.map(({ weight, ...member }) => (weight === null ? member : { ...member, weight })),
    sharpness,
    probabilities,
    lowest: perLabel.map((values) => Math.min(...values)),
    highest: perLabel.map((values) => Math.max(...values)),
    top: { label: labels[best]!, probability: probabilities[best]! },
    ...(known !== undefined && { known }),
    notSure: why !== null,
    ...(why && { notSureWhy: why }),
    vote: { label, models: votes },
    agreeing: favoured.filter((index) => index === best).length,
    disagree: favoured.some((index) => index !== best),
    besides: group
      .filter((result) => !results.includes(result))
      .map(({ model, version }) => ({ model, version })),
    set: conformal && {
      coverage: conformal.coverage,
      labels: labels.filter((_, index) => 1 - probabilities[index]! <= conformal.quantile),
    },
    outside,
    honestError,
    strangers,
  };
}

/** Probabilities to a power, to the sum of 1. */
function toPower(probabilities: readonly number[], power: number): number[] {
  return logarithmicPool([probabilities], [power]);
}

/** Each answer to the power of its weight, multiplied, to the sum of 1. A label that one model rules out stays possible. */
function logarithmicPool(answers: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const logarithms = answers[0]!.map((_, label) =>
    answers.reduce((sum, answer, k) => sum + weights[k]! * Math.log(Math.max(answer[label]!, 1e-9)), 0),
  );
  const largest = Math.max(...logarithms);
  const powers = logarithms.map((logarithm) => Math.exp(logarithm - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** The label with most votes; of equals the one with the higher mean probability. */
function elect(
  labels: readonly string[],
  favoured: readonly string[],
  probabilities: readonly number[],
): { label: string; votes: number } {
  const votes = labels.map((label) => favoured.filter((one) => one === label).length);
  const elected = labels
    .map((_, index) => index)
    .reduce((a, b) =>
      votes[b]! > votes[a]! || (votes[b] === votes[a] && probabilities[b]! > probabilities[a]!) ? b : a,
    );
  return { label: labels[elected]!, votes: votes[elected]! };
}

function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
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
