import { expect, test } from "vitest";
import { hamming, hann } from "./windows.ts";

test("periodic windows add up to a constant at half overlap, symmetric ones end as they begin", () => {
  const periodic = hann(8, "periodic");
  for (let n = 0; n < 4; n++) expect(periodic[n]! + periodic[n + 4]!).toBeCloseTo(1, 12);
  expect([...hann(5, "symmetric")].map((x) => Number(x.toFixed(12)))).toEqual([0, 0.5, 1, 0.5, 0]);
  const symmetric = hamming(9, "symmetric");
  expect(symmetric[0]).toBeCloseTo(0.08, 12);
  expect(symmetric[8]).toBeCloseTo(0.08, 12);
  expect(symmetric[4]).toBe(1);
});

test("a window of one point is 1", () => {
  expect([...hann(1, "symmetric")]).toEqual([1]);
});
