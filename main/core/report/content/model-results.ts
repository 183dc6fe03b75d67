import { scaleEnds, withoutLevel } from "../../../../shared/domain/label-scale.ts";
import type { ModelManifest } from "../../../../shared/domain/model-manifest.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import type { VisitFindings } from "../../../../shared/domain/visit-findings.ts";
import {
  type Ensemble,
  type VisitAnswer,
  type VisitResult,
  visitAnswer,
} from "../../../../shared/domain/visit-result.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayCount, sayList, sayNumber, sayPercent, sayProbability } from "../../../../shared/words/say.ts";
import {
  sayFigure,
  sayMetric,
  sayModelName,
  sayShownLabel,
  sayTrainedOn,
} from "../../../../shared/words/say-model.ts";
import { sayOutside } from "../../../../shared/words/say-outside.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";

/** One model's answer for a visit, with its limits. */
export type ModelResult = {
  model: string;
  name: string;
  version: string;
  status: string;
  /** Trained on simulated voices: never part of the summary, and marked. */
  simulated: boolean;
  /** Part of the summary: class and uncertainty, no full stop. */
  sentence: string;
  /** The answer in a few words: "ALS, probability 0.78", "Not sure". */
  answer: string;
  rows: { label: string; probability: number; lowest: number; highest: number; inSet: boolean }[];
  /** Labels left out of `rows` for want of room. */
  hiddenLabels: number;
  /** Label of the bracket: "not excluded at 90 %"; null without conformal sets. */
  setLabel: string | null;
  /** The bars in words: "ALS 0.91, control 0.09". */
  inWords: string;
  /** Uncertainty, agreement, and expected level in words. */
  notes: string[];
  /** What it learned from and how good it is. */
  limits: string[];
};

/** Who reads the answers: the patient's diagnosis decides how healthy classes are called. */
export type Reader = { knownAls: boolean; language: Language };

type Tongue = { inWords: (label: string) => string; language: Language };

/** Kinds that say something about dysarthria, the most specific first. */
const clinicalKinds: readonly ModelManifest["kind"][] = ["severity", "bulbar-involvement", "screen"];
const statuses: readonly ModelManifest["status"][] = [
  "recommended",
  "baseline",
  "experimental",
  "simulated-data",
];
/** Most labels that a result lists. */
const mostLabels = 5;

/**
 * The models' results over a visit, the most trustworthy first. Sound-event and digit models are left out: they do not
 * speak of dysarthria. A model that is no longer installed is shown with what its prediction says of it.
 */
export function modelResults(
  results: readonly VisitResult[],
  models: readonly ModelSummary[],
  { knownAls, language }: Reader,
): ModelResult[] {
  return results
    .map((result) => ({ result, model: models.find(({ id }) => id === result.model) ?? null }))
    .filter(({ model }) => !model || clinicalKinds.includes(model.kind))
    .sort((a, b) => rank(a.model) - rank(b.model))
    .map(({ result, model }) => modelResult(result, model, { knownAls, language }));
}

/** Order of models: by status, then by how specific their question is. */
export function trustworthyFirst(a: ModelSummary, b: ModelSummary): number {
  return rank(a) - rank(b);
}

function rank(model: ModelSummary | null): number {
  return model ? statuses.indexOf(model.status) * 10 + rankOfKind(model.kind) : 100;
}

function rankOfKind(kind: ModelManifest["kind"]): number {
  return clinicalKinds.includes(kind) ? clinicalKinds.indexOf(kind) : clinicalKinds.length;
}

/** Models of one clinical question joined, a sentence each: mean, vote, range, and what was measured of them together. */
export function ensembleSentences(
  { ensembles, results }: Pick<VisitFindings, "ensembles" | "results">,
  models: readonly ModelSummary[],
  reader: Reader,
): string[] {
  return ensembles
    .filter(({ kind }) => clinicalKinds.some((each) => each === kind))
    .map((ensemble) => ensembleSentence(ensemble, results, models, reader));
}

