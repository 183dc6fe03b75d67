import { expect, test } from "vitest";
import { placeWindow } from "./window-place.ts";

const laptop = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 2560, height: 1440 };
const small = { x: 0, y: 0, width: 1280, height: 720 };

test("the first window has the usual size in the middle of the main display", () => {
  expect(placeWindow(null, [laptop])).toEqual({
    x: 240,
    y: 73,
    width: 1440,
    height: 960,
    isMaximised: false,
  });
});

test("a window opens where it was, on whichever display, maximised or not", () => {
  const was = { x: 2100, y: 40, width: 1600, height: 1000, isMaximised: true };
  expect(placeWindow(was, [laptop, second])).toEqual(was);
});

test("a window whose display is gone comes to the main one with its size", () => {
  const was = { x: 2100, y: 40, width: 1600, height: 1000, isMaximised: true };
  expect(placeWindow(was, [laptop])).toEqual({ x: 160, y: 53, width: 1600, height: 1000, isMaximised: true });
});

test("a window is never larger than its display, nor out of the mouse's reach", () => {
  const large = { x: 0, y: 0, width: 3000, height: 2000, isMaximised: false };
  expect(placeWindow(large, [small])).toMatchObject({ width: 1280, height: 720 });
  const above = { x: 100, y: -500, width: 1440, height: 960, isMaximised: false };
  expect(placeWindow(above, [laptop]).y).toBeGreaterThanOrEqual(laptop.y);
  const leftOver = { x: -1400, y: 100, width: 1440, height: 960, isMaximised: false };
  expect(placeWindow(leftOver, [laptop]).x).toBe(240);
});

test("without any display a window opens all the same", () => {
  expect(placeWindow(null, [])).toMatchObject({ width: 1440, height: 960 });
});
