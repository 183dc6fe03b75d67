import { expect, test } from "vitest";
import { projectLine } from "./projection.ts";
import { randomNumbers } from "./random.fixture.ts";

test("a straight line goes on, without error", () => {
  const points = [0, 2, 5].map((time) => ({ time, value: 3 - time }));
  const at = projectLine(points, 10);
  expect(at?.value).toBeCloseTo(-7, 10);
  expect(at!.upper - at!.lower).toBeCloseTo(0, 10);
  expect(projectLine(points.slice(1), 10)).toBeNull();
});

test("the interval by hand: t with one degree of freedom, residuals of 2, a mean time of 1", () => {
  const points = [0, 2, 0].map((value, time) => ({ time, value }));
  const { value, lower, upper } = projectLine(points, 3)!;
  const half = 12.7062 * 2 * Math.sqrt(1 + 1 / 3 + (3 - 1) ** 2 / 2);
  expect([value, lower, upper]).toEqual([0, expect.closeTo(-half, 2), expect.closeTo(half, 2)]);
});

test.each([3, 5, 8, 12])("a new value lies within the interval in 95 +- 2 in 100, %i visits", (visits) => {
  const random = randomNumbers(visits);
  const patients = 5000;
  let held = 0;
  for (let patient = 0; patient < patients; patient++) {
    let time = 0;
    const points = Array.from({ length: visits }, () => {
      time += 1 + 4 * random.uniform();
      return { time, value: 10 - time + random.normal() };
    });
    const { lower, upper } = projectLine(points, time + 3)!;
    const next = 10 - (time + 3) + random.normal();
    if (lower <= next && next <= upper) held++;
  }
  expect(held / patients).toBeGreaterThan(0.93);
  expect(held / patients).toBeLessThan(0.97);
});
