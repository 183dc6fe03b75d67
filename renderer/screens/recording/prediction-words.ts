import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import type { Say, Speaker } from "../../speaker.ts";

/** The answer with its uncertainty, in words. */
export function predictionWords(prediction: Prediction, speaker: Speaker): string {
  const answer = answerWords(prediction, speaker);
  if (prediction.rejected || !prediction.set?.measuredOnMoreTasks) return answer;
  return `${answer} ${speaker.words.recording.predictions.answer.moreTasks}`;
}

function answerWords(
  { top, set, rejected, notSureWhy, probabilities }: Prediction,
  { words, say }: Speaker,
): string {
  const { answer } = words.recording.predictions;
  const first = answer.first(top.label, say.probability(top.probability));
  if (notSureWhy === "none-of-these") return answer.noneOfThese(first);
  if (rejected) return answer.notSure(first);
  if (!set) return answer.noSet(first);
  const coverage = say.percent(set.coverage);
  if (set.labels.length === 0) return answer.noneFits(first, coverage);
  if (set.labels.length === 1) return answer.oneRemains(first, coverage);
  if (set.labels.length === probabilities.length) return answer.noneExcluded(first, coverage);
  return answer.someRemain(first, coverage, set.labels.join(", "));
}

/** A prediction with its labels as shown. */
export function shownPrediction(
  prediction: Prediction,
  model: ModelSummary | undefined,
  knownAls: boolean,
  say: Say,
): Prediction {
  const shown = (label: string) => say.shownLabel(label, model, knownAls);
  const { labels, top, set, explanation } = prediction;
  return {
    ...prediction,
    labels: labels.map(shown),
    top: { ...top, label: shown(top.label) },
    set: set && { ...set, labels: set.labels.map(shown) },
    explanation: { ...explanation, target: shown(explanation.target) },
  };
}
