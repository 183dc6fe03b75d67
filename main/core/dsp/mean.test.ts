import { expect, test } from "vitest";
import { mean, standardDeviation } from "./mean.ts";

test("mean and standard deviation (n - 1) of any numbers", () => {
  expect(mean([2, 4, 9])).toBe(5);
  expect(mean(Float64Array.of(2, 4, 9))).toBe(5);
  expect(standardDeviation([2, 4, 9])).toBeCloseTo(Math.sqrt(13), 12);
});

test("no value has no mean, one has no deviation", () => {
  expect(mean([])).toBeNaN();
  expect(standardDeviation([3])).toBeNaN();
});
