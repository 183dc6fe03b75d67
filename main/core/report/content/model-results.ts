import type { Figure, ModelManifest } from "../../../../shared/domain/model-manifest.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import { shownLabel } from "../../../../shared/domain/shown-label.ts";
import {
  type Ensemble,
  type VisitAnswer,
  type VisitResult,
  visitAnswer,
} from "../../../../shared/domain/visit-result.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import { countWords, listWords, numberWords, statusAdjective, statusWords } from "./report-words.ts";

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
  /** Uncertainty, agreement, and expected level in words. */
  notes: string[];
  /** What it learned from and how good it is. */
  limits: string[];
};

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
  knownAls: boolean,
): ModelResult[] {
  return results
    .map((result) => ({ result, model: models.find(({ id }) => id === result.model) ?? null }))
    .filter(({ model }) => !model || clinicalKinds.includes(model.kind))
    .sort((a, b) => rank(a.model) - rank(b.model))
    .map(({ result, model }) => modelResult(result, model, knownAls));
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
  ensembles: readonly Ensemble[],
  models: readonly ModelSummary[],
  knownAls: boolean,
): string[] {
  return ensembles
    .filter(({ kind }) => clinicalKinds.some((each) => each === kind))
    .map((ensemble) => ensembleSentence(ensemble, models, knownAls));
}

function ensembleSentence(
  { kind, labels, models: joined, top, vote, lowest, highest, honestError }: Ensemble,
  models: readonly ModelSummary[],
  knownAls: boolean,
): string {
  const inWords = (label: string) => shownLabel(label, kind, knownAls);
  const names = joined.map((id) => models.find((model) => model.id === id)?.name ?? id);
  const at = labels.indexOf(vote.label);
  const range = `${p(lowest[at]!)} to ${p(highest[at]!)}`;
  return `${joined.length} models together (${listWords(names)}): ${inWords(top.label)}, mean probability ${p(top.probability)}; majority vote ${inWords(vote.label)}, by ${vote.models} of ${joined.length} (${range}). ${honestError ? errorSentence(honestError, "Measured error together") : "No error was measured of them together."}`;
}

function modelResult(result: VisitResult, model: ModelSummary | null, knownAls: boolean): ModelResult {
  const inWords = (label: string) => shownLabel(label, model?.kind ?? null, knownAls);
  const answer = visitAnswer(result);
  const rows = result.labels.map((label, index) => ({
    label: inWords(label),
    probability: answer.probabilities[index]!,
    lowest: result.lowest[index]!,
    highest: result.highest[index]!,
    inSet: answer.notExcluded?.labels.includes(label) ?? false,
  }));
  const ordered = model?.ordinal ? rows : rows.toSorted((a, b) => b.probability - a.probability);
  const name = model?.name ?? result.model;
  const status = model ? statusWords[model.status] : "no longer installed";
  return {
    model: result.model,
    name,
    version: result.version,
    status,
    simulated: result.provenance.status === "simulated-data",
    sentence: `the ${model ? statusAdjective(model.status) : ""}model ${name} ${uncertainAnswer(result, answer, inWords)}`,
    answer: shortAnswer(answer, inWords),
    rows: ordered.slice(0, mostLabels),
    hiddenLabels: Math.max(0, rows.length - mostLabels),
    setLabel: answer.notExcluded && `not excluded at ${percent(answer.notExcluded.coverage)}`,
    notes: resultNotes(result, model, inWords),
    limits: modelLimits(result),
  };
}

function shortAnswer({ top, notExcluded, notSure }: VisitAnswer, inWords: (label: string) => string): string {
  if (notSure) return "Not sure";
  const others = notExcluded?.labels.filter((label) => label !== top.label).map(inWords) ?? [];
  const doubt = others.length
    ? `; ${others.length > 2 ? countWords(others.length, "other class", "other classes") : listWords(others)} not excluded`
    : "";
  return `Favours ${inWords(top.label)} (${p(top.probability)})${doubt}`;
}

function uncertainAnswer(
  result: VisitResult,
  { top, notExcluded, notSure }: VisitAnswer,
  inWords: (label: string) => string,
): string {
  if (notSure) return `is not sure (highest probability ${p(top.probability)})`;
  const others = notExcluded?.labels.filter((label) => label !== top.label).map(inWords) ?? [];
  const { metric, value } = result.provenance.honestError;
  const doubt = notExcluded
    ? others.length
      ? `${listWords(others)} not excluded at ${percent(notExcluded.coverage)}`
      : `all other classes excluded at ${percent(notExcluded.coverage)}`
    : [rangeWords(result, top.label), `${metric} ${p(value)} in testing`].filter(Boolean).join(", ");
  return `favours ${inWords(top.label)} with probability ${p(top.probability)} (${doubt})`;
}

function rangeWords({ recordings, labels, lowest, highest }: VisitResult, label: string): string {
  if (recordings < 2) return "";
  const index = labels.indexOf(label);
  return `${p(lowest[index]!)} to ${p(highest[index]!)} over ${recordings} recordings`;
}

function resultNotes(
  result: VisitResult,
  model: ModelSummary | null,
  inWords: (label: string) => string,
): string[] {
  const { notSure, expectedLevel, notExcluded } = result;
  return [
    basisNote(result, model, inWords),
    ...(notSure ? [`Not sure on ${countWords(notSure, "recording")}.`] : []),
    ...(expectedLevel ? [levelWords(result, expectedLevel, inWords)] : []),
    ...(notExcluded ? [] : ["This model gives no set of classes that cannot be excluded."]),
  ];
}

function basisNote(
  result: VisitResult,
  model: ModelSummary | null,
  inWords: (label: string) => string,
): string {
  const { recordings, vote, together } = result;
  const votes = `${inWords(vote.label)} on ${vote.recordings} of ${recordings}`;
  if (together) {
    const names = (model?.tasks ?? []).map((task) => sayTaskShort(task, "en"));
    const from = `From ${listWords(names) || "all tasks"} together`;
    return recordings === 0
      ? `${from}; no answer on single recordings.`
      : `${from}; single recordings: ${votes} (${rangeWords(result, vote.label)}).`;
  }
  return recordings === 1
    ? "From one recording."
    : `Mean of ${recordings} recordings; majority vote: ${votes}.`;
}

function levelWords(
  result: VisitResult,
  { lowest, highest }: NonNullable<VisitResult["expectedLevel"]>,
  inWords: (label: string) => string,
): string {
  const { labels, recordings } = result;
  const level = numberWords(visitAnswer(result).expectedLevel ?? Number.NaN, 1);
  const range = recordings < 2 ? "" : `, recordings ${numberWords(lowest, 1)} to ${numberWords(highest, 1)}`;
  const scale = `0 = ${inWords(labels[0]!)}, ${labels.length - 1} = ${inWords(labels.at(-1)!)}`;
  return `Expected level ${level}${range} (${scale}).`;
}

/** What the model learned from and how good an answer from this visit's tasks is. */
function modelLimits({ provenance: { trainedOn, honestError } }: VisitResult): string[] {
  return [trainedOn, errorSentence(honestError, "Measured error")];
}

function errorSentence({ metric, value, interval, protocol }: Figure, what: string): string {
  const range = interval ? ` (95 %: ${p(interval[0])}–${p(interval[1])})` : "";
  return `${what}: ${metric} ${p(value)}${range}; ${protocol}.`;
}

const p = (value: number) => numberWords(value, 2);
const percent = (share: number) => `${Math.round(100 * share)} %`;