function ensembleSentence(
  {
    labels,
    members,
    top,
    notSure,
    vote,
    lowest,
    highest,
    set,
    honestError,
    strangers,
    outside = [],
    disagree,
  }: Ensemble,
  results: readonly VisitResult[],
  models: readonly ModelSummary[],
  { knownAls, language }: Reader,
): string {
  const words = wordsOf(language).report.models;
  const model = models.find(({ id }) => id === members[0]?.model);
  const inWords = (label: string) => sayShownLabel(label, model, knownAls, language);
  const nameOf = (id: string) => sayModelName(id, language, models.find((one) => one.id === id)?.name);
  const names = members.map(({ model: id, version }) => `${nameOf(id)} ${version}`);
  const each = members.flatMap(({ model: id }) => {
    const result = results.find((one) => one.model === id);
    const answer = result && visitAnswer(result).top;
    return answer
      ? [words.each(nameOf(id), inWords(answer.label), sayProbability(answer.probability, language))]
      : [];
  });
  const at = labels.indexOf(vote.label);
  const p = (value: number) => sayProbability(value, language);
  return [
    ...(disagree && !set ? [words.disagree(each.join("; "))] : []),
    (notSure ? words.ensembleNotSure : words.ensemble)(
      sayCount(members.length, "model", language),
      sayList(names, language),
      inWords(top.label),
      p(top.probability),
    ),
    words.ensembleVote(
      inWords(vote.label),
      String(vote.models),
      String(members.length),
      p(lowest[at]!),
      p(highest[at]!),
    ),
    ...sayOutside(outside, language).map((sentence) => `${sentence}.`),
    ...(set
      ? [words.ensembleSet(sayPercent(set.coverage, language), labelList(set.labels.map(inWords), language))]
      : []),
    honestError ? words.errorTogether(sayFigure(honestError, language)) : words.noErrorTogether,
    ...(strangers ? [words.errorOnStrangers(sayFigure(strangers, language))] : []),
  ].join(" ");
}

function labelList(labels: readonly string[], language: Language): string {
  return sayList(labels, language) || wordsOf(language).visitModels.noneFits;
}

function modelResult(
  result: VisitResult,
  model: ModelSummary | null,
  { knownAls, language }: Reader,
): ModelResult {
  const inWords = (label: string) => sayShownLabel(label, model, knownAls, language);
  const tongue = { inWords, language };
  const { models: words } = wordsOf(language);
  const report = wordsOf(language).report.models;
  const answer = visitAnswer(result);
  const rows = result.labels.map((label, index) => ({
    label: inWords(label),
    probability: answer.probabilities[index]!,
    lowest: result.lowest[index]!,
    highest: result.highest[index]!,
    inSet: answer.notExcluded?.labels.includes(label) ?? false,
  }));
  const ordered = model?.ordinal ? rows : rows.toSorted((a, b) => b.probability - a.probability);
  const name = sayModelName(result.model, language, model?.name);
  const shown = ordered.slice(0, mostLabels);
  const status = model ? words.status[model.status] : report.gone;
  return {
    model: result.model,
    name,
    version: result.version,
    status,
    simulated: result.provenance.status === "simulated-data",
    sentence: report.sentence(
      model && model.status !== "recommended" ? words.statusTag[model.status] : "",
      name,
      uncertainAnswer(result, answer, tongue),
    ),
    answer: shortAnswer(answer, tongue),
    rows: shown,
    hiddenLabels: Math.max(0, rows.length - mostLabels),
    setLabel: answer.notExcluded && report.setLabel(sayPercent(answer.notExcluded.coverage, language)),
    inWords: shown.map((row) => probabilityInWords(row, language)).join(", "),
    notes: resultNotes(result, model, tongue),
    limits: modelLimits(result, language),
  };
}

function probabilityInWords(
  { label, probability }: { label: string; probability: number },
  language: Language,
): string {
  return wordsOf(language).report.inWords.probability(label, sayProbability(probability, language));
}

