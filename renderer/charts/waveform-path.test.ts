import { expect, test } from "vitest";
import { waveformLimit, waveformPath } from "./waveform-path.ts";

const waveform = {
  durationSeconds: 4,
  minimum: [-0.5, -0.25, -0.25, -0.5],
  maximum: [0.5, 0.25, 0.25, 0.5],
  clipped: [],
};
const box = { left: 10, top: 0, width: 100, height: 60 };

test("the envelope runs along its maxima and back along its minima", () => {
  expect(waveformLimit(waveform)).toBeCloseTo(0.6);
  expect(waveformPath(waveform, [0, 4], box)).toBe(
    "M22.5 5.0L47.5 17.5L72.5 17.5L97.5 5.0L97.5 55.0L72.5 42.5L47.5 42.5L22.5 55.0Z",
  );
});

test("beside a louder one the envelope is drawn on the louder one's axis", () => {
  const [path] = waveformPath(waveform, [0, 4], box, 1.2).split("L");
  expect(path).toBe("M22.5 17.5");
});

test("of a zoomed picture only the columns in sight and their neighbours are drawn", () => {
  const path = waveformPath({ ...waveform, durationSeconds: 400 }, [150, 160], box);
  expect(path.split("L")).toHaveLength(8);
  const long = { ...waveform, minimum: Array(400).fill(-0.1), maximum: Array(400).fill(0.1) };
  expect(waveformPath({ ...long, durationSeconds: 400 }, [150, 160], box).split("L").length).toBeLessThan(30);
});

test("a silent recording has an axis all the same", () => {
  expect(waveformLimit({ minimum: [0], maximum: [0] })).toBeCloseTo(0.012);
});
