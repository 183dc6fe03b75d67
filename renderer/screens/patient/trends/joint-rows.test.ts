import { expect, test } from "vitest";
import type { JointVisit } from "../../../../shared/domain/trend.ts";
import { jointRows } from "./joint-rows.ts";

const moved = (id: string, inMdc: number, task = "ddk-pa") => ({ id, name: id, task, inMdc });
const visit = (date: string, ...changes: ReturnType<typeof moved>[]): JointVisit => ({
  visitId: date,
  date,
  moved: changes,
});

test("one row per measure and task, one cell per visit; the last visit leads", () => {
  const rows = jointRows([
    visit("2026-01-01"),
    visit("2026-04-01", moved("hnr", -1.5, "vowel-a"), moved("ddk-cv", 1.2)),
    visit("2026-07-01", moved("ddk-rate", -3), moved("ddk-cv", 2), moved("ddk-rate", -1.1, "ddk-ta")),
  ]);
  expect(rows.map(({ id, task, inMdc }) => [id, task, ...inMdc])).toEqual([
    ["ddk-rate", "ddk-pa", null, null, -3],
    ["ddk-cv", "ddk-pa", null, 1.2, 2],
    ["ddk-rate", "ddk-ta", null, null, -1.1],
    ["hnr", "vowel-a", null, -1.5, null],
  ]);
});
