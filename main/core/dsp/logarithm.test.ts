import { expect, test } from "vitest";
import { logarithmInPlace } from "./logarithm.ts";

test("equals Math.log over the whole range of doubles, also in part of an array", () => {
  const numbers = Float64Array.from(
    { length: 20_000 },
    (_, i) => 10 ** (-300 + 0.03 * i) * (1 + (i % 97) / 89),
  );
  const logs = numbers.slice();
  logarithmInPlace(logs.subarray(1));
  expect(logs[0]).toBe(numbers[0]);
  for (let i = 1; i < logs.length; i++)
    expect(Math.abs(logs[i]! - Math.log(numbers[i]!))).toBeLessThan(3e-13);
  const near = Float64Array.of(1, 1 + 1e-9, 1 - 1e-9, 2, 0.5);
  const expected = near.map(Math.log);
  logarithmInPlace(near);
  for (let i = 0; i < near.length; i++) expect(Math.abs(near[i]! - expected[i]!)).toBeLessThan(1e-14);
});
