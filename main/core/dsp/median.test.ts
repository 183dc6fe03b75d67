import { expect, test } from "vitest";
import { noise } from "../measures/test-signals.ts";
import { median, quantile } from "./median.ts";

test("median of odd and even counts, of equal values, of none", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([2, 2, 2, 2, 2])).toBe(2);
  expect(median([])).toBeNaN();
});

test("median equals that of the sorted values", () => {
  for (const length of [2, 17, 100, 513]) {
    const values = noise(length, length);
    const sorted = Float64Array.from(values).sort();
    expect(median(values)).toBe((sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2);
  }
});

test("quantiles as Praat: place q n + 0.5", () => {
  expect(quantile([10, 20, 30, 40], 0.5)).toBe(25);
  expect(quantile([10, 20, 30, 40], 0.25)).toBe(15);
  expect(quantile([40, 10, 30, 20], 0.99)).toBe(40);
  expect(quantile([7], 0.3)).toBe(7);
});
