import { scaleEnds, withoutLevel } from "../../../shared/domain/label-scale.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import {
  type Ensemble,
  type VisitAnswer,
  type VisitResult,
  visitAnswer,
} from "../../../shared/domain/visit-result.ts";
import type { Speaker } from "../../speaker.ts";

/** A class as it is shown, and who says it. */
export type Shown = Speaker & { label: (label: string) => string };

/** "ALS, 0.92", "not sure; most probable ALS, 0.55". */
export function answerWords(result: VisitResult, shown: Shown): string {
  return jointWords(visitAnswer(result), shown);
}

/** The same of models joined. */
export function jointWords(
  { top, notSure, notSureWhy }: Pick<Ensemble, "top" | "notSure" | "notSureWhy">,
  shown: Shown,
): string {
  const { most, notSureMost, noneOfTheseMost } = shown.words.visitModels;
  const answer = most(shown.label(top.label), shown.say.probability(top.probability));
  if (!notSure) return answer;
  return notSureWhy === "none-of-these" ? noneOfTheseMost(answer) : notSureMost(answer);
}

/** What the answer rests on: "from /a/ and /i/ together", "mean of 4 recordings", "one recording". */
export function basisWords(
  result: VisitResult,
  model: Pick<ModelSummary, "tasks"> | undefined,
  { words: { visitModels }, say }: Speaker,
): string {
  const { basis } = visitAnswer(result);
  if (basis === "single") return visitModels.oneRecording;
  if (basis === "mean") return visitModels.meanOf(say.count(result.recordings, "recording"));
  const names = (model?.tasks ?? []).map(say.taskShort);
  return names.length ? visitModels.together(say.list(names)) : visitModels.allTogether;
}

/** "at 90 %: control, ALS", "at 90 %: no class fits", "no set of classes given". */
export function stillPossibleWords(result: VisitResult, shown: Shown): string {
  const { notExcluded } = visitAnswer(result);
  return notExcluded ? setWords(notExcluded, shown) : shown.words.visitModels.noSet;
}

/** "at 90 %: control, ALS", "at 90 %: no class fits". */
export function setWords(
  { coverage, labels }: NonNullable<VisitAnswer["notExcluded"]>,
  shown: Shown,
): string {
  const { possibleAt, noneFits } = shown.words.visitModels;
  return possibleAt(shown.say.percent(coverage), labels.map(shown.label).join(", ") || noneFits);
}

/** "ALS on 3 of 4, 0.55 to 0.97, 1 not sure": the vote and the range of that class over the recordings. */
export function recordingVoteWords(result: VisitResult, shown: Shown): string {
  const { vote, recordings, labels, lowest, highest, notSure } = result;
  const { visitModels } = shown.words;
  if (recordings === 0) return visitModels.noSingle;
  const at = labels.indexOf(vote.label);
  const high = shown.say.probability(highest[at] ?? 0);
  const range = recordings > 1 ? visitModels.range(shown.say.probability(lowest[at] ?? 0), high) : high;
  const words = visitModels.on(shown.label(vote.label), vote.recordings, recordings, range);
  return notSure > 0 ? visitModels.someNotSure(words, notSure) : words;
}

/** "expected level 1.61, where 0 is control and 2 is ALS with bulbar signs"; null without a scale. */
export function levelWords(result: VisitResult, shown: Shown): string | null {
  const { expectedLevel } = visitAnswer(result);
  if (expectedLevel === null) return null;
  const { first, last } = scaleEnds(result.labels);
  const named = (label: string) => withoutLevel(shown.label(label));
  const level = shown.say.number(expectedLevel, 2);
  return shown.words.visitModels.level(level, first.level, named(first.label), last.level, named(last.label));
}

/** "ALS by 2 of 3 models, 0.49 to 0.92": how far the models of one question agree, with the range of that class. */
export function modelVoteWords({ vote, models, labels, lowest, highest }: Ensemble, shown: Shown): string {
  const at = labels.indexOf(vote.label);
  const { visitModels } = shown.words;
  const ends = [lowest[at] ?? 0, highest[at] ?? 0].map(shown.say.probability);
  const range = visitModels.range(ends[0] ?? "", ends[1] ?? "");
  const all = shown.say.count(models.length, "model");
  return visitModels.by(shown.label(vote.label), vote.models, all, range);
}
