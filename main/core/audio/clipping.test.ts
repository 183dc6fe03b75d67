import { expect, test } from "vitest";
import { clippedFraction } from "./clipping.ts";

const tone = (amplitude: number, hz = 200) =>
  Float32Array.from({ length: 48_000 }, (_, n) =>
    Math.max(-1, Math.min(1, amplitude * Math.sin((2 * Math.PI * hz * n) / 48_000))),
  );

test("a steady tone that is cut off hard is clipped, though no two of its samples lie near each other", () => {
  const cut = tone(3);
  const share = cut.filter((sample) => Math.abs(sample) === 1).length / cut.length;
  expect(clippedFraction(cut)).toBeCloseTo(share, 2);
});

test("a steady tone that reaches full scale is not", () => {
  expect(clippedFraction(tone(1))).toBe(0);
});
