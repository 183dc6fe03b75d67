import { expect, test } from "vitest";
import { viewerHeight, viewerMargin } from "./spectrogram-figure.ts";
import { axisShareAt, pixelAt, secondsAt } from "./viewer-geometry.ts";

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
