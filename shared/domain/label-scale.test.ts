import { expect, test } from "vitest";
import { expectedLevelOf, levelsOf } from "./label-scale.ts";

const severity = ["1 severe", "2 moderate", "3 mild", "4 no detectable dysarthria", "5 healthy control"];

test("numbered labels are their own levels, others count from 0", () => {
  expect(levelsOf(severity)).toEqual([1, 2, 3, 4, 5]);
  expect(levelsOf(["control", "ALS without bulbar signs", "ALS with bulbar signs"])).toEqual([0, 1, 2]);
  expect(levelsOf(["1 severe", "3 mild"])).toEqual([0, 1]);
});

test("a certain answer has its label's level", () => {
  expect(expectedLevelOf(severity, [1, 0, 0, 0, 0])).toBe(1);
  expect(expectedLevelOf(severity, [0, 0, 0, 0, 1])).toBe(5);
  expect(expectedLevelOf(severity, [0.5, 0.5, 0, 0, 0])).toBe(1.5);
});
