import type { Recording } from "../../../shared/domain/analysis.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { VisitResult } from "../../../shared/domain/visit-result.ts";
import { visitResults } from "../inference/visit-result.ts";
import {
  countWords,
  labelWords,
  listWords,
  numberWords,
  statusAdjective,
  statusWords,
} from "./report-words.ts";

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
  recordings: readonly Recording[],
  models: readonly ModelSummary[],
  knownAls: boolean,
): ModelResult[] {
  const predictions = recordings.flatMap(({ analysis }) => analysis?.predictions ?? []);
  return visitResults(predictions)
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

function modelResult(result: VisitResult, model: ModelSummary | null, knownAls: boolean): ModelResult {
  const inWords = (label: string) => labelWords(label, model?.kind ?? null, knownAls);
  const rows = result.labels.map((label, index) => ({
    label: inWords(label),
    probability: result.probabilities[index]!,
    lowest: result.lowest[index]!,
    highest: result.highest[index]!,
    inSet: result.notExcluded?.labels.includes(label) ?? false,
  }));
  const ordered = model?.ordinal ? rows : rows.toSorted((a, b) => b.probability - a.probability);
  const name = model?.name ?? result.model;
  const status = model ? statusWords[model.status] : "no longer installed";
  return {
    model: result.model,
    name,
    version: result.version,
    status,
    simulated: model?.status === "simulated-data",
    sentence: `the ${model ? statusAdjective(model.status) : ""}model ${name} ${uncertainAnswer(result, model, inWords)}`,
    answer: shortAnswer(result, inWords),
    rows: ordered.slice(0, mostLabels),
    hiddenLabels: Math.max(0, rows.length - mostLabels),
    setLabel: result.notExcluded && `not excluded at ${percent(result.notExcluded.coverage)}`,
    notes: resultNotes(result, inWords),
    limits: modelLimits(model),
  };
}

function shortAnswer(result: VisitResult, inWords: (label: string) => string): string {
  const { top, notExcluded } = result;
  if (isNotSure(result)) return "Not sure";
  const others = notExcluded?.labels.filter((label) => label !== top.label).map(inWords) ?? [];
  const doubt = others.length
    ? `; ${others.length > 2 ? countWords(others.length, "other class", "other classes") : listWords(others)} not excluded`
    : "";
  return `Favours ${inWords(top.label)} (${p(top.probability)})${doubt}`;
}

function isNotSure(result: VisitResult): boolean {
  return result.notSure * 2 > result.recordings;
}

function uncertainAnswer(
  result: VisitResult,
  model: ModelSummary | null,
  inWords: (l: string) => string,
): string {
  const { top, notExcluded } = result;
  if (isNotSure(result)) return `is not sure (highest probability ${p(top.probability)})`;
  const others = notExcluded?.labels.filter((label) => label !== top.label).map(inWords) ?? [];
  const doubt = notExcluded
    ? others.length
      ? `${listWords(others)} not excluded at ${percent(notExcluded.coverage)}`
      : `all other classes excluded at ${percent(notExcluded.coverage)}`
    : [rangeWords(result), model && `${model.honestError.metric} ${p(model.honestError.value)} in testing`]
        .filter(Boolean)
        .join(", ") || "no interval known";
  return `favours ${inWords(top.label)} with probability ${p(top.probability)} (${doubt})`;
}

function rangeWords({ recordings, labels, lowest, highest, top }: VisitResult): string {
  if (recordings < 2) return "";
  const index = labels.indexOf(top.label);
  return `${p(lowest[index]!)} to ${p(highest[index]!)} over ${recordings} recordings`;
}

function resultNotes(result: VisitResult, inWords: (label: string) => string): string[] {
  const { recordings, vote, notSure, expectedLevel, notExcluded } = result;
  return [
    recordings === 1
      ? "From one recording."
      : `Mean of ${recordings} recordings; majority vote: ${inWords(vote.label)} on ${vote.recordings} of ${recordings}.`,
    ...(notSure ? [`Not sure on ${countWords(notSure, "recording")}.`] : []),
    ...(expectedLevel ? [levelWords(result, expectedLevel, inWords)] : []),
    ...(notExcluded ? [] : ["This model gives no set of classes that cannot be excluded."]),
  ];
}

function levelWords(
  { labels, recordings }: VisitResult,
  { mean, lowest, highest }: NonNullable<VisitResult["expectedLevel"]>,
  inWords: (label: string) => string,
): string {
  const range =
    recordings === 1 ? "" : `, recordings ${numberWords(lowest, 1)} to ${numberWords(highest, 1)}`;
  const scale = `0 = ${inWords(labels[0]!)}, ${labels.length - 1} = ${inWords(labels.at(-1)!)}`;
  return `Expected level ${numberWords(mean, 1)}${range} (${scale}).`;
}

function modelLimits(model: ModelSummary | null): string[] {
  if (!model) return ["Its description is not available: the package is no longer installed."];
  return [model.trainedOn, `Measured error: ${figureWords(model)}; ${model.honestError.protocol}.`];
}

function figureWords({ honestError: { metric, value, interval } }: ModelSummary): string {
  return `${metric} ${p(value)}${interval ? ` (95 %: ${p(interval[0])}–${p(interval[1])})` : ""}`;
}

const p = (value: number) => numberWords(value, 2);
const percent = (share: number) => `${Math.round(100 * share)} %`;
