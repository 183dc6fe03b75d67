import { expect, test } from "vitest";
import { leastSquaresLine } from "./least-squares.ts";

test("slope, squares left and spread of four points, by hand", () => {
  // mean time 3, mean value 4; deviations (-2, -3), (-1, 1), (1, -1), (2, 3)
  const line = leastSquaresLine([
    { time: 1, value: 1 },
    { time: 2, value: 5 },
    { time: 4, value: 3 },
    { time: 5, value: 7 },
  ]);
  expect(line?.spread).toBeCloseTo(10, 12);
  expect(line?.slope).toBeCloseTo((6 - 1 - 1 + 6) / 10, 12);
  expect(line?.squares).toBeCloseTo(1 + 4 + 4 + 1, 12);
});

test("no points give no line, nor do points of one time, at zero and far from it, where the mean is not exact", () => {
  const at = (time: number) => [1, 2, 4].map((value) => ({ time, value }));
  expect(leastSquaresLine(at(0))).toBeNull();
  expect(leastSquaresLine(at(1234.1))).toBeNull();
  expect(leastSquaresLine(at(1e6 + 0.1))).toBeNull();
  expect(leastSquaresLine([])).toBeNull();
});

test("times a day apart far from the start still give one", () => {
  const line = leastSquaresLine([
    { time: 400, value: 1 },
    { time: 400 + 1 / 30.4375, value: 2 },
  ]);
  expect(line?.slope).toBeCloseTo(30.4375, 6);
});
