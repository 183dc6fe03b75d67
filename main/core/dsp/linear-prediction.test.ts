import { expect, test } from "vitest";
import { noise } from "../measures/test-signals.ts";
import { errorFilter } from "./linear-prediction.ts";

test("the error filter of an autoregressive signal has its coefficients", () => {
  const x = Float64Array.from(noise(20_000));
  for (let i = 2; i < x.length; i++) x[i]! += 1.5 * x[i - 1]! - 0.8 * x[i - 2]!;
  const a = errorFilter(x, 3);
  expect(a[0]).toBeCloseTo(-1.5, 1);
  expect(a[1]).toBeCloseTo(0.8, 1);
  expect(Math.abs(a[2]!)).toBeLessThan(0.03);
});

test("silence is predicted by nothing", () => {
  expect(errorFilter(new Float64Array(100), 2)).toEqual(new Float64Array(2));
});
