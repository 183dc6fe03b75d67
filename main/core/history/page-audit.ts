import type { AuditFilter } from "../../../shared/contract/history.ts";
import type { AuditRow } from "./audit-trail.ts";
import type { History } from "./open-history.ts";

/** How a filter is asked of the database, each with the parameter of its own name. */
const conditions: Readonly<Record<keyof AuditFilter, string>> = {
  patientId: "patientId = @patientId",
  actor: "actor = @actor",
  action: "action = @action",
  text: "instr(subject || ' ' || detail, @text) > 0",
  from: "at >= @from",
  to: "at < date(@to, '+1 day')",
  before: "number < @before",
};

/** The statement that gives a page, for who wants to know which index it uses. */
export function auditPageSql(filter: AuditFilter): string {
  const asked = (Object.keys(conditions) as (keyof AuditFilter)[]).filter(
    (name) => filter[name] !== undefined,
  );
  const where = asked.length > 0 ? `WHERE ${asked.map((name) => conditions[name]).join(" AND ")}` : "";
  return `SELECT * FROM audit ${where} ORDER BY number DESC LIMIT @rows`;
}

/**
 * Rows of the trail that fit the filter, newest first. Looking at it is itself not audited.
 * @param rows at most so many
 * @returns `more`: there are older ones, before the last row's number
 */
export function pageAudit(
  { database }: History,
  filter: AuditFilter,
  rows: number,
): { rows: AuditRow[]; more: boolean } {
  const found = database.prepare<[object], AuditRow>(auditPageSql(filter)).all({ ...filter, rows: rows + 1 });
  return { rows: found.slice(0, rows), more: found.length > rows };
}
