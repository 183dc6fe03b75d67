import { expect, test } from "vitest";
import { sampleProvenance } from "../../../shared/domain/provenance.fixture.ts";
import type { Ensemble, VisitResult } from "../../../shared/domain/visit-result.ts";
import { speakerOf } from "../../speaker.ts";
import {
  answerWords,
  basisWords,
  jointWords,
  levelWords,
  modelVoteWords,
  recordingVoteWords,
  type Shown,
  stillPossibleWords,
} from "./visit-answer-words.ts";

const english = speakerOf("en");

const result: VisitResult = {
  model: "m",
  version: "1.0.0",
  modelSha256: "",
  labels: ["control", "ALS"],
  used: [],
  leftOut: [],
  recordings: 4,
  probabilities: [0.28, 0.72],
  lowest: [0.03, 0.45],
  highest: [0.55, 0.97],
  top: { label: "ALS", probability: 0.72 },
  vote: { label: "ALS", recordings: 3 },
  notExcluded: { coverage: 0.9, labels: ["control", "ALS"] },
  notSure: 1,
  expectedLevel: null,
  together: null,
  provenance: sampleProvenance,
};
const as: Shown = { ...english, label: (label) => label };
const tasks = { tasks: ["vowel-a" as const, "vowel-i" as const] };

test("the mean over recordings carries its range, its vote and what remains possible", () => {
  expect(answerWords(result, as)).toBe("ALS, 0.72");
  expect(basisWords(result, tasks, english)).toBe("mean of 4 recordings");
  expect(stillPossibleWords(result, as)).toBe("at 90 %: control, ALS");
  expect(recordingVoteWords(result, as)).toBe("ALS on 3 of 4, 0.45 to 0.97, 1 not sure");
});

test("the answer to all tasks together comes before the mean", () => {
  const prediction = { set: { coverage: 0.9, labels: [] }, rejected: false, expectedLevel: null };
  const top = { label: "control", probability: 0.6 };
  const together = { ...prediction, probabilities: [0.6, 0.4], top } as unknown as VisitResult["together"];
  expect(answerWords({ ...result, together }, as)).toBe("control, 0.60");
  expect(basisWords({ ...result, together }, tasks, english)).toBe("from /a/ and /i/ together");
  expect(stillPossibleWords({ ...result, together }, as)).toBe("at 90 %: no class fits");
});

test("doubt is said before the class, and a missing set is said", () => {
  expect(answerWords({ ...result, notSure: 3 }, as)).toBe("not sure; most probable ALS, 0.72");
  expect(stillPossibleWords({ ...result, notExcluded: null }, as)).toBe("no set of classes given");
});

test("a joint answer tells whether no class is probable enough or something else was said", () => {
  const joint = { top: { label: "3", probability: 0.95 } } as Ensemble;
  expect(jointWords(joint, as)).toBe("3, 0.95");
  expect(jointWords({ ...joint, notSure: true, notSureWhy: "undecided" }, as)).toBe(
    "not sure; most probable 3, 0.95",
  );
  expect(jointWords({ ...joint, notSure: true, notSureWhy: "none-of-these" }, as)).toBe(
    "not sure, something else was probably said; fits best 3, 0.95",
  );
});

test("a scale says what its ends are, in words for this patient", () => {
  const ordinal = { ...result, expectedLevel: { mean: 0.724, lowest: 0, highest: 1 } };
  const label = (one: string) => (one === "control" ? "no detectable dysarthria" : one);
  expect(levelWords(ordinal, { ...english, label })).toBe(
    "expected level 0.72, where 0 is no detectable dysarthria and 1 is ALS",
  );
  expect(levelWords(result, as)).toBeNull();
});

test("models together say how many agree, and how far apart they are", () => {
  const ensemble: Ensemble = {
    kind: "screen",
    labels: ["control", "ALS"],
    models: ["a", "b", "c"],
    members: ["a", "b", "c"].map((model) => ({ model, version: "1.0.0" })),
    probabilities: [0.32, 0.68],
    lowest: [0.08, 0.49],
    highest: [0.51, 0.92],
    top: { label: "ALS", probability: 0.68 },
    vote: { label: "ALS", models: 2 },
    agreeing: 2,
    disagree: true,
    honestError: null,
  };
  expect(modelVoteWords(ensemble, as)).toBe("ALS by 2 of 3 models, 0.49 to 0.92");
});
