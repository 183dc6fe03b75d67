import { expect, test } from "vitest";
import { improveMaximum, improveMinimum, parabolicMaximum, sincInterpolate } from "./interpolation.ts";

const tone = (n: number, period: number, phase = 0) =>
  Float64Array.from({ length: n }, (_, i) => Math.cos((2 * Math.PI * (i - phase)) / period));

test("a tone is interpolated to 1e-4 at depth 70 and passes through its samples", () => {
  const y = tone(400, 7.3);
  for (const x of [150.25, 200.5, 199.999, 230.01])
    expect(sincInterpolate(y, x, 70)).toBeCloseTo(Math.cos((2 * Math.PI * x) / 7.3), 4);
  expect(sincInterpolate(y, 123, 70)).toBe(y[123]);
});

test("the ends continue and the reach shrinks towards them: linear, then cubic", () => {
  const y = Float64Array.of(1, 2, 4, 8, 16);
  expect(sincInterpolate(y, -3, 70)).toBe(1);
  expect(sincInterpolate(y, 9, 70)).toBe(16);
  expect(sincInterpolate(y, 0.25, 70)).toBe(1.25);
  // slopes 1.5 and 3: bend = 0.5 * 1.5 + 0 = 0.75; 0.5 * 2 + 0.5 * 4 - 0.25 * 0.75
  expect(sincInterpolate(y, 1.5, 70)).toBeCloseTo(2.8125, 12);
});

test.each([
  ["sinc70", 2e-4],
  ["sinc700", 2e-5],
] as const)("the crest of a tone between samples is found by %s", (interpolation, tolerance) => {
  const phase = 1000.37;
  const y = tone(2000, 9.1, phase);
  const { index, value } = improveMaximum(y, 1000, interpolation);
  expect(Math.abs(index - phase)).toBeLessThan(tolerance);
  expect(Math.abs(value - 1)).toBeLessThan(tolerance);
  const trough = improveMinimum(tone(2000, 9.1, phase + 4.55), 1000, interpolation);
  expect(Math.abs(trough.index - phase)).toBeLessThan(tolerance);
  expect(Math.abs(trough.value + 1)).toBeLessThan(tolerance);
});

test("a parabola is found exactly, the end sample stays", () => {
  expect(parabolicMaximum(3, 4, 3.5)).toEqual({ index: 0.25 / 1.5, value: 4 + 0.03125 / 1.5 });
  const y = Float64Array.from({ length: 9 }, (_, i) => 5 - (i - 4.2) ** 2);
  expect(improveMaximum(y, 4, "parabolic").index).toBeCloseTo(4.2, 12);
  expect(improveMaximum(y, 0, "sinc70")).toEqual({ index: 0, value: y[0] });
});
