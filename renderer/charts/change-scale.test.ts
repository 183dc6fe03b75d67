import { expect, test } from "vitest";
import { placeChange } from "./change-scale.ts";

test("worse goes left whatever the sign of the change, better right", () => {
  expect(placeChange({ inError: 2, direction: "worse" })).toEqual({ end: 0.25, broken: false });
  expect(placeChange({ inError: -2, direction: "worse" })).toEqual({ end: 0.25, broken: false });
  expect(placeChange({ inError: -1, direction: "better" })).toEqual({ end: 0.625, broken: false });
  expect(placeChange({ inError: 0, direction: null })).toEqual({ end: 0.5, broken: false });
});

test("beyond four errors the bar is broken at its end", () => {
  expect(placeChange({ inError: -6.2, direction: "worse" })).toEqual({ end: 0, broken: true });
  expect(placeChange({ inError: 4, direction: "better" })?.broken).toBe(false);
});

test("without an error or a worse side there is no bar", () => {
  expect(placeChange({ inError: null, direction: "worse" })).toBeNull();
  expect(placeChange({ inError: 3, direction: null })).toBeNull();
});
