import type { AuditFilter, AuditRow, ListedAuditRow } from "../../../shared/contract/history.ts";
import type { History } from "./open-history.ts";

/** How a filter is asked of the database, each with the parameter of its own name. */
const conditions: Readonly<Record<keyof AuditFilter, string>> = {
  patientId: "patientId = @patientId",
  actor: "actor = @actor",
  action: "action = @action",
  text: "instr(subject || ' ' || detail, @text) > 0",
  from: "at >= @from",
  until: "at < @until",
  before: "number < @before",
};

/** The statement that gives a page, for who wants to know which index it uses. */
export function auditPageSql(filter: AuditFilter): string {
  const code = "(SELECT code FROM patients WHERE id = patientId) AS patientCode";
  return `SELECT *, ${code} FROM audit ${whereOf(filter)} ORDER BY number DESC LIMIT @rows`;
}

function whereOf(filter: AuditFilter): string {
  const asked = (Object.keys(conditions) as (keyof AuditFilter)[]).filter(
    (name) => filter[name] !== undefined,
  );
  return asked.length > 0 ? `WHERE ${asked.map((name) => conditions[name]).join(" AND ")}` : "";
}

/** All rows of the trail that fit the filter, oldest first. Looking at it is itself not audited. */
export function filterAudit({ database }: History, filter: AuditFilter): AuditRow[] {
  return database
    .prepare<[object], AuditRow>(`SELECT * FROM audit ${whereOf(filter)} ORDER BY number`)
    .all(filter);
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
): { rows: ListedAuditRow[]; more: boolean } {
  const found = database
    .prepare<[object], ListedAuditRow>(auditPageSql(filter))
    .all({ ...filter, rows: rows + 1 });
  return { rows: found.slice(0, rows), more: found.length > rows };
}

/** Whoever stands in the trail. */
export function auditActors({ database }: History): string[] {
  return database.prepare<[], string>("SELECT DISTINCT actor FROM audit ORDER BY actor").pluck().all();
}
