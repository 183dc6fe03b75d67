import { expect, test } from "vitest";
import type { Prediction } from "../../../shared/domain/prediction.ts";
import { sampleProvenance } from "../../../shared/domain/provenance.fixture.ts";
import { type VisitResult, visitAnswer } from "../../../shared/domain/visit-result.ts";
import type { Joint } from "./ensemble-errors.ts";
import { ensembles, visitResults } from "./visit-result.ts";

function prediction(als: number, change: Partial<Prediction> = {}): Prediction {
  const top = als >= 0.5 ? { label: "ALS", probability: als } : { label: "control", probability: 1 - als };
  return {
    model: "one",
    version: "1.0.0",
    modelSha256: "ab".repeat(32),
    device: "cpu",
    labels: ["control", "ALS"],
    probabilities: [1 - als, als],
    top,
    set: { coverage: 0.9, labels: als > 0.8 ? ["ALS"] : ["control", "ALS"] },
    rejected: false,
    expectedLevel: null,
    explanation: { method: "none", target: top.label, rows: 0, columns: 0 },
    provenance: sampleProvenance,
    ...change,
  };
}

const resultOf = (model: string, als: number, change: Partial<Prediction> = {}) =>
  visitResults([prediction(als, { model, ...change })])[0]!;
const screen = () => "screen";
const jointOfAll = (results: readonly VisitResult[], change: Partial<Joint> = {}): Joint => ({
  members: results.map(({ model, version }) => ({ model, version, weight: null })),
  sharpness: 1,
  rejectBelow: null,
  conformal: null,
  honestError: null,
  strangers: null,
  trainedOn: undefined,
  outside: [],
  ...change,
});
const unmeasured = (results: readonly VisitResult[]) => jointOfAll(results);

test("models of one question are joined: mean, range, majority vote and agreement", () => {
  const results = [resultOf("a", 0.9), resultOf("b", 0.4), resultOf("c", 0.45)];
  const [joined, ...others] = ensembles(results, screen, unmeasured);
  expect(others).toEqual([]);
  expect(joined).toMatchObject({ kind: "screen", models: ["a", "b", "c"], agreeing: 1 });
  expect(joined!.probabilities[1]).toBeCloseTo(0.5833, 4);
  expect(joined!.top.label).toBe("ALS");
  expect(joined!.vote).toEqual({ label: "control", models: 2 });
  expect([joined!.lowest[1], joined!.highest[1]]).toEqual([0.4, 0.9]);
});

test("a joint answer is not sure where no label is probable enough, or a member tells that it is of none of them", () => {
  const doubt = (als: number, known?: number) => {
    const results = [resultOf("a", als), resultOf("b", als, known === undefined ? {} : { known })];
    const [joint] = ensembles(results, screen, () => jointOfAll(results, { rejectBelow: 0.6 }));
    return joint!.notSure ? joint!.notSureWhy : "sure";
  };
  expect([doubt(0.9), doubt(0.9, 1), doubt(0.9, 0.7)]).toEqual(["sure", "sure", "sure"]);
  expect([doubt(0.9, 0.6), doubt(0.55), doubt(0.55, 0.1)]).toEqual([
    "none-of-these",
    "undecided",
    "undecided",
  ]);
});

test("what a model tells of several recordings, being of one of the labels at all, is their mean", () => {
  const [result] = visitResults([prediction(0.9, { known: 1 }), prediction(0.9, { known: 0.5 })]);
  expect(result!.known).toBe(0.75);
  expect(visitResults([prediction(0.9)])[0]).not.toHaveProperty("known");
});

test("why a model is not sure of a visit is told where all of its doubts are alike", () => {
  const whyOf = (...whys: Prediction["notSureWhy"][]) => {
    const predictions = whys.map((notSureWhy) =>
      prediction(0.9, notSureWhy ? { rejected: true, notSureWhy } : {}),
    );
    return visitAnswer(visitResults(predictions)[0]!).notSureWhy;
  };
  expect(whyOf("none-of-these", "none-of-these", undefined)).toBe("none-of-these");
  expect(whyOf("none-of-these", "undecided")).toBeUndefined();
  expect(whyOf(undefined)).toBeUndefined();
});

