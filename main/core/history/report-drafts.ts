import { ReportDraft } from "../../../shared/contract/reports.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";

/** What was written for a visit's report and is not signed yet; null where nothing was. @throws BulbarError not-found */
export function readReportDraft(history: History, visitId: VisitId): ReportDraft | null {
  const { draft } = audited(
    history,
    () => {
      const row = history.database
        .prepare<[string], { patientId: string; draft: string | null }>(
          "SELECT patientId, draft FROM visits LEFT JOIN reportDrafts ON visitId = id WHERE id = ?",
        )
        .get(visitId);
      return found(row, "visit");
    },
    ({ patientId }) => ({ action: "read", patientId, subject: `report draft of visit ${visitId}` }),
  );
  return draft === null ? null : ReportDraft.parse(JSON.parse(draft));
}

/** @throws BulbarError not-found */
export function keepReportDraft(history: History, visitId: VisitId, draft: ReportDraft): void {
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      history.database
        .prepare("INSERT OR REPLACE INTO reportDrafts (visitId, draft, writtenAt) VALUES (?, ?, ?)")
        .run(visitId, JSON.stringify(draft), history.now().toISOString());
      return patientId;
    },
    (patientId) => ({ action: "update", patientId, subject: `report draft of visit ${visitId}` }),
  );
}
