import { describe, expect, test } from "vitest";
import { randomOf } from "../../main/core/dsp/random.ts";
import { judgeChange } from "../../main/core/findings/change.ts";
import { detectableChange } from "../../main/core/findings/error.ts";
import { simulateChanges, simulatedVisits } from "./simulated-changes.ts";

const patients = 20_000;
const beyondAtMost = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / patients); // three standard errors of the simulation

describe("of stable patients at most 5 % exceed, and the interval holds the true change in 95 +- 2 %", () => {
  const cells = [
    ...[2, 3, 5, 10].map((visits) => ({ kind: "published" as const, visits })),
    ...[5, 6, 8, 10].map((visits) => ({ kind: "own-line" as const, visits })),
    ...[2, 3, 4].map((visits) => ({ kind: "repeats" as const, visits })),
  ];
  test.each(cells)("$kind, $visits visits", ({ kind, visits }) => {
    for (const since of ["baseline", "last"] as const) {
      const random = randomOf(100 * visits + kind.length);
      const { beyond, covered, errors } = simulateChanges({ kind, visits, since, patients }, random);
      expect(errors.every((error) => error?.kind === kind)).toBe(true);
      expect(beyond).toBeLessThan(beyondAtMost);
      expect(covered).toBeGreaterThan(0.93);
      expect(covered).toBeLessThan(0.97);
    }
  });

  test("a steady decline and a step leave the coverage of the own line as it is", () => {
    const simulated = { kind: "own-line" as const, visits: 7, perMonth: -4, trueChange: -15 };
    const truth = -4 * (6 - 0.5) - 15;
    const random = randomOf(3);
    let covered = 0;
    for (let patient = 0; patient < 5000; patient++) {
      const visits = simulatedVisits(simulated, random);
      const change = judgeChange({
        visit: visits[6]!,
        earlier: visits.slice(0, 6),
        unit: "1/s",
        published: null,
        worse: "lower",
      }).baseline!;
      if (Math.abs(change.value - truth) <= change.error!.limit) covered++;
    }
    expect(covered / 5000).toBeGreaterThan(0.93);
  });

  test("the normal quantile in place of t would break the promise: the check can fail", () => {
    const random = randomOf(9);
    let beyond = 0;
    for (let patient = 0; patient < 5000; patient++) {
      const visits = simulatedVisits({ kind: "own-line", visits: 5 }, random);
      const change = judgeChange({
        visit: visits[4]!,
        earlier: visits.slice(0, 4),
        unit: "1/s",
        published: null,
        worse: "lower",
      }).baseline!;
      const normalLimit = (change.error!.limit * 1.959964) / 4.302653;
      if (Math.abs(change.value) > normalLimit) beyond++;
    }
    expect(beyond / 5000).toBeGreaterThan(0.1);
  });
});

test.each([
  ["published", 4],
  ["own-line", 5],
  ["own-line", 8],
] as const)(
  "the change said to be found in 80 of 100 is found in 80 of 100: %s, %i visits",
  (kind, count) => {
    const random = randomOf(count);
    let found = 0;
    for (let patient = 0; patient < 5000; patient++) {
      const visits = simulatedVisits({ kind, visits: count }, random);
      const published = kind === "published" ? { sem: 3, source: "simulated" } : null;
      const judge = (value: number) =>
        judgeChange({
          visit: { ...visits.at(-1)!, value },
          earlier: visits.slice(0, -1),
          unit: "1/s",
          published,
          worse: "lower",
        }).baseline!;
      const value = visits.at(-1)!.value;
      const changed = judge(value - detectableChange(judge(value).error!));
      if (changed.label === "exceeds-measurement-error" && changed.direction === "worse") found++;
    }
    expect(found / 5000).toBeGreaterThan(0.78);
    expect(found / 5000).toBeLessThan(0.83);
  },
);
