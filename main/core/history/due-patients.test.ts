import { expect, test } from "vitest";
import { duePatients } from "./due-patients.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { archivePatient, createPatient } from "./patients.ts";
import { createVisit } from "./visits.ts";

test("the next visit is due so many months after the last; longest overdue first, archived patients never", () => {
  const history = temporaryHistory({ now: () => new Date("2026-06-30T12:00:00Z") });
  const seen = (code: string, ...dates: string[]) => {
    const { id } = createPatient(history, patientDetails(code));
    for (const date of dates) createVisit(history, { ...visitDetails(date), patientId: id });
    return id;
  };
  seen("today", "2025-12-01", "2026-03-30");
  seen("tomorrow", "2026-03-31");
  seen("overdue", "2026-01-15");
  seen("never");
  archivePatient(history, seen("archived", "2025-01-01"), true);
  const due = (most: number) => duePatients(history, { intervalMonths: 3, today: "2026-06-30", most });
  expect(due(10).entries.map(({ code, due }) => [code, due])).toEqual([
    ["overdue", "2026-04-15"],
    ["today", "2026-06-30"],
  ]);
  expect(due(1)).toMatchObject({ total: 2, entries: [{ code: "overdue", lastVisit: "2026-01-15" }] });
});
