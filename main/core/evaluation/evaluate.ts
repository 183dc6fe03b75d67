import { mean } from "../dsp/mean.ts";
import { bootstrapIntervals } from "./bootstrap.ts";
import {
  accuracy,
  auc,
  balancedAccuracy,
  brier,
  type CalibrationBin,
  type ClassScores,
  calibrationBins,
  calibrationError,
  classScores,
  confusionOf,
  type Known,
  macroF1,
  quadraticKappa,
  type Score,
} from "./scores.ts";

/** A model's answer on a recording whose class is known. */
export type Answer = Known & {
  speaker: string;
  /** Indices of the classes that the model does not exclude, at its coverage; null where it gives no set. */
  set: { classes: readonly number[]; coverage: number } | null;
  /** The model was not sure. */
  rejected: boolean;
};

export const scoreNames = [
  "accuracy",
  "balancedAccuracy",
  "auc",
  "macroF1",
  "quadraticKappa",
  "brier",
  "calibrationError",
] as const;
export type ScoreName = (typeof scoreNames)[number];

const scores: Readonly<Record<ScoreName, (known: readonly Known[]) => Score>> = {
  accuracy,
  balancedAccuracy,
  auc,
  macroF1,
  quadraticKappa,
  brier,
  calibrationError,
};

export type Estimate = { value: Score; interval: [number, number] | null };

/** What is said of the answers by recording, or by speaker (the mean of each speaker's probabilities). */
export type Evaluated = {
  count: number;
  speakers: number;
  scores: Partial<Record<ScoreName, Estimate>>;
  classes: ClassScores[];
  /** Counts `[true][answered]`. */
  confusion: number[][];
  bins: CalibrationBin[];
};

/** How often the sets hold the truth. */
export type SetCoverage = { promised: number; measured: Estimate; meanSize: number; empty: number };

export type Evaluation = {
  byRecording: Evaluated;
  /** Null where a speaker has recordings of several classes, or every recording is a speaker's only one. */
  bySpeaker: Evaluated | null;
  sets: SetCoverage | null;
  /** Where the model was sure: the share of recordings, and how often it was right. */
  sure: { share: number; accuracy: Score };
  doubts: EvaluationDoubt[];
};

/** Why the scores say less than they seem to. */
export const evaluationDoubts = [
  "one-class",
  "class-missing",
  "no-speakers",
  "few-speakers",
  "speakers-of-several-classes",
] as const;
export type EvaluationDoubt = (typeof evaluationDoubts)[number];

/** Fewer speakers than this make an interval that is too narrow. */
const fewSpeakers = 10;

/**
 * Holds answers against the truth.
 * @param answers at least one
 * @param isOrdinal the classes are steps of a scale
 * @param areSpeakersTold else every recording is taken as a speaker of its own
 */
export function evaluate(
  answers: readonly Answer[],
  { isOrdinal, areSpeakersTold }: { isOrdinal: boolean; areSpeakersTold: boolean },
): Evaluation {
  const bySpeaker = Map.groupBy(answers, ({ speaker }) => speaker);
  const joined = [...bySpeaker.values()].map(joinedAnswer);
  const isOfOneClass = joined.every((one) => one !== null);
  const isMoreThanOneEach = joined.length < answers.length;
  return {
    byRecording: evaluated(answers, isOrdinal),
    bySpeaker: isOfOneClass && isMoreThanOneEach ? evaluated(joined, isOrdinal) : null,
    sets: coverageOf(answers),
    sure: sureOf(answers),
    doubts: doubtsOf(answers, bySpeaker.size, areSpeakersTold, isOfOneClass),
  };
}

type Spoken = Known & { speaker: string };

function evaluated(known: readonly Spoken[], isOrdinal: boolean): Evaluated {
  const classes = known[0]!.probabilities.length;
  const names = scoreNames.filter((name) => name !== "quadraticKappa" || isOrdinal);
  const asked = Object.fromEntries(names.map((name) => [name, scores[name]]));
  const intervals = bootstrapIntervals(known, asked);
  return {
    count: known.length,
    speakers: new Set(known.map(({ speaker }) => speaker)).size,
    scores: Object.fromEntries(
      names.map((name) => [name, { value: scores[name](known), interval: intervals[name] ?? null }]),
    ),
    classes: classScores(known, classes),
    confusion: confusionOf(known, classes),
    bins: calibrationBins(known),
  };
}

/** A speaker's recordings as one answer; null where they are of several classes. */
function joinedAnswer(own: readonly Answer[]): Spoken | null {
  const { truth, speaker, probabilities } = own[0]!;
  if (own.some((one) => one.truth !== truth)) return null;
  return {
    truth,
    speaker,
    probabilities: probabilities.map((_, k) => mean(own.map((one) => one.probabilities[k]!))),
  };
}

function coverageOf(answers: readonly Answer[]): SetCoverage | null {
  const withSet = answers.flatMap((one) => (one.set ? [{ ...one, set: one.set }] : []));
  if (withSet.length === 0) return null;
  const covered = (some: readonly (typeof withSet)[number][]) =>
    mean(some.map(({ set, truth }) => Number(set.classes.includes(truth))));
  const sizes = withSet.map(({ set }) => set.classes.length);
  return {
    promised: withSet[0]!.set.coverage,
    measured: { value: covered(withSet), interval: bootstrapIntervals(withSet, { covered }).covered },
    meanSize: mean(sizes),
    empty: mean(sizes.map((size) => Number(size === 0))),
  };
}

function sureOf(answers: readonly Answer[]): Evaluation["sure"] {
  const sure = answers.filter(({ rejected }) => !rejected);
  return { share: sure.length / answers.length, accuracy: accuracy(sure) };
}

function doubtsOf(
  answers: readonly Answer[],
  speakers: number,
  areSpeakersTold: boolean,
  isOfOneClass: boolean,
): EvaluationDoubt[] {
  const present = new Set(answers.map(({ truth }) => truth)).size;
  const found: Record<EvaluationDoubt, boolean> = {
    "one-class": present === 1,
    "class-missing": present > 1 && present < answers[0]!.probabilities.length,
    "no-speakers": !areSpeakersTold,
    "few-speakers": areSpeakersTold && speakers < fewSpeakers,
    "speakers-of-several-classes": !isOfOneClass,
  };
  return evaluationDoubts.filter((doubt) => found[doubt]);
}
