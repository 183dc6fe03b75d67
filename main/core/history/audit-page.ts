import type { AuditPageWanted, ListedAuditRow } from "../../../shared/contract/history.ts";
import { auditedPatientId } from "./audit.ts";
import type { History } from "./open-history.ts";

export type AuditPage = { rows: ListedAuditRow[]; hasMore: boolean; actors: string[] };

const conditions = {
  actor: "actor = @actor",
  action: "action = @action",
  patientId: "patientId = @patientId",
  from: "at >= @from",
  until: "at < @until",
  before: "number < @before",
} as const;
type Wanted = Partial<Record<keyof typeof conditions, string | number>>;

/** Rows of the trail, newest first. Looking at it is itself not audited. @throws BulbarError not-found of the patient */
export function auditPage(history: History, { patient, limit, ...others }: AuditPageWanted): AuditPage {
  const patientId = patient === undefined ? undefined : auditedPatientId(history, patient);
  const rows = newestRows(history, { ...others, patientId }, limit + 1);
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit, actors: actorsOf(history) };
}

function newestRows({ database }: History, wanted: Wanted, limit: number): ListedAuditRow[] {
  const names = Object.keys(conditions) as (keyof typeof conditions)[];
  const given = names.filter((name) => wanted[name] !== undefined);
  const where = given.length > 0 ? `WHERE ${given.map((name) => conditions[name]).join(" AND ")}` : "";
  const values = Object.fromEntries(given.map((name) => [name, wanted[name]]));
  return database
    .prepare<[object], ListedAuditRow>(
      `SELECT audit.*, code AS patientCode FROM audit LEFT JOIN patients ON patients.id = patientId
       ${where} ORDER BY number DESC LIMIT @limit`,
    )
    .all({ ...values, limit });
}

function actorsOf({ database }: History): string[] {
  return database.prepare<[], string>("SELECT DISTINCT actor FROM audit ORDER BY actor").pluck().all();
}

/** When each user logged on last, by name; ISO 8601, UTC. */
export function lastLogOnsOf({ database }: History): Map<string, string> {
  const rows = database
    .prepare<[], { actor: string; at: string }>(
      "SELECT actor, max(at) AS at FROM audit WHERE subject = 'session' AND detail = 'log-on' GROUP BY actor",
    )
    .all();
  return new Map(rows.map(({ actor, at }) => [actor, at]));
}
