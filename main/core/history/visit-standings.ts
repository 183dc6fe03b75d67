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
  isSigned: boolean;
  isChangedSince: boolean;
};

type Row = Pick<Standing, "visitId" | "recordings" | "notAnalysed"> & {
  tasks: string;
  isSigned: 0 | 1;
  isChangedSince: 0 | 1;
};

/** The trail's rows on a visit's content after its last signature: itself, its scores and forms, its recordings, those removed. */
const changedSince = `
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
    )`;

const standings = `
  SELECT visits.id AS visitId,
    (SELECT count(*) FROM recordings WHERE visitId = visits.id) AS recordings,
    (SELECT count(*) FROM recordings WHERE visitId = visits.id
       AND NOT EXISTS (SELECT 1 FROM analyses WHERE recordingId = recordings.id)) AS notAnalysed,
    (SELECT json_group_array(DISTINCT task) FROM recordings WHERE visitId = visits.id) AS tasks,
    signed.signedAt IS NOT NULL AS isSigned,
    signed.signedAt IS NOT NULL AND EXISTS (${changedSince}) AS isChangedSince
  FROM visits
  LEFT JOIN (SELECT visitId, max(signedAt) AS signedAt FROM reports GROUP BY visitId) AS signed ON signed.visitId = visits.id
  WHERE visits.patientId = ?`;

/** How far the work of each of a patient's visits has come. */
export function visitStandings(history: History, patientId: PatientId): Standing[] {
  const rows = audited(
    history,
    () => history.database.prepare<[string], Row>(standings).all(patientId),
    (rows) => ({ action: "read", patientId, subject: "visits", detail: `${rows.length} standings listed` }),
  );
  return rows.map(({ tasks, isSigned, isChangedSince, ...row }) => ({
    ...row,
    tasks: JSON.parse(tasks),
    isSigned: isSigned === 1,
    isChangedSince: isChangedSince === 1,
  }));
}
