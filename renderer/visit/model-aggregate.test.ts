import { expect, test } from "vitest";
import type { Analysis, Recording } from "../../shared/domain/analysis.ts";
import { aggregateByModel } from "./model-aggregate.ts";

function recording(id: string, version: string, probabilities: number[]): Recording {
  const labels = ["control", "ALS"];
  const best = probabilities.indexOf(Math.max(...probabilities));
  const prediction = { model: "als-cnn", version, labels, probabilities, top: { label: labels[best] } };
  return { id, task: "vowel-a", analysis: { predictions: [prediction] } as unknown as Analysis } as Recording;
}

test("probabilities are averaged, votes are counted, the range is kept", () => {
  const [result] = aggregateByModel([
    recording("a", "1.0.0", [0.6, 0.4]),
    recording("b", "1.0.0", [0.2, 0.8]),
    recording("c", "1.0.0", [0.1, 0.9]),
  ]);
  expect(result?.top.label).toBe("ALS");
  expect(result?.top.probability).toBeCloseTo(0.7);
  expect([result?.top.lowest, result?.top.highest]).toEqual([0.4, 0.9]);
  expect(result?.votes).toBe(2);
});

test("versions of a model are not mixed; a recording without analysis adds nothing", () => {
  const bare = { id: "x", task: "vowel-a", analysis: null } as Recording;
  const results = aggregateByModel([
    recording("a", "1.0.0", [0.6, 0.4]),
    recording("b", "1.1.0", [0.2, 0.8]),
    bare,
  ]);
  expect(results.map(({ version, answers }) => [version, answers.length])).toEqual([
    ["1.0.0", 1],
    ["1.1.0", 1],
  ]);
});
