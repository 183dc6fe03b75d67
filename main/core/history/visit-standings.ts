import type { CalendarDate } from "../../../shared/domain/calendar.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";

/** What the history knows of a visit's work: see `VisitStanding` of the findings. */
type Standing = {
  visitId: string;
  tasks: TaskId[];
  recordings: number;
  notAnalysed: number;
  hasDraft: boolean;
  isSigned: boolean;
  isChangedSince: boolean;
};

/** The standing of a visit among those of all patients. */
type OpenStanding = Standing & {
  patientId: PatientId;
  code: string;
  name: string;
  date: CalendarDate;
  /** Of the patient. */
  visits: number;
  lastVisit: CalendarDate;
};

type Stored<Of extends Standing> = Omit<Of, "tasks" | "hasDraft" | "isSigned" | "isChangedSince"> & {
  tasks: string;
  hasDraft: 0 | 1;
  isSigned: 0 | 1;
  isChangedSince: 0 | 1;
};

/** The trail's rows on a visit's content after its last signature: itself, its scores and forms, its recordings, those removed. */
const changedSince = `
  signed.signedAt IS NOT NULL AND EXISTS (
    SELECT 1 FROM audit
    WHERE audit.patientId = visits.patientId AND at > signed.signedAt AND action IN ('create', 'update', 'delete')
      AND (
        subject = 'ALSFRS-R of visit ' || visits.id
        OR (subject = 'visit ' || visits.id AND detail = '')
        OR subject LIKE 'form % of visit ' || visits.id
        OR detail = 'of visit ' || visits.id
        OR EXISTS (
          SELECT 1 FROM recordings
          WHERE visitId = visits.id AND subject IN ('recording ' || recordings.id, 'analysis of recording ' || recordings.id)
        )
      )
  )`;

const standing = `
  visits.id AS visitId,
  (SELECT count(*) FROM recordings WHERE visitId = visits.id) AS recordings,
  (SELECT count(*) FROM recordings WHERE visitId = visits.id
     AND NOT EXISTS (SELECT 1 FROM analyses WHERE recordingId = recordings.id)) AS notAnalysed,
  (SELECT json_group_array(DISTINCT task) FROM recordings WHERE visitId = visits.id) AS tasks,
  EXISTS (SELECT 1 FROM reportDrafts WHERE visitId = visits.id) AS hasDraft,
  signed.signedAt IS NOT NULL AS isSigned,
  ${changedSince} AS isChangedSince`;

const signatures = `
  LEFT JOIN (SELECT visitId, max(signedAt) AS signedAt FROM reports GROUP BY visitId) AS signed ON signed.visitId = visits.id`;

/** How far the work of each of a patient's visits has come. */
export function visitStandings(history: History, patientId: PatientId): Standing[] {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<[string], Stored<Standing>>(
          `SELECT ${standing} FROM visits ${signatures} WHERE visits.patientId = ?`,
        )
        .all(patientId),
    (rows) => ({ action: "read", patientId, subject: "visits", detail: `${rows.length} standings listed` }),
  );
  return rows.map(asStanding);
}

/** The same of every visit that is not signed or was changed since, newest first; archived patients have no work. */
export function openStandings(history: History): OpenStanding[] {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<[], Stored<OpenStanding>>(
          `SELECT ${standing}, visits.patientId, code, name, date, patientIndex.visits, lastVisit
           FROM visits JOIN patients ON patients.id = visits.patientId
             JOIN patientIndex ON patientIndex.patientId = patients.id ${signatures}
           WHERE archivedAt IS NULL AND (signed.signedAt IS NULL OR ${changedSince})
           ORDER BY date DESC, visits.createdAt DESC`,
        )
        .all(),
    (rows) => ({
      action: "read",
      patientId: null,
      subject: "worklist",
      detail: `${rows.length} open visits listed`,
    }),
  );
  return rows.map(asStanding);
}

function asStanding<Of extends Standing>(row: Stored<Of>): Of {
  const { tasks, hasDraft, isSigned, isChangedSince } = row;
  return {
    ...row,
    tasks: JSON.parse(tasks),
    hasDraft: hasDraft === 1,
    isSigned: isSigned === 1,
    isChangedSince: isChangedSince === 1,
  } as unknown as Of;
}
