import { expect, test } from "vitest";
import { endStepSeconds, moveEnd, selectionBetween } from "./selection-range.ts";

test("a drag in either direction selects what lies between, within the recording", () => {
  expect(selectionBetween(1, 2.5, 4)).toEqual([1, 2.5]);
  expect(selectionBetween(2.5, 1, 4)).toEqual([1, 2.5]);
  expect(selectionBetween(3, 9, 4)).toEqual([3, 4]);
  expect(selectionBetween(1, 1.001, 4)).toBeNull();
});

test("an end stays on its side of the other and within the recording", () => {
  expect(moveEnd([1, 2], 0, 1.5, 4)).toEqual([1.5, 2]);
  expect(moveEnd([1, 2], 0, 3, 4)).toEqual([1.995, 2]);
  expect(moveEnd([1, 2], 0, -1, 4)).toEqual([0, 2]);
  expect(moveEnd([1, 2], 1, 0, 4)).toEqual([1, 1.005]);
  expect(moveEnd([1, 2], 1, 9, 4)).toEqual([1, 4]);
});

test("arrows move an end by 10, 100 or 1 ms", () => {
  const key = (name: string, held = {}) => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...held,
  });
  expect(endStepSeconds(key("ArrowRight"))).toBe(0.01);
  expect(endStepSeconds(key("ArrowLeft", { shiftKey: true }))).toBe(-0.1);
  expect(endStepSeconds(key("ArrowLeft", { ctrlKey: true }))).toBe(-0.001);
  expect(endStepSeconds(key("a"))).toBeNull();
});
