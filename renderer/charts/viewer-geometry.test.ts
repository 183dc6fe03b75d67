import { expect, test } from "vitest";
import { viewerHeight, viewerMargin } from "./spectrogram-figure.ts";
import { axisShareAt, pixelAt, rangeShowing, secondsAt, zoomedRange } from "./viewer-geometry.ts";

const width = 1000;
const right = width - viewerMargin.r;

test("the edges of the plot are the ends of the time range", () => {
  expect(secondsAt(viewerMargin.l, width, [2, 4])).toBe(2);
  expect(secondsAt(right, width, [2, 4])).toBe(4);
  expect(pixelAt(3, width, [2, 4])).toBe((viewerMargin.l + right) / 2);
});

test("a time that is zoomed away has no pixel", () => {
  expect(pixelAt(1.9, width, [2, 4])).toBeNull();
  expect(pixelAt(4.1, width, [2, 4])).toBeNull();
});

test("the foot of the plot is 0 Hz, the waveform above has no frequency", () => {
  expect(axisShareAt(viewerHeight - viewerMargin.b)).toBeCloseTo(0);
  expect(axisShareAt(viewerMargin.t + 0.25 * (viewerHeight - viewerMargin.t - viewerMargin.b))).toBeCloseTo(
    1,
  );
  expect(axisShareAt(viewerMargin.t + 2)).toBeNull();
});

test("zooming keeps the time it is about in its place, and stays in the recording", () => {
  expect(zoomedRange([0, 8], 0.5, 2, 8)).toEqual([1, 5]);
  expect(zoomedRange([1, 5], 0.5, 7, 8)).toEqual([6, 8]);
  expect(zoomedRange([6, 8], 2, 8, 8)).toEqual([4, 8]);
  expect(zoomedRange([4, 8], 2, 6, 8)).toBeNull();
  const [from, to] = zoomedRange([3, 3.06], 0.5, 3.03, 8)!;
  expect(to - from).toBeCloseTo(0.05);
});

test("a range moves only to a time that it does not show", () => {
  expect(rangeShowing([1, 3], 2.9, 8)).toEqual([1, 3]);
  expect(rangeShowing([1, 3], 5, 8)).toEqual([4, 6]);
  expect(rangeShowing([1, 3], 7.9, 8)).toEqual([6, 8]);
});
