import { expect, test } from "vitest";
import { audited } from "./audit.ts";
import { auditPage, lastLogOnsOf } from "./audit-page.ts";
import { patientDetails, temporaryHistory } from "./history.fixtures.ts";
import type { History } from "./open-history.ts";
import { createPatient, getPatient, removePatient } from "./patients.ts";

const as = (history: History, actor: string): History => ({ ...history, actor });

/** Five rows of two people, one after the other. */
function day() {
  let clock = Date.parse("2026-11-26T08:00:00Z");
  const now = () => {
    clock += 60_000;
    return new Date(clock);
  };
  const history = temporaryHistory({ now, actor: "dr-x" });
  const logOn = () =>
    audited(
      history,
      () => {},
      () => ({ action: "update", patientId: null, subject: "session", detail: "log-on" }),
    );
  logOn();
  const one = createPatient(history, patientDetails("P1", "Margarethe Zahnlos"));
  const two = createPatient(as(history, "dr-y"), patientDetails("P2", "Ernst Ohnesorg"));
  getPatient(as(history, "dr-y"), one.id);
  logOn();
  const numbers = (wanted: Partial<Parameters<typeof auditPage>[1]>) =>
    auditPage(history, { limit: 100, ...wanted }).rows.map(({ number }) => number);
  return { history, two, numbers };
}

test("newest first, page by page, until there is no more", () => {
  const { history, numbers } = day();
  expect(numbers({})).toEqual([5, 4, 3, 2, 1]);
  const first = auditPage(history, { limit: 2 });
  expect(first.hasMore).toBe(true);
  expect(first.actors).toEqual(["dr-x", "dr-y"]);
  const last = auditPage(history, { limit: 3, before: first.rows.at(-1)?.number });
  expect(last.rows.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(last.hasMore).toBe(false);
});

test("by who, what, which patient and when, and all of it at once", () => {
  const { history, two, numbers } = day();
  expect(numbers({ actor: "dr-y" })).toEqual([4, 3]);
  expect(numbers({ action: "create" })).toEqual([3, 2]);
  expect(numbers({ patient: "P1" })).toEqual([4, 2]);
  expect(numbers({ patient: two.id })).toEqual([3]);
  const { rows } = auditPage(history, { limit: 100 }); // 5, 4, 3, 2, 1
  expect(numbers({ from: rows[3]?.at, until: rows[1]?.at })).toEqual([3, 2]);
  expect(numbers({ actor: "dr-y", action: "read", patient: "P1" })).toEqual([4]);
  expect(() => numbers({ patient: "P9" })).toThrow(expect.objectContaining({ code: "not-found" }));
});

test("the code stands there as long as there is such a patient", () => {
  const { history, two, numbers } = day();
  const codes = () => auditPage(history, { limit: 100 }).rows.map(({ patientCode }) => patientCode);
  expect(codes()).toEqual([null, "P1", "P2", "P1", null]);
  removePatient(history, two.id);
  expect(codes()).toEqual([null, null, "P1", null, "P1", null]);
  expect(numbers({ patient: two.id })).toHaveLength(2);
});

test("the last log-on of each user", () => {
  const { history } = day();
  const [last] = auditPage(history, { limit: 1 }).rows;
  expect(lastLogOnsOf(history)).toEqual(new Map([["dr-x", last?.at]]));
});
