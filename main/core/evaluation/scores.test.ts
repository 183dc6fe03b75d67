import { expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";
import {
  accuracy,
  auc,
  balancedAccuracy,
  brier,
  calibrationBins,
  calibrationError,
  classScores,
  confusionOf,
  type Known,
  macroF1,
  quadraticKappa,
} from "./scores.ts";

const rows = [
  [0.7, 0.2, 0.1],
  [0.5, 0.4, 0.1],
  [0.2, 0.6, 0.2],
  [0.4, 0.5, 0.1],
  [0.3, 0.3, 0.4],
  [0.1, 0.2, 0.7],
  [0.6, 0.3, 0.1],
  [0.1, 0.1, 0.8],
  [0.2, 0.5, 0.3],
  [0.25, 0.25, 0.5],
];
const truths = [0, 0, 1, 1, 2, 2, 1, 0, 2, 1];
const three: Known[] = rows.map((probabilities, k) => ({ probabilities, truth: truths[k]! }));
const two: Known[] = [0.1, 0.4, 0.4, 0.8, 0.35, 0.9, 0.4, 0.2].map((p, k) => ({
  probabilities: [1 - p, p],
  truth: [0, 0, 1, 1, 1, 1, 0, 0][k]!,
}));

/*
 * scikit-learn 1.9.1, with P = np.array(rows), y = np.array(truths), a = P.argmax(1):
 *   python -c "from sklearn import metrics as m; print(m.accuracy_score(y, a), m.balanced_accuracy_score(y, a),
 *     m.roc_auc_score(y, P, multi_class='ovr', average='macro'), m.f1_score(y, a, average='macro'),
 *     m.cohen_kappa_score(y, a, weights='quadratic'), m.brier_score_loss(y, P, labels=[0, 1, 2], scale_by_half=True),
 *     m.precision_recall_fscore_support(y, a), m.confusion_matrix(y, a))"
 */
test("scores of three classes are scikit-learn's", () => {
  expect(accuracy(three)).toBeCloseTo(0.6, 12);
  expect(balancedAccuracy(three)).toBeCloseTo(0.611111111111111, 12);
  expect(auc(three)).toBeCloseTo(0.7182539682539683, 12);
  expect(macroF1(three)).toBeCloseTo(0.6031746031746031, 12);
  expect(quadraticKappa(three)).toBeCloseTo(0.46153846153846156, 12);
  expect(brier(three)).toBeCloseTo(0.29375, 12);
  expect(confusionOf(three, 3)).toEqual([
    [2, 0, 1],
    [1, 2, 1],
    [0, 1, 2],
  ]);
  const { precision, recall, f1, support } = classScores(three, 3)[1]!;
  expect([precision, recall, f1, support]).toEqual([2 / 3, 0.5, expect.closeTo(0.5714285714285714, 12), 4]);
});

test("of two classes, with ties, too; the Brier score is that of the probability of the second", () => {
  expect(auc(two)).toBeCloseTo(0.8125, 12);
  expect(brier(two)).toBeCloseTo(0.1503125, 12);
});

test("the calibration error is that of models/training (metrics.py, expected_calibration_error)", () => {
  expect(calibrationError(three)).toBeCloseTo(0.22, 12);
  const bins = calibrationBins(three);
  expect(bins[4]).toMatchObject({ from: 0.4, to: 0.5, count: 1, confidence: 0.4, accuracy: 1 });
  expect(bins[0]).toMatchObject({ count: 0, confidence: null, accuracy: null });
});

test("what is undefined is null, not a number", () => {
  const one = three.filter(({ truth }) => truth === 1);
  expect(auc(one)).toBeNull();
  expect(auc(three.filter(({ truth }) => truth !== 2))).toBeNull();
  expect(classScores(one, 3)[2]).toMatchObject({ recall: null, support: 0 });
  expect(quadraticKappa([{ probabilities: [1, 0], truth: 0 }])).toBeNull();
  expect([accuracy([]), brier([]), calibrationError([])]).toEqual([null, null, null]);
});

const answers = Array.from({ length: 40 }, (_, k) => {
  const truth = Math.floor(k / 20);
  const p = (k * 7919) % 20 < 16 ? 0.8 - 0.6 * truth : 0.4;
  return {
    probabilities: [p, 1 - p],
    truth,
    speaker: `S-${Math.floor(k / 2)}`,
    set: { classes: p > 0.5 ? [0] : [0, 1], coverage: 0.9 },
    rejected: p === 0.4,
  };
});

test("by recording and by speaker, with intervals that hold the value and that the seed repeats", () => {
  const options = { isOrdinal: false, areSpeakersTold: true };
  const evaluation = evaluate(answers, options);
  const { value, interval } = evaluation.byRecording.scores.accuracy!;
  expect(interval![0]).toBeLessThanOrEqual(value!);
  expect(interval![1]).toBeGreaterThanOrEqual(value!);
  expect(interval![0]).toBeLessThan(interval![1]);
  expect(evaluation.byRecording.scores.quadraticKappa).toBeUndefined();
  expect([evaluation.byRecording.count, evaluation.bySpeaker!.count]).toEqual([40, 20]);
  expect(evaluation.doubts).toEqual([]);
  expect(evaluate(answers, options)).toEqual(evaluation);
});

test("the sets' coverage, and what is left where the model was sure, are counted", () => {
  const { sets, sure } = evaluate(answers, { isOrdinal: true, areSpeakersTold: true });
  const covered = answers.filter(({ set, truth }) => set.classes.includes(truth)).length / 40;
  expect(sets).toMatchObject({ promised: 0.9, measured: { value: covered }, empty: 0 });
  expect(sure.share).toBe(answers.filter(({ rejected }) => !rejected).length / 40);
});

test("whole speakers are drawn: recordings that repeat one another make no interval narrower", () => {
  const doubled = answers.flatMap((one) => [one, one, one]);
  const options = { isOrdinal: false, areSpeakersTold: true };
  const once = evaluate(answers, options).byRecording.scores.accuracy!;
  expect(evaluate(doubled, options).byRecording.scores.accuracy!.interval).toEqual(once.interval);
});

test.each([
  ["one-class", answers.filter(({ truth }) => truth === 0), true],
  ["few-speakers", answers.slice(10, 30).slice(0, 16), true],
  ["no-speakers", answers, false],
  ["speakers-of-several-classes", answers.map((one, k) => ({ ...one, speaker: `S-${k % 15}` })), true],
] as const)("doubt %s is told", (doubt, some, areSpeakersTold) => {
  const { doubts, bySpeaker } = evaluate(some, { isOrdinal: false, areSpeakersTold });
  expect(doubts).toContain(doubt);
  expect(bySpeaker === null).toBe(doubt === "speakers-of-several-classes");
});
