import { afterAll, expect, test } from "vitest";
import { parabolicMaximum, sincInterpolate, sincMaximum } from "./interpolation.ts";
import { Workspace } from "./kernels.ts";

const room = new Workspace();
afterAll(() => room.release());

const tone = (n: number, period: number, phase = 0) =>
  room.floatsOf(Array.from({ length: n }, (_, i) => Math.cos((2 * Math.PI * (i - phase)) / period)));

test("a tone is interpolated to 1e-4 at depth 70 and passes through its samples", () => {
  const y = tone(400, 7.3);
  for (const x of [150.25, 200.5, 199.999, 230.01])
    expect(sincInterpolate(y, x, 70)).toBeCloseTo(Math.cos((2 * Math.PI * x) / 7.3), 4);
  expect(sincInterpolate(y, 123, 70)).toBe(y.values[123]);
});

test("the interpolation is the Hann-windowed sinc, summed term by term", () => {
  const y = room.floatsOf(Array.from({ length: 60 }, (_, i) => Math.sin(i * i)));
  const [left, phase, reach] = [24, 0.3, 25];
  let sum = 0;
  for (let i = left - reach + 1; i <= left + reach; i++) {
    const distance = Math.PI * (left + phase - i);
    const width = reach + (i <= left ? phase : 1 - phase);
    sum += ((y.values[i]! * Math.sin(distance)) / distance) * (0.5 + 0.5 * Math.cos(distance / width));
  }
  expect(sincInterpolate(y, left + phase, 30)).toBeCloseTo(sum, 12);
});

test("the ends continue and the reach shrinks towards them: linear, then cubic", () => {
  const y = room.floatsOf([1, 2, 4, 8, 16]);
  expect(sincInterpolate(y, -3, 70)).toBe(1);
  expect(sincInterpolate(y, 9, 70)).toBe(16);
  expect(sincInterpolate(y, 0.25, 70)).toBe(1.25);
  // slopes 1.5 and 3: bend = 0.5 * 1.5 + 0 = 0.75; 0.5 * 2 + 0.5 * 4 - 0.25 * 0.75
  expect(sincInterpolate(y, 1.5, 70)).toBeCloseTo(2.8125, 12);
});

test.each([
  [70, 2e-4],
  [700, 2e-5],
] as const)("the crest of a tone between samples is found with depth %d", (depth, tolerance) => {
  const phase = 1000.37;
  const { index, value } = sincMaximum(tone(2000, 9.1, phase), 1000, depth);
  expect(Math.abs(index - phase)).toBeLessThan(tolerance);
  expect(Math.abs(value - 1)).toBeLessThan(tolerance);
});

test("a parabola is found exactly, the end sample stays", () => {
  expect(parabolicMaximum(3, 4, 3.5)).toEqual({ index: 0.25 / 1.5, value: 4 + 0.03125 / 1.5 });
  const y = room.floatsOf([5, 4, 3, 2]);
  expect(sincMaximum(y, 0, 70)).toEqual({ index: 0, value: 5 });
});
