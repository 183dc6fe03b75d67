import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { type Ensemble, type VisitResult, visitAnswer } from "../../../shared/domain/visit-result.ts";
import { formatProbability, formatValue } from "../../format-quantity.ts";
import { shortTaskName } from "../../task-name.ts";

type Shown = (label: string) => string;

/** "ALS, 92 %", "not sure; most probable ALS, 55 %". */
export function answerWords(result: VisitResult, shown: Shown): string {
  const { top, notSure } = visitAnswer(result);
  const most = `${shown(top.label)}, ${formatProbability(top.probability)}`;
  return notSure ? `not sure; most probable ${most}` : most;
}

/** What the answer rests on: "from /a/ and /i/ together", "mean of 4 recordings", "one recording". */
export function basisWords(result: VisitResult, model: Pick<ModelSummary, "tasks"> | undefined): string {
  const { basis } = visitAnswer(result);
  if (basis === "single") return "one recording";
  if (basis === "mean") return `mean of ${result.recordings} recordings`;
  const names = (model?.tasks ?? []).map(shortTaskName);
  return names.length ? `from ${names.join(" and ")} together` : "from all tasks together";
}

/** "at 90 %: control, ALS", "at 90 %: no class fits", "no set of classes given". */
export function stillPossibleWords(result: VisitResult, shown: Shown): string {
  const { notExcluded } = visitAnswer(result);
  if (!notExcluded) return "no set of classes given";
  const labels = notExcluded.labels.map(shown).join(", ");
  return `at ${Math.round(notExcluded.coverage * 100)} %: ${labels || "no class fits"}`;
}

/** "ALS on 3 of 4 recordings, 55 to 97 %, 1 not sure": the vote and the range of that class over the recordings. */
export function recordingVoteWords(result: VisitResult, shown: Shown): string {
  const { vote, recordings, labels, lowest, highest, notSure } = result;
  if (recordings === 0) return "no answer on single recordings";
  const at = labels.indexOf(vote.label);
  const range =
    recordings > 1
      ? `, ${formatProbability(lowest[at] ?? 0)} to ${formatProbability(highest[at] ?? 0)}`
      : `, ${formatProbability(highest[at] ?? 0)}`;
  const unsure = notSure > 0 ? `, ${notSure} not sure` : "";
  return `${shown(vote.label)} on ${vote.recordings} of ${recordings}${range}${unsure}`;
}

/** "expected level 1.61, where 0 is control and 2 is ALS with bulbar signs"; null without a scale. */
export function levelWords(result: VisitResult, shown: Shown): string | null {
  const { expectedLevel } = visitAnswer(result);
  const { labels } = result;
  const [first, last] = [labels[0], labels.at(-1)];
  if (expectedLevel === null || first === undefined || last === undefined) return null;
  const scale = `0 is ${shown(first)} and ${labels.length - 1} is ${shown(last)}`;
  return `expected level ${formatValue(expectedLevel)}, where ${scale}`;
}

/** "ALS by 2 of 3 models, 49 to 92 %": how far the models of one question agree, with the range of that class. */
export function modelVoteWords({ vote, models, labels, lowest, highest }: Ensemble, shown: Shown): string {
  const at = labels.indexOf(vote.label);
  const range = `${formatProbability(lowest[at] ?? 0)} to ${formatProbability(highest[at] ?? 0)}`;
  return `${shown(vote.label)} by ${vote.models} of ${models.length} models, ${range}`;
}
