import { expect, test } from "vitest";
import type { ChartColours } from "./chart-colours.ts";
import { outsidePart } from "./spectrogram-figure.ts";

const colours = { surface: "#fff", text: "#000" } as ChartColours;

test("what was not measured is dimmed, with a line at either end of the part", () => {
  const shapes = outsidePart({ startSeconds: 1.5, endSeconds: 4.05 }, 6, colours);
  expect(shapes.map(({ type, x0, x1 }) => [type, x0, x1])).toEqual([
    ["rect", 0, 1.5],
    ["line", 1.5, 1.5],
    ["rect", 4.05, 6],
    ["line", 4.05, 4.05],
  ]);
});

test("a part that is the whole recording, or none, dims nothing", () => {
  expect(outsidePart({ startSeconds: 0, endSeconds: 6 }, 6, colours)).toEqual([]);
  expect(outsidePart(null, 6, colours)).toEqual([]);
});
