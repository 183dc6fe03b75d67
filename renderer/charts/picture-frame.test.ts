import { expect, test } from "vitest";
import {
  hertzAt,
  pictureFrame,
  pixelAt,
  rangeShowing,
  secondsAt,
  timeTicks,
  zoomedRange,
} from "./picture-frame.ts";

const frame = pictureFrame(1000, 480);
const { left, width, top, height } = frame.spectrogram;

test("the edges of the plot are the ends of the time range", () => {
  expect(secondsAt(left, frame, [2, 4])).toBe(2);
  expect(secondsAt(left + width, frame, [2, 4])).toBe(4);
  expect(pixelAt(3, frame, [2, 4])).toBe(left + width / 2);
});

test("a time that is zoomed away has no pixel", () => {
  expect(pixelAt(1.9, frame, [2, 4])).toBeNull();
  expect(pixelAt(4.1, frame, [2, 4])).toBeNull();
});

test("the foot of the spectrogram is 0 Hz, the waveform above has no frequency", () => {
  expect(hertzAt(top + height, frame, "mel", 8000)).toBe(0);
  expect(hertzAt(top, frame, "mel", 8000)).toBeCloseTo(8000, 8);
  expect(hertzAt(top + height / 2, frame, "linear", 8000)).toBe(4000);
  expect(hertzAt(frame.waveform.top + 2, frame, "linear", 8000)).toBeNull();
});

test("the waveform lies above the spectrogram, both within the picture", () => {
  expect(frame.waveform.top + frame.waveform.height).toBeLessThan(top);
  expect(top + height).toBeLessThan(480);
  expect(left + width).toBeLessThan(1000);
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

test("times are labelled at round steps that the width has room for", () => {
  expect(timeTicks([0, 5], 800)).toEqual({
    seconds: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5],
    decimals: 1,
  });
  expect(timeTicks([2, 9], 600).seconds).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  const close = timeTicks([1.001, 1.041], 800);
  expect(close.decimals).toBe(3);
  expect(close.seconds[0]).toBeCloseTo(1.005);
});
