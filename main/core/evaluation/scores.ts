import { mean } from "../dsp/mean.ts";

/** An answer whose truth is known: probabilities of the classes, in their order, and the index of the true one. */
export type Known = { probabilities: readonly number[]; truth: number };

/** Undefined (null) for want of classes or of answers. */
export type Score = number | null;

/** Index of the most probable class; of equals the first. */
export function answerOf({ probabilities }: Pick<Known, "probabilities">): number {
  return probabilities.reduce((best, p, k) => (p > probabilities[best]! ? k : best), 0);
}

/** Counts `[true][answered]` of so many classes. */
export function confusionOf(known: readonly Known[], classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const one of known) counts[one.truth]![answerOf(one)]!++;
  return counts;
}

/** Share of answers whose most probable class is the true one. */
export function accuracy(known: readonly Known[]): Score {
  return known.length === 0 ? null : mean(known.map((one) => Number(answerOf(one) === one.truth)));
}

export type ClassScores = { precision: Score; recall: Score; f1: Score; support: number };

/** Precision, recall, F1 and number of each class; null where nothing was answered so, or nothing is so. */
export function classScores(known: readonly Known[], classes: number): ClassScores[] {
  const counts = confusionOf(known, classes);
  return counts.map((row, k) => {
    const hits = row[k]!;
    const support = sum(row);
    const answered = sum(counts.map((other) => other[k]!));
    return {
      precision: ratio(hits, answered),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + answered),
      support,
    };
  });
}

/** Mean recall of the classes that there are (scikit-learn's `balanced_accuracy_score`). */
export function balancedAccuracy(known: readonly Known[]): Score {
  return meanOf(classScores(known, classesOf(known)).map(({ recall }) => recall));
}

/** Mean F1 of the classes that there are or that were answered (scikit-learn's `f1_score`, average "macro"). */
export function macroF1(known: readonly Known[]): Score {
  return meanOf(classScores(known, classesOf(known)).map(({ f1 }) => f1));
}

/**
 * Area under the ROC curve, ties half; of several classes the mean of each against the rest (scikit-learn's
 * `roc_auc_score`, "ovr", "macro"). Null unless every class is there.
 */
export function auc(known: readonly Known[]): Score {
  const classes = classesOf(known);
  const present = new Set(known.map(({ truth }) => truth));
  if (present.size < classes || classes < 2) return null;
  if (classes === 2) return binaryAuc(known, 1);
  return mean(Array.from({ length: classes }, (_, k) => binaryAuc(known, k)));
}

/** Mann and Whitney's statistic by mid-ranks: the share of pairs in order. */
function binaryAuc(known: readonly Known[], positive: number): number {
  const sorted = known
    .map(({ probabilities, truth }) => ({ score: probabilities[positive]!, isPositive: truth === positive }))
    .sort((a, b) => a.score - b.score);
  let [rankSum, positives, from] = [0, 0, 0];
  while (from < sorted.length) {
    let to = from;
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) to++;
    const tied = sorted.slice(from, to).filter(({ isPositive }) => isPositive).length;
    rankSum += (tied * (from + 1 + to)) / 2;
    positives += tied;
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives));
}

/** Cohen's kappa with quadratic weights, for classes on a scale (scikit-learn's `cohen_kappa_score`, "quadratic"). */
export function quadraticKappa(known: readonly Known[]): Score {
  const counts = confusionOf(known, classesOf(known));
  const totals = counts.map(sum);
  const answered = counts.map((_, k) => sum(counts.map((row) => row[k]!)));
  let [found, expected] = [0, 0];
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      found += (i - j) ** 2 * count;
      expected += ((i - j) ** 2 * totals[i]! * answered[j]!) / known.length;
    }
  }
  return expected > 0 ? 1 - found / expected : null;
}

/** Mean squared distance to the truth, summed over classes and halved: 0 (certain and right) to 1. */
export function brier(known: readonly Known[]): Score {
  const distance = ({ probabilities, truth }: Known) =>
    sum(probabilities.map((p, k) => (p - Number(k === truth)) ** 2)) / 2;
  return known.length === 0 ? null : mean(known.map(distance));
}

/** Answers of like confidence: how sure they were, how often they were right; null where there are none. */
export type CalibrationBin = {
  from: number;
  to: number;
  count: number;
  confidence: Score;
  accuracy: Score;
};

/** Answers by their top probability, in bins of equal width. */
export function calibrationBins(known: readonly Known[], bins = 10): CalibrationBin[] {
  const confidence = (one: Known) => one.probabilities[answerOf(one)]!;
  return Array.from({ length: bins }, (_, bin) => {
    const inside = known.filter((one) => Math.min(Math.floor(confidence(one) * bins), bins - 1) === bin);
    const isEmpty = inside.length === 0;
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      count: inside.length,
      confidence: isEmpty ? null : mean(inside.map(confidence)),
      accuracy: accuracy(inside),
    };
  });
}

/** Mean distance of confidence and accuracy over the bins (expected calibration error, Guo et al. 2017). */
export function calibrationError(known: readonly Known[]): Score {
  if (known.length === 0) return null;
  const gaps = calibrationBins(known).map(
    ({ count, confidence, accuracy: right }) => count * Math.abs((confidence ?? 0) - (right ?? 0)),
  );
  return sum(gaps) / known.length;
}

function classesOf(known: readonly Known[]): number {
  return known[0]?.probabilities.length ?? 0;
}

function ratio(part: number, whole: number): Score {
  return whole === 0 ? null : part / whole;
}

function meanOf(scores: readonly Score[]): Score {
  const defined = scores.filter((score) => score !== null);
  return defined.length === 0 ? null : mean(defined);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
