import { expect, test } from "vitest";
import type { NormJudgement } from "../domain/norm.ts";
import { centreShare, limitShare, normShare } from "./norm-scale.ts";

const norm = (side: "higher" | "lower", limit: number, centre: number | null) =>
  ({ side, limit, centre }) as NormJudgement;

test("limit and centre of every norm lie at the same places, worse to the left", () => {
  expect(normShare(norm("lower", 10, 14), 10)).toBe(limitShare);
  expect(normShare(norm("lower", 10, 14), 14)).toBeCloseTo(centreShare);
  expect(normShare(norm("higher", 1.04, 0.4), 0.4)).toBeCloseTo(centreShare);
  expect(normShare(norm("higher", 1.04, 0.4), 2)).toBeLessThan(limitShare);
  expect(normShare(norm("lower", 150, null), 120)).toBeLessThan(limitShare);
});
