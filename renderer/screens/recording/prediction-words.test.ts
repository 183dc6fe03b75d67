import { expect, test } from "vitest";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import { sampleProvenance } from "../../../shared/domain/provenance.fixture.ts";
import { speakerOf } from "../../speaker.ts";
import { predictionWords, shownPrediction } from "./prediction-words.ts";

const english = speakerOf("en");
const german = speakerOf("de");

const prediction = (set: string[] | null, rejected = false): Prediction => ({
  model: "severity",
  version: "1.0.0",
  modelSha256: "",
  device: "cpu",
  labels: ["mild", "none", "healthy control"],
  probabilities: [0.2, 0.1, 0.7],
  top: { label: "healthy control", probability: 0.7 },
  set: set && { coverage: 0.9, labels: set },
  rejected,
  expectedLevel: null,
  explanation: { method: "none", target: "healthy control", rows: 0, columns: 0 },
  provenance: sampleProvenance,
});

test("a class never stands without its uncertainty", () => {
  expect(predictionWords(prediction(["mild", "healthy control"]), english)).toBe(
    "Most probable: healthy control, 0.70. At 90 % coverage these remain: mild, healthy control.",
  );
  expect(predictionWords(prediction(["mild", "healthy control"]), german)).toContain(
    "Am wahrscheinlichsten: healthy control, 0,70. Bei 90 % Abdeckung bleiben",
  );
  expect(predictionWords(prediction(["healthy control"]), english)).toContain("no other class remains");
  expect(predictionWords(prediction(["mild", "none", "healthy control"]), english)).toContain(
    "no class is excluded",
  );
  expect(predictionWords(prediction([]), english)).toContain("unlike the training recordings");
  expect(predictionWords(prediction(null), english)).toContain("no set of classes");
  expect(predictionWords(prediction(null, true), english)).toMatch(/^Not sure/);
  const other: Prediction = { ...prediction(null, true), notSureWhy: "none-of-these" };
  expect(predictionWords(other, english)).toMatch(/^Not sure: something else was probably said/);
});

test("a coverage that was measured with more tasks says so", () => {
  const partial = { ...prediction(["healthy control"]), set: null as Prediction["set"] };
  partial.set = { coverage: 0.9, labels: ["healthy control"], measuredOnMoreTasks: true };
  expect(predictionWords(partial, english)).toMatch(
    /no other class remains\. That coverage was measured with all/,
  );
  expect(predictionWords(prediction(["healthy control"]), english)).not.toContain("measured");
});

test("a patient known to have ALS is never called healthy", () => {
  const labelled = { labels: ["mild", "none", "healthy control"], roles: ["level", "level", "healthy"] };
  const severity = { id: "severity", kind: "severity", ...labelled } as unknown as ModelSummary;
  const shown = shownPrediction(prediction(["healthy control"]), severity, true, english.say);
  expect(JSON.stringify(shown)).not.toContain("healthy");
  expect(shown.top.label).toBe(shown.labels[2]);
  expect(shownPrediction(prediction(null), severity, false, english.say).top.label).toBe("healthy control");
});
