import { expect, test } from "vitest";
import type { ExplanationMap } from "../../shared/contract/recordings.ts";
import { explanationGrid, topShareLevel } from "./explanation-grid.ts";
import { frequencyTicks, hzToMel, melToHz } from "./frequency-axis.ts";

const map = (values: number[], rows: number, columns: number): ExplanationMap => ({
  model: "m",
  method: "grad-cam",
  target: "ALS",
  rows,
  columns,
  startSeconds: 1,
  endSeconds: 3,
  frequencyEdgesHz: Array.from({ length: columns + 1 }, (_, k) => 1000 * k),
  trainingBandwidthHz: [0, 8000],
  values,
  maximum: 1,
});

test("a 2 x 2 map is interpolated as bilinear with align_corners=False", () => {
  // torch.nn.functional.interpolate([[0, 1], [2, 3]], size=(4, 4), mode="bilinear", align_corners=False)
  const expected = [
    [0, 0.25, 0.75, 1],
    [0.5, 0.75, 1.25, 1.5],
    [1.5, 1.75, 2.25, 2.5],
    [2, 2.25, 2.75, 3],
  ];
  const grid = explanationGrid(map([0, 1, 2, 3], 2, 2), "linear", 4, 4);
  // torch's rows are our time steps, which run along x here.
  const transposed = grid.seconds.map((_, x) => grid.positions.map((_, y) => grid.values[y]?.[x]));
  expect(transposed).toEqual(expected);
  expect(grid.seconds).toEqual([1.25, 1.75, 2.25, 2.75]);
  expect(grid.positions).toEqual([250, 750, 1250, 1750]);
});

test("on a mel axis a band keeps its frequencies", () => {
  const grid = explanationGrid(map([0, 0, 1, 0], 1, 4), "mel", 3, 200);
  const peak = grid.values.reduce(
    (best, row, y) => ((row[1] ?? 0) > (grid.values[best]?.[1] ?? 0) ? y : best),
    0,
  );
  expect(melToHz(grid.positions[peak] ?? 0)).toBeGreaterThan(2400);
  expect(melToHz(grid.positions[peak] ?? 0)).toBeLessThan(2600);
});

test("mel agrees with librosa.hz_to_mel (Slaney)", () => {
  expect(hzToMel(60)).toBeCloseTo(0.9, 10);
  expect(hzToMel(440)).toBeCloseTo(6.6, 10);
  expect(hzToMel(6400)).toBeCloseTo(42, 10);
  expect(melToHz(hzToMel(3333))).toBeCloseTo(3333, 8);
});

test("the contour encloses the top 15 % of the cells", () => {
  const values = Array.from({ length: 100 }, (_, k) => k / 99);
  const level = topShareLevel(values, 0.15) ?? 0;
  expect(values.filter((value) => value >= level)).toHaveLength(15);
});

test("a map of zeros has no contour, a sparse one is outlined where it is not zero", () => {
  expect(topShareLevel([0, 0, 0], 0.15)).toBeNull();
  const sparse = Array.from({ length: 100 }, (_, k) => (k === 7 ? 1 : 0));
  expect(topShareLevel(sparse, 0.15)).toBeGreaterThan(0);
});

test("frequency ticks: octaves on mel, even steps on linear", () => {
  expect(frequencyTicks("mel", 8000)).toEqual([0, 250, 500, 1000, 2000, 4000, 8000]);
  expect(frequencyTicks("linear", 8000)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000]);
  expect(frequencyTicks("linear", 22050)).toEqual([0, 5000, 10000, 15000, 20000]);
});
