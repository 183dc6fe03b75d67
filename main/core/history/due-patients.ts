import type { CalendarDate } from "../../../shared/domain/calendar.ts";
import type { DuePatient } from "../../../shared/domain/worklist.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";

/**
 * Patients who are not archived and whose last visit lies so many months back on a day, longest overdue first; with how
 * many there are in all. What a month lacks in days is counted into the next: 31 January and one month is 3 March.
 */
export function duePatients(
  history: History,
  { intervalMonths, today, most }: { intervalMonths: number; today: CalendarDate; most: number },
): { total: number; entries: DuePatient[] } {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<[object], DuePatient & { total: number }>(
          `SELECT patientId, code, name, lastVisit, date(lastVisit, @interval) AS due, count(*) OVER () AS total
           FROM patientIndex JOIN patients ON patients.id = patientId
           WHERE archivedAt IS NULL AND due <= @today
           ORDER BY lastVisit, sequence LIMIT @most`,
        )
        .all({ interval: `+${intervalMonths} months`, today, most }),
    (rows) => ({
      action: "read",
      patientId: null,
      subject: "worklist",
      detail: `${rows.length} due patients listed`,
    }),
  );
  return { total: rows[0]?.total ?? 0, entries: rows.map(({ total, ...patient }) => patient) };
}
