import { expect, test } from "vitest";
import type { Prediction } from "../../shared/domain/prediction.ts";
import { sampleProvenance } from "../../shared/domain/provenance.fixture.ts";
import { probabilityCsv, probabilityRows, setRuns } from "./bar-figures.ts";

const prediction = (labels: string[], probabilities: number[], set: string[]): Prediction => ({
  model: "m",
  version: "1.0.0",
  modelSha256: "",
  device: "cpu",
  labels,
  probabilities,
  top: { label: labels[0] ?? "", probability: probabilities[0] ?? 0 },
  set: { coverage: 0.9, labels: set },
  rejected: false,
  expectedLevel: null,
  explanation: { method: "none", target: "", rows: 0, columns: 0 },
  provenance: sampleProvenance,
});

test("few labels keep the model's order", () => {
  const rows = probabilityRows(prediction(["severe", "mild", "none"], [0.1, 0.6, 0.3], ["mild", "none"]), 10);
  expect(rows.map((row) => row.label)).toEqual(["severe", "mild", "none"]);
  expect(setRuns(rows)).toEqual([[1, 2]]);
});

test("of many labels the most probable are shown, most probable first", () => {
  const labels = Array.from({ length: 527 }, (_, k) => `class ${k}`);
  const rows = probabilityRows(
    prediction(
      labels,
      labels.map((_, k) => k / 527),
      [],
    ),
    10,
  );
  expect(rows.map((row) => row.label)).toEqual(labels.slice(-10).toReversed());
});

test("a set with a gap has two brackets, an empty one none", () => {
  expect(setRuns([true, false, true, true].map((inSet) => ({ inSet })))).toEqual([
    [0, 0],
    [2, 3],
  ]);
  expect(setRuns([{ inSet: false }])).toEqual([]);
});

test("CSV has every label", () => {
  const lines = probabilityCsv(prediction(["a", "b"], [0.25, 0.75], ["b"]))
    .trim()
    .split("\r\n");
  expect(lines).toEqual([
    "model,version,label,probability,in_set",
    "m,1.0.0,a,0.25,false",
    "m,1.0.0,b,0.75,true",
  ]);
});
