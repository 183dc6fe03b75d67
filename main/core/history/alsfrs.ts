import type { Alsfrs, VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import type { CalendarDate } from "../../../shared/domain/calendar.ts";
import type { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";
import { refuseChanged } from "./refuse-changed.ts";

type Row = Omit<Alsfrs, "gastrostomy"> & { visitId: string; gastrostomy: 0 | 1 };

/** What the change of an ALSFRS-R was made from; null: there was none. */
type Seen = { seen?: Alsfrs | null | undefined };

/** Enters or replaces the ALSFRS-R of a visit. @throws BulbarError not-found when there is no such visit; changed-meanwhile */
export function setAlsfrs(history: History, { visitId, alsfrs, seen }: VisitAlsfrs & Seen): void {
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      refuseChanged("alsfrs", seen, alsfrsOf(history, visitId));
      const columns = ["visitId", ...Object.keys(alsfrs)];
      const existed =
        history.database.prepare("DELETE FROM alsfrs WHERE visitId = ?").run(visitId).changes > 0;
      history.database
        .prepare(`INSERT INTO alsfrs (${columns}) VALUES (${columns.map((column) => `@${column}`)})`)
        .run({ ...alsfrs, visitId, gastrostomy: alsfrs.gastrostomy ? 1 : 0 });
      return { patientId, existed };
    },
    ({ patientId, existed }) => ({
      action: existed ? "update" : "create",
      patientId,
      subject: `ALSFRS-R of visit ${visitId}`,
    }),
  );
}

/** The ALSFRS-R of every visit of a patient that has one, oldest first. */
export function listAlsfrs(history: History, patientId: PatientId): VisitAlsfrs[] {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<[string], Row>(
          `SELECT alsfrs.* FROM alsfrs JOIN visits ON visits.id = visitId
           WHERE patientId = ? ORDER BY date, createdAt, visits.rowid`,
        )
        .all(patientId),
    (rows) => ({ action: "read", patientId, subject: "ALSFRS-R", detail: `${rows.length} listed` }),
  );
  return rows.map(toVisitAlsfrs);
}

/** The last ALSFRS-R of the patient before a visit, with the date of its visit; null where there is none. */
export function alsfrsBefore(
  history: History,
  { patientId, date, createdAt }: Visit,
): { date: CalendarDate; alsfrs: Alsfrs } | null {
  const row = audited(
    history,
    () =>
      history.database
        .prepare<[string, string, string], Row & { date: CalendarDate }>(
          `SELECT visits.date, alsfrs.* FROM alsfrs JOIN visits ON visits.id = visitId
           WHERE patientId = ? AND (date, createdAt) < (?, ?)
           ORDER BY date DESC, createdAt DESC LIMIT 1`,
        )
        .get(patientId, date, createdAt),
    (found) => ({
      action: "read",
      patientId,
      subject: found ? `ALSFRS-R of visit ${found.visitId}` : "ALSFRS-R",
      detail: "the one before",
    }),
  );
  if (!row) return null;
  const { date: dateBefore, ...entry } = row;
  return { date: dateBefore, alsfrs: toVisitAlsfrs(entry).alsfrs };
}

function toVisitAlsfrs({ visitId, gastrostomy, ...others }: Row): VisitAlsfrs {
  return { visitId, alsfrs: { ...others, gastrostomy: gastrostomy === 1 } };
}

function alsfrsOf(history: History, visitId: string): Alsfrs | null {
  const row = history.database.prepare<[string], Row>("SELECT * FROM alsfrs WHERE visitId = ?").get(visitId);
  return row ? toVisitAlsfrs(row).alsfrs : null;
}

/** False when the visit had none. @throws BulbarError changed-meanwhile */
export function removeAlsfrs(history: History, visitId: VisitId, { seen }: Seen = {}): boolean {
  return audited(
    history,
    () => {
      refuseChanged("alsfrs", seen, alsfrsOf(history, visitId));
      const visit = history.database
        .prepare<[string], { patientId: string }>("SELECT patientId FROM visits WHERE id = ?")
        .get(visitId);
      const { changes } = history.database.prepare("DELETE FROM alsfrs WHERE visitId = ?").run(visitId);
      return { patientId: visit?.patientId ?? null, gone: changes > 0 };
    },
    ({ patientId, gone }) => ({
      action: "delete",
      patientId,
      subject: `ALSFRS-R of visit ${visitId}`,
      detail: gone ? "" : "was not there",
    }),
  ).gone;
}
