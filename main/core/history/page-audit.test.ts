import { expect, test } from "vitest";
import type { AuditFilter } from "../../../shared/contract/history.ts";
import { patientDetails, temporaryHistory } from "./history.fixtures.ts";
import { auditActors, auditPageSql, filterAudit, pageAudit } from "./page-audit.ts";
import { createPatient, getPatient, removePatient, updatePatient } from "./patients.ts";

/** Rows 1 to 7 of two users on three days. */
function trail() {
  let at = "2026-01-01T23:59:59.999Z";
  const history = temporaryHistory({ now: () => new Date(at) });
  const first = createPatient({ ...history, actor: "dr-x" }, patientDetails("P1"));
  const other = createPatient({ ...history, actor: "dr-y" }, patientDetails("P2"));
  at = "2026-01-02T00:00:00.000Z";
  getPatient({ ...history, actor: "dr-x" }, first.id);
  getPatient({ ...history, actor: "dr-y" }, first.id);
  at = "2026-01-03T12:00:00.000Z";
  updatePatient({ ...history, actor: "dr-x" }, { ...first, notes: "n" });
  getPatient({ ...history, actor: "dr-x" }, other.id);
  getPatient({ ...history, actor: "dr-x" }, first.id);
  return { history, first, other };
}

test("the trail in pages, newest first, by who, what, whom, when and text", () => {
  const { history, first } = trail();
  const numbers = (...asked: Parameters<typeof pageAudit> extends [unknown, ...infer Rest] ? Rest : never) =>
    pageAudit(history, ...asked).rows.map(({ number }) => number);
  expect(numbers({}, 3)).toEqual([7, 6, 5]);
  expect(numbers({ before: 5 }, 3)).toEqual([4, 3, 2]);
  expect(pageAudit(history, { before: 5 }, 3).more).toBe(true);
  expect(pageAudit(history, { before: 5 }, 4).more).toBe(false);
  expect(numbers({ patientId: first.id }, 100)).toEqual([7, 5, 4, 3, 1]);
  expect(numbers({ actor: "dr-y" }, 100)).toEqual([4, 2]);
  expect(numbers({ action: "update" }, 100)).toEqual([5]);
  expect(numbers({ from: "2026-01-02T00:00:00.000Z", until: "2026-01-03T00:00:00.000Z" }, 100)).toEqual([
    4, 3,
  ]);
  expect(numbers({ until: "2026-01-02T00:00:00.000Z" }, 100)).toEqual([2, 1]);
  expect(numbers({ text: first.id, action: "read", actor: "dr-x" }, 100)).toEqual([7, 3]);
  expect(numbers({ text: "' OR 1=1 --" }, 100)).toEqual([]);
});

test("all rows of a filter, oldest first", () => {
  const { history, first } = trail();
  const numbers = (filter: AuditFilter) => filterAudit(history, filter).map(({ number }) => number);
  expect(numbers({})).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(numbers({ patientId: first.id, actor: "dr-x", from: "2026-01-02T00:00:00.000Z" })).toEqual([
    3, 5, 7,
  ]);
});

test("rows of one patient are found by their index, and pages without sorting", () => {
  const { history, first } = trail();
  const plan = (filter: Parameters<typeof auditPageSql>[0]) =>
    history.database
      .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${auditPageSql(filter)}`)
      .all({ ...filter, rows: 1 })
      .map(({ detail }) => detail)
      .join("; ");
  expect(plan({ patientId: first.id })).toMatch(/^SEARCH audit USING INDEX auditByPatient \(patientId=\?\);/);
  expect(plan({ patientId: first.id, before: 5 })).toContain("auditByPatient (patientId=? AND number<?)");
  expect(plan({ before: 5 })).toMatch(/^SEARCH audit USING INTEGER PRIMARY KEY/);
  expect(plan({ actor: "dr-x" })).not.toContain("TEMP B-TREE");
});

test("the patient's code stands in a row as long as there is such a patient; who is in the trail", () => {
  const { history, other } = trail();
  const codes = () => pageAudit(history, {}, 2).rows.map(({ patientCode }) => patientCode);
  expect(codes()).toEqual(["P1", "P2"]);
  expect(auditActors(history)).toEqual(["dr-x", "dr-y"]);
  removePatient({ ...history, actor: "dr-z" }, other.id);
  expect(codes()).toEqual([null, "P1"]);
  expect(auditActors(history)).toEqual(["dr-x", "dr-y", "dr-z"]);
});