function shortAnswer({ top, notExcluded, notSure }: VisitAnswer, { inWords, language }: Tongue): string {
  const words = wordsOf(language).report.models;
  if (notSure) return words.notSureShort;
  const others = notExcluded?.labels.filter((label) => label !== top.label).map(inWords) ?? [];
  const answer = words.favoursShort(inWords(top.label), sayProbability(top.probability, language));
  if (others.length === 0) return answer;
  const named = others.length > 2 ? sayCount(others.length, "class", language) : sayList(others, language);
  return words.alsoNotExcluded(answer, named);
}

function uncertainAnswer(
  result: VisitResult,
  { top, notExcluded, notSure }: VisitAnswer,
  { inWords, language }: Tongue,
): string {
  const words = wordsOf(language).report.models;
  const probability = sayProbability(top.probability, language);
  if (notSure) return words.notSure(probability);
  const others = notExcluded?.labels.filter((label) => label !== top.label).map(inWords) ?? [];
  const { metric, value } = result.provenance.honestError;
  const coverage = sayPercent(notExcluded?.coverage ?? 0, language);
  const doubt = notExcluded
    ? others.length
      ? words.notExcludedAt(sayList(others, language), coverage)
      : words.excludedAt(coverage)
    : [
        rangeWords(result, top.label, language),
        words.inTesting(sayMetric(metric, language), sayNumber(value, 2, language)),
      ]
        .filter(Boolean)
        .join(", ");
  return words.favours(inWords(top.label), probability, doubt);
}

function rangeWords(
  { recordings, labels, lowest, highest }: VisitResult,
  label: string,
  language: Language,
): string {
  if (recordings < 2) return "";
  const index = labels.indexOf(label);
  return wordsOf(language).report.models.range(
    sayProbability(lowest[index]!, language),
    sayProbability(highest[index]!, language),
    sayCount(recordings, "recording", language),
  );
}

function resultNotes(result: VisitResult, model: ModelSummary | null, tongue: Tongue): string[] {
  const words = wordsOf(tongue.language).report.models;
  const { notSure, expectedLevel, notExcluded } = result;
  return [
    basisNote(result, model, tongue),
    ...(notSure ? [words.notSureOn(sayCount(notSure, "recording", tongue.language))] : []),
    ...(expectedLevel ? [levelWords(result, expectedLevel, tongue)] : []),
    ...(notExcluded ? [] : [words.noSet]),
  ];
}

function basisNote(result: VisitResult, model: ModelSummary | null, { inWords, language }: Tongue): string {
  const words = wordsOf(language).report.models;
  const { recordings, vote, together } = result;
  const votes = words.votes(inWords(vote.label), String(vote.recordings), String(recordings));
  if (together) {
    const names = (model?.tasks ?? []).map((task) => sayTaskShort(task, language));
    const from = words.together(sayList(names, language) || words.allTasks);
    return recordings === 0
      ? words.noSingle(from)
      : words.singles(from, votes, rangeWords(result, vote.label, language));
  }
  return recordings === 1 ? words.fromOne : words.meanOf(sayCount(recordings, "recording", language), votes);
}

function levelWords(
  result: VisitResult,
  { lowest, highest }: NonNullable<VisitResult["expectedLevel"]>,
  { inWords, language }: Tongue,
): string {
  const words = wordsOf(language).report.models;
  const { labels, recordings } = result;
  const one = (value: number) => sayNumber(value, 1, language);
  const range = recordings < 2 ? "" : words.levelRange(one(lowest), one(highest));
  const { first, last } = scaleEnds(labels);
  const named = (label: string) => withoutLevel(inWords(label));
  const scale = words.scale(first.level, named(first.label), last.level, named(last.label));
  return words.level(one(visitAnswer(result).expectedLevel ?? Number.NaN), range, scale);
}

/** What the model learned from and how good an answer from this visit's tasks is. */
function modelLimits(
  { model, provenance: { trainedOn, honestError } }: VisitResult,
  language: Language,
): string[] {
  return [
    sayTrainedOn(model, trainedOn, language),
    wordsOf(language).report.models.error(sayFigure(honestError, language)),
  ];
}
