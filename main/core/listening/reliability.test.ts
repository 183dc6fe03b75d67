import { expect, test } from "vitest";
import { intraclassCorrelation, weightedKappa } from "./reliability.ts";

/** Six subjects, four judges: Shrout & Fleiss 1979, table 2. */
const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

test("ICC(2,1) of Shrout and Fleiss' example is their 0.29, its interval that of R's psych and pingouin", () => {
  const found = intraclassCorrelation(shroutFleiss)!;
  expect(found.value).toBeCloseTo(0.2898, 4);
  expect(found.lower).toBeCloseTo(0.0188, 4);
  expect(found.upper).toBeCloseTo(0.7611, 4);
});

test("two listeners who always agree have 1, and a steady difference counts against them", () => {
  const same = [10, 40, 70, 90].map((mark) => [mark, mark]);
  expect(intraclassCorrelation(same)).toMatchObject({ value: 1, lower: 1, upper: 1 });
  const shifted = [10, 40, 70, 90].map((mark) => [mark, mark + 30]);
  expect(intraclassCorrelation(shifted)!.value).toBeLessThan(0.9);
});

const first = [0, 1, 1, 2, 3, 2, 0, 1, 3, 2, 1, 0, 2, 3, 1];
const second = [0, 1, 2, 2, 3, 1, 1, 1, 2, 2, 0, 0, 3, 3, 1];

test("weighted kappa and its interval are those of statsmodels 0.14 (cohens_kappa, quadratic)", () => {
  const found = weightedKappa(
    first.map((mark, k) => [mark, second[k]!] as const),
    3,
  )!;
  expect(found.value).toBeCloseTo(0.8093220338983051, 6);
  expect(found.lower).toBeCloseTo(0.6602301775141117, 6);
  expect(found.upper).toBeCloseTo(0.9584138902824986, 6);
});

test("too few recordings, or marks that never differ, tell nothing", () => {
  expect(intraclassCorrelation(shroutFleiss.slice(0, 2))).toBeNull();
  expect(
    intraclassCorrelation([
      [5, 5],
      [5, 5],
      [5, 5],
    ]),
  ).toBeNull();
  expect(
    weightedKappa(
      [
        [0, 1],
        [2, 2],
      ],
      3,
    ),
  ).toBeNull();
  expect(
    weightedKappa(
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      3,
    ),
  ).toBeNull();
});
