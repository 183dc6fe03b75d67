import { expect, test } from "vitest";
import { randomNumbers } from "./random.fixture.ts";
import { mergeTimes, theilSen } from "./theil-sen.ts";

const series = (...pairs: [number, number][]) => pairs.map(([time, value]) => ({ time, value }));

test("a straight line is found exactly, and one outlier does not move it", () => {
  const line = series([0, 5], [1, 4.5], [3, 3.5], [4, 3], [7, 1.5], [8, 1]);
  expect(theilSen(line)).toEqual({ slope: -0.5, lower: -0.5, upper: -0.5, intercept: 5, times: 6 });
  const outlier = theilSen([...line.slice(0, 4), { time: 5, value: 40 }, { time: 7, value: 1.5 }]);
  expect(outlier?.slope).toBe(-0.5);
});

test("the median of pairwise slopes by hand", () => {
  // slopes 1, 2, 5/3, 3, 2, 1 -> sorted 1, 1, 5/3, 2, 2, 3
  const line = theilSen(series([0, 0], [1, 1], [2, 4], [3, 5]));
  expect(line?.slope).toBeCloseTo((5 / 3 + 2) / 2, 12);
});

test("least squares with t at four points: scipy.stats.linregress 0.0 +- 4.302653 * stderr", () => {
  // x = 0 1 2 3, y = 1 0 0 1: slope 0, residual sum 1, stderr sqrt(1 / 2 / 5)
  const line = theilSen(series([0, 1], [1, 0], [2, 0], [3, 1]));
  expect(line?.lower).toBeCloseTo(-4.302653 * Math.sqrt(0.1), 5);
  expect(line?.upper).toBeCloseTo(4.302653 * Math.sqrt(0.1), 5);
});

test("fewer than three times give no line", () => {
  expect(theilSen(series([0, 1], [1, 2]))).toBeNull();
  expect(theilSen(series([0, 1], [0, 3], [1, 2]))).toBeNull();
  expect(mergeTimes(series([2, 1], [0, 1], [0, 3]))).toEqual(series([0, 2], [2, 1]));
});

test.each([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  "the interval holds the true slope in 95 +- 2 percent of 5,000 simulated patients with %i irregular visits",
  (visits) => {
    const random = randomNumbers(visits);
    const patients = 5000;
    let held = 0;
    for (let patient = 0; patient < patients; patient++) {
      const trueSlope = random.normal();
      let time = 0;
      const points = Array.from({ length: visits }, () => {
        time += 0.5 + 5 * random.uniform();
        return { time, value: 10 + trueSlope * time + 2 * random.normal() };
      });
      const { lower, upper } = theilSen(points)!;
      if (lower <= trueSlope && trueSlope <= upper) held++;
    }
    expect(held / patients).toBeGreaterThan(0.93);
    expect(held / patients).toBeLessThan(0.97);
  },
);

test.each([6, 9, 12])("with heavy tails (t, 2 degrees of freedom) too, at %i visits", (visits) => {
  const random = randomNumbers(visits);
  let held = 0;
  for (let patient = 0; patient < 5000; patient++) {
    const points = Array.from({ length: visits }, (_, i) => ({
      time: i + random.uniform() / 2,
      value: random.normal() / Math.sqrt((random.normal() ** 2 + random.normal() ** 2) / 2),
    }));
    const { lower, upper } = theilSen(points)!;
    if (lower <= 0 && 0 <= upper) held++;
  }
  expect(held / 5000).toBeGreaterThan(0.93);
  expect(held / 5000).toBeLessThan(0.97);
});
