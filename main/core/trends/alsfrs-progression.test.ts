import { expect, test } from "vitest";
import { Alsfrs, alsfrsBulbar, alsfrsTotal } from "../../../shared/domain/alsfrs.ts";
import { visitOn } from "../findings/findings.fixtures.ts";
import { alsfrsSlopes, progressionRate } from "./alsfrs-progression.ts";

const healthy: Alsfrs = {
  ...{ speech: 4, salivation: 4, swallowing: 4, handwriting: 4, cuttingFood: 4, gastrostomy: false },
  ...{ dressing: 4, turningInBed: 4, walking: 4, climbingStairs: 4 },
  ...{ dyspnoea: 4, orthopnoea: 4, respiratoryInsufficiency: 4 },
  ...{ rater: "", mode: null },
};

test("12 items make 48, bulbar 12; the kind of item 5 is no item", () => {
  expect(alsfrsTotal(healthy)).toBe(48);
  expect(alsfrsBulbar(healthy)).toBe(12);
  expect(alsfrsTotal({ ...healthy, gastrostomy: true, cuttingFood: 1 })).toBe(45);
  expect(alsfrsBulbar({ ...healthy, speech: 1, salivation: 2, swallowing: 3, walking: 0 })).toBe(6);
  expect(Alsfrs.safeParse({ ...healthy, walking: 5 }).success).toBe(false);
  expect(Alsfrs.safeParse({ ...healthy, walking: 1.5 }).success).toBe(false);
});

test("dFS: 12 points in 12 months are 1 a month; none at the onset", () => {
  const lost = { ...healthy, walking: 0, climbingStairs: 0, dressing: 0 };
  expect(progressionRate(lost, "2025-01-01", "2026-01-01")).toBeCloseTo(12 / (365 / 30.4375), 10);
  expect(progressionRate(lost, "2026-01-01", "2026-01-01")).toBeNull();
});

test("slopes of total and bulbar from three dates on", () => {
  const visits = ["2025-01-01", "2025-05-03", "2025-09-02"].map((date) => visitOn(date));
  const entries = visits.map(({ id }, i) => ({
    visitId: id,
    alsfrs: { ...healthy, speech: 4 - i, walking: 4 - i },
  }));
  const { total, bulbar } = alsfrsSlopes(visits, entries);
  const months = 122 / 30.4375;
  expect(total?.slope).toBeCloseTo(-2 / months, 10);
  expect(bulbar?.slope).toBeCloseTo(-1 / months, 10);
  expect(alsfrsSlopes(visits, entries.slice(1))).toEqual({ total: null, bulbar: null });
});

test("slopes from the earliest date, whatever order they came in; a form of a visit that is gone counts for nothing", () => {
  const visits = ["2025-09-02", "2025-01-01", "2025-05-03"].map((date) => visitOn(date));
  const speech = [1, 4, 2];
  const entries = [
    ...visits.map(({ id }, i) => ({ visitId: id, alsfrs: { ...healthy, speech: speech[i]! } })),
    { visitId: "gone", alsfrs: { ...healthy, speech: 0 } },
  ];
  const { total, bulbar } = alsfrsSlopes(visits, entries);
  expect(total?.slope).toBeCloseTo(-3 / (244 / 30.4375), 10);
  expect(total?.intercept).toBeCloseTo(48, 10);
  expect(bulbar?.intercept).toBeCloseTo(12, 10);
});

test("a form without its total gives no rate, and counts for the slope of what it has", () => {
  const bulbarAlone: Alsfrs = { ...healthy, walking: null, dressing: null };
  expect(progressionRate(bulbarAlone, "2025-01-01", "2026-01-01")).toBeNull();
  const visits = ["2025-01-01", "2025-05-03", "2025-09-02"].map((date) => visitOn(date));
  const entries = visits.map(({ id }, i) => ({ visitId: id, alsfrs: { ...bulbarAlone, speech: 4 - i } }));
  const { total, bulbar } = alsfrsSlopes(visits, entries);
  expect(total).toBeNull();
  expect(bulbar?.slope).toBeCloseTo(-1 / (122 / 30.4375), 10);
});