test("a weighted joint answer is the models' logarithmic pool, without those that have no part in it", () => {
  const results = [resultOf("a", 0.8), resultOf("b", 0.7), resultOf("c", 0.01)];
  const members = [
    { model: "b", version: "1.0.0", weight: 0.5 },
    { model: "a", version: "1.0.0", weight: 2 },
  ];
  const [joined] = ensembles(results, screen, () => jointOfAll(results, { members, rejectBelow: 0.95 }));
  const odds = (0.8 / 0.2) ** 2 * (0.7 / 0.3) ** 0.5;
  expect(joined!.probabilities[1]).toBeCloseTo(odds / (1 + odds), 9);
  expect(joined).toMatchObject({ models: ["b", "a"], members, agreeing: 2, disagree: false, notSure: false });
  const [unsure] = ensembles(results, screen, () => jointOfAll(results, { members, rejectBelow: 0.97 }));
  expect(unsure).toMatchObject({ notSure: true, top: { label: "ALS" } });
  const sure = [resultOf("a", 1), resultOf("b", 0)];
  const [opposed] = ensembles(sure, screen, () => jointOfAll(sure, { members }));
  expect(opposed!.probabilities.every(Number.isFinite)).toBe(true);
});

test("a calibrated mean is brought to its power", () => {
  const results = [resultOf("a", 0.9), resultOf("b", 0.7)];
  const [joined] = ensembles(results, screen, () => jointOfAll(results, { sharpness: 1.5 }));
  const odds = (0.8 / 0.2) ** 1.5;
  expect(joined!.probabilities[1]).toBeCloseTo(odds / (1 + odds), 9);
  expect(joined!.probabilities[0]).toBeCloseTo(1 / (1 + odds), 9);
  expect(joined).toMatchObject({ sharpness: 1.5, members: [{ model: "a" }, { model: "b" }] });
});

test("a tie of votes goes to the higher mean", () => {
  const [joined] = ensembles([resultOf("a", 0.9), resultOf("b", 0.3)], screen, unmeasured);
  expect(joined!.vote).toEqual({ label: "ALS", models: 1 });
});

test("a joint answer has its own set, its error on strangers, and names who has no part in it", () => {
  const results = [resultOf("a", 0.9), resultOf("c", 0.2), resultOf("b", 0.5)];
  const members = ["a", "b"].map((model) => ({ model, version: "1.0.0", weight: 0.5 }));
  const strangers = { metric: "AUC", value: 0.8, interval: null, protocol: "speakers of another corpus" };
  const conformal = { coverage: 0.9, quantile: 0.5 };
  const [joined] = ensembles(results, screen, () => jointOfAll(results, { members, conformal, strangers }));
  // odds 3 to 1: 1 - 0.25 lies above the quantile
  expect(joined!.probabilities[1]).toBeCloseTo(0.75, 10);
  expect(joined).toMatchObject({
    besides: [{ model: "c", version: "1.0.0" }],
    set: { coverage: 0.9, labels: ["ALS"] },
    strangers,
  });
  const [plain] = ensembles(results, screen, unmeasured);
  expect(plain).toMatchObject({ besides: [], set: null, strangers: null });
});

test("a question that one model alone answers has no ensemble, and neither have other labels or kinds", () => {
  const other = { labels: ["no", "yes"], top: { label: "yes", probability: 0.9 } };
  expect(ensembles([resultOf("a", 0.9), resultOf("b", 0.9, other)], screen, unmeasured)).toEqual([]);
  expect(ensembles([resultOf("a", 0.9), resultOf("b", 0.9)], (model) => model, unmeasured)).toEqual([]);
});

test("the answer to all tasks together is the model's answer, also in an ensemble", () => {
  const alone = visitResults([prediction(0.6), prediction(0.8)])[0]!;
  expect(visitAnswer(alone)).toMatchObject({ basis: "mean", top: { label: "ALS" }, notSure: false });
  expect(visitAnswer(alone).probabilities[1]).toBeCloseTo(0.7);
  expect(visitAnswer(alone).notExcluded!.labels).toEqual(["control", "ALS"]);
  const together = { ...alone, together: prediction(0.1, { rejected: true }) };
  expect(visitAnswer(together)).toMatchObject({
    basis: "together",
    top: { label: "control" },
    notSure: true,
    probabilities: [0.9, 0.1],
  });
  const [joined] = ensembles([together, resultOf("b", 0.3)], screen, unmeasured);
  expect(joined!.probabilities[1]).toBeCloseTo(0.2);
});

test("a model is not sure of a visit when it is not sure of most recordings", () => {
  const of = (...rejected: boolean[]) =>
    visitResults(rejected.map((one) => prediction(0.6, { rejected: one })))[0]!;
  expect(visitAnswer(of(true, true, false)).notSure).toBe(true);
  expect(visitAnswer(of(true, false)).notSure).toBe(false);
  expect(visitAnswer(of(false))).toMatchObject({ basis: "single", notSure: false });
});
