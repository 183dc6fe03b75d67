import { expect, test } from "vitest";
import { curveRuns, linePath, marksPath, roundRange } from "./curve-path.ts";

const box = { left: 0, top: 0, width: 100, height: 50 };
const grid = { firstSeconds: 0.5, stepSeconds: 1 };

test("a curve breaks where there is no value", () => {
  const runs = curveRuns(grid, [1, 2, null, 4], [0, 4], box, (value) => 10 * value, 1);
  expect(linePath(runs)).toBe("M12.5 10.0L37.5 20.0M87.5 40.0h1");
});

test("points lie apart, and those out of sight are left out", () => {
  const values = Array.from({ length: 1000 }, () => 1);
  const points = curveRuns({ firstSeconds: 0, stepSeconds: 0.01 }, values, [2, 4], box, () => 1, 5).flat();
  expect(points.length).toBeGreaterThan(15);
  expect(points.length).toBeLessThan(23);
  expect(points.every(({ x }, k) => k === 0 || x - points[k - 1]!.x >= 5 - 1e-9)).toBe(true);
});

test("thinned points are the same while the picture moves", () => {
  const values = Array.from({ length: 1000 }, (_, k) => k);
  const shown = (from: number) =>
    curveRuns({ firstSeconds: 0, stepSeconds: 0.01 }, values, [from, from + 2], box, (value) => value, 5)
      .flat()
      .map(({ y }) => y);
  const [one, other] = [shown(2), shown(2.07)];
  expect(other.filter((y) => one.includes(y)).length).toBeGreaterThan(15);
});

test("a mark stands at every point", () => {
  expect(marksPath([[{ x: 1, y: 2 }], [{ x: 3, y: 4 }]], "square").match(/M/g)).toHaveLength(2);
});

test("a scale spans its values in round steps", () => {
  expect(roundRange([null, 132, 187, null], 50)).toEqual([100, 200]);
  expect(roundRange([100, 100], 50)).toEqual([100, 150]);
  expect(roundRange([null], 50)).toBeNull();
});
