import { isPlacedByHand, placedByHandWords } from "../../../shared/domain/analysis.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { researchUseOnly } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type Ensemble, type VisitResult, visitAnswer } from "../../../shared/domain/visit-result.ts";
import { figureWords } from "./figure-words.ts";
import { significant, table } from "./table.ts";

/** "no quality flags", "clipped, onsets placed by hand", "not analysed". */
export function recordingNote({ analysis }: Recording): string {
  if (!analysis) return "not analysed";
  const byHand = isPlacedByHand(analysis, "ddk-rate") ? [placedByHandWords] : [];
  return [analysis.quality.flags.join(", ") || "no quality flags", ...byHand].join(", ");
}

/** Values, norms and changes of a visit, one line each. */
export function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.measure,
    finding.task,
    significant(finding.value),
    finding.unit,
    finding.norm?.verdict ?? "",
    finding.change?.inError == null ? "" : `${significant(finding.change.inError, 2)} x error`,
    finding.change?.label.replaceAll("-", " ") ?? finding.notJudged?.replaceAll("-", " ") ?? "",
    finding.leftOut.length
      ? `${finding.leftOut.length} of ${finding.used.length + finding.leftOut.length} left out: ${[...new Set(finding.leftOut.map(({ reason }) => reason))].join(", ")}`
      : "",
  ]);
  return `${table(["measure", "task", "value", "unit", "norm", "change", "judgement", "takes"], rows)}
`;
}

/** A model's label as it is shown for this patient. */
export type Shown = (label: string, model: string) => string;

/** What the models say of the visit, each with its uncertainty, vote and error, then together; empty without answers. */
export function resultLines(
  results: readonly VisitResult[],
  ensembles: readonly Ensemble[],
  shown: Shown,
): string {
  if (results.length === 0) return "";
  const lines = [
    ...results.map((result) => resultLine(result, shown)),
    ...ensembles.map((ensemble) => ensembleLine(ensemble, shown)),
  ];
  return [...lines, researchUseOnly, ""].join("\n");
}

function resultLine(result: VisitResult, shown: Shown): string {
  const { model, version, labels, vote, recordings, lowest, highest, provenance } = result;
  const { top, notExcluded, notSure, basis } = visitAnswer(result);
  const inWords = (label: string) => shown(label, model);
  const from = { together: "all tasks together", mean: `mean of ${recordings}`, single: "one recording" }[
    basis
  ];
  const set = notExcluded
    ? `not excluded at ${100 * notExcluded.coverage} %: ${notExcluded.labels.map(inWords).join(", ") || "nothing"}`
    : "no set of classes";
  const at = labels.indexOf(vote.label);
  const votes =
    recordings === 0
      ? ""
      : `; vote ${inWords(vote.label)} on ${vote.recordings} of ${recordings} (${lowest[at]?.toFixed(3)} to ${highest[at]?.toFixed(3)})`;
  return [
    `${model} ${version} (${provenance.status}): ${notSure ? "not sure; most probable " : ""}${inWords(top.label)}, probability ${top.probability.toFixed(3)} (${from}); ${set}${votes}`,
    `  honest error: ${figureWords(provenance.honestError)}`,
  ].join("\n");
}

function ensembleLine(ensemble: Ensemble, shown: Shown): string {
  const { models, labels, top, vote, lowest, highest, honestError } = ensemble;
  const inWords = (label: string) => shown(label, models[0] ?? "");
  const at = labels.indexOf(vote.label);
  const error = honestError
    ? `\n  honest error together: ${figureWords(honestError)}`
    : "; no error was measured of them together";
  return `${models.join(" + ")}: ${inWords(top.label)}, mean probability ${top.probability.toFixed(3)}; vote ${inWords(vote.label)} by ${vote.models} of ${models.length} models (${lowest[at]?.toFixed(3)} to ${highest[at]?.toFixed(3)})${error}`;
}
