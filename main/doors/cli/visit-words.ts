import type { Finding } from "../../../shared/domain/finding.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type Ensemble, type VisitResult, visitAnswer } from "../../../shared/domain/visit-result.ts";
import type { Language } from "../../../shared/words/language.ts";
import { sayCount, sayNumber, sayPercent, sayProbability, sayUnit } from "../../../shared/words/say.ts";
import { sayByHand } from "../../../shared/words/say-by-hand.ts";
import { sayLeftOut, sayNotJudged, sayReasons } from "../../../shared/words/say-finding.ts";
import { sayFigure } from "../../../shared/words/say-model.ts";
import { sayOutside } from "../../../shared/words/say-outside.ts";
import { wordsOf } from "../../../shared/words/words.ts";
import { significant, table } from "./table.ts";

/** "no quality flags", "overloaded, times placed by hand", "not analysed". */
export function recordingNote({ analysis, analysisProblem }: Recording, language: Language): string {
  const { commandLine, recording } = wordsOf(language);
  if (analysisProblem) return recording.analysisProblem[analysisProblem];
  if (!analysis) return commandLine.notAnalysed;
  const flags = sayReasons(analysis.quality.flags, language);
  return [flags || commandLine.noFlags, ...sayByHand(analysis, language)].join(", ");
}

/** Values, norms and changes of a visit, one line each. */
export function findingsTable(findings: readonly Finding[], language: Language): string {
  const { commandLine, findings: words } = wordsOf(language);
  const { columns } = commandLine;
  const rows = findings.map((finding) => [
    finding.measure,
    finding.task,
    significant(finding.value),
    sayUnit(finding.unit, language),
    finding.norm ? words.norm[finding.norm.verdict] : "",
    inErrorWords(finding, language),
    judgementWords(finding, language),
    sayLeftOut(finding, language),
  ]);
  const heads = [columns.measure, columns.task, columns.value, columns.unit, columns.norm];
  return `${table([...heads, columns.inMdc, columns.judgement, columns.takes], rows)}\n`;
}

function inErrorWords({ change }: Finding, language: Language): string {
  return change?.inError == null ? "" : sayNumber(change.inError, 1, language);
}

function judgementWords({ change, notJudged }: Finding, language: Language): string {
  if (change) return wordsOf(language).findings.changeTag[change.label];
  return notJudged ? sayNotJudged(notJudged, language) : "";
}

/** A model's label as it is shown for this patient. */
export type Shown = (label: string, model: string) => string;

/** What the models say of the visit, each with its uncertainty, vote and error, then together; empty without answers. */
export function resultLines(
  results: readonly VisitResult[],
  ensembles: readonly Ensemble[],
  shown: Shown,
  language: Language,
): string {
  if (results.length === 0) return "";
  const lines = [
    ...results.map((result) => resultLine(result, shown, language)),
    ...ensembles.map((ensemble) => ensembleLine(ensemble, shown, language)),
  ];
  return [...lines, wordsOf(language).general.researchUseOnly, ""].join("\n");
}

function resultLine(result: VisitResult, shown: Shown, language: Language): string {
  const { commandLine: words, models } = wordsOf(language);
  const { model, version, provenance, recordings } = result;
  const given = visitAnswer(result);
  const { top, notExcluded, basis } = given;
  const inWords = (label: string) => shown(label, model);
  const probable = words.probable(inWords(top.label), sayProbability(top.probability, language));
  const from =
    basis === "mean" ? words.basis.mean(sayCount(recordings, "recording", language)) : words.basis[basis];
  const set = notExcluded
    ? words.notExcluded(
        sayPercent(notExcluded.coverage, language),
        notExcluded.labels.map(inWords).join(", ") || words.nothing,
      )
    : words.noSet;
  const answer = [
    `${sureWords(probable, given, language)} (${from})`,
    set,
    voteWords(result, inWords, language),
  ];
  return [
    words.answer(
      `${model} ${version}`,
      models.statusTag[provenance.status],
      answer.filter(Boolean).join("; "),
    ),
    `  ${words.honestError(sayFigure(provenance.honestError, language))}`,
  ].join("\n");
}

function voteWords(
  { labels, vote, recordings, lowest, highest }: VisitResult,
  inWords: (label: string) => string,
  language: Language,
): string {
  if (recordings === 0) return "";
  const at = labels.indexOf(vote.label);
  const [low, high] = [lowest[at] ?? Number.NaN, highest[at] ?? Number.NaN];
  return wordsOf(language).commandLine.vote(
    inWords(vote.label),
    String(vote.recordings),
    String(recordings),
    sayProbability(low, language),
    sayProbability(high, language),
  );
}

/** The most probable class in words, and that it is not sure, and why. */
export function sureWords(
  probable: string,
  { notSure, notSureWhy }: Pick<Ensemble, "notSure" | "notSureWhy">,
  language: Language,
): string {
  const { commandLine: words } = wordsOf(language);
  if (!notSure) return probable;
  return notSureWhy === "none-of-these" ? words.noneOfThese(probable) : words.notSure(probable);
}

function ensembleLine(ensemble: Ensemble, shown: Shown, language: Language): string {
  const { commandLine: words } = wordsOf(language);
  const { models, labels, top, vote, lowest, highest, set, honestError, strangers, outside = [] } = ensemble;
  const inWords = (label: string) => shown(label, models[0] ?? "");
  const at = labels.indexOf(vote.label);
  const p = (value: number | undefined) => sayProbability(value ?? Number.NaN, language);
  const votes = words.ensembleVote(
    inWords(vote.label),
    String(vote.models),
    sayCount(models.length, "model", language),
    p(lowest[at]),
    p(highest[at]),
  );
  const label = sureWords(inWords(top.label), ensemble, language);
  const answer = [
    words.ensemble(models.join(" + "), label, p(top.probability)),
    ...(set
      ? [
          words.notExcluded(
            sayPercent(set.coverage, language),
            set.labels.map(inWords).join(", ") || words.nothing,
          ),
        ]
      : []),
    votes,
    ...(honestError ? [] : [words.noErrorTogether]),
  ].join("; ");
  return [
    answer,
    ...sayOutside(outside, language),
    ...(honestError ? [words.errorTogether(sayFigure(honestError, language))] : []),
    ...(strangers ? [words.errorOnStrangers(sayFigure(strangers, language))] : []),
  ].join("\n  ");
}
