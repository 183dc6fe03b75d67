import { createHash, randomUUID } from "node:crypto";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";

/** A report as it was handed out. */
export type StoredReport = { id: string; visitId: string; sha256: string; createdAt: string };

/** Keeps a report of a visit, the PDF as it was written. @throws BulbarError not-found */
export function addReport(
  history: History,
  { visitId, pdf }: { visitId: VisitId; pdf: Uint8Array },
): StoredReport {
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  const report: StoredReport = { id: randomUUID(), visitId, sha256, createdAt: history.now().toISOString() };
  audited(
    history,
    () => {
      const patientId = patientOf(history, visitId);
      history.database
        .prepare(
          `INSERT INTO reports (id, visitId, pdf, sha256, createdAt)
           VALUES (@id, @visitId, @pdf, @sha256, @createdAt)`,
        )
        .run({ ...report, pdf });
      return patientId;
    },
    (patientId) => ({
      action: "export",
      patientId,
      subject: `report ${report.id}`,
      detail: `visit ${visitId}`,
    }),
  );
  return report;
}

/** Reports of a visit, newest first. @throws BulbarError not-found */
export function listReports(history: History, visitId: VisitId): StoredReport[] {
  const { rows } = audited(
    history,
    () => ({
      patientId: patientOf(history, visitId),
      rows: history.database
        .prepare<[string], StoredReport>(
          "SELECT id, visitId, sha256, createdAt FROM reports WHERE visitId = ? ORDER BY sequence DESC",
        )
        .all(visitId),
    }),
    ({ patientId }) => ({ action: "read", patientId, subject: `reports of visit ${visitId}` }),
  );
  return rows;
}

/** The PDF, byte for byte. @throws BulbarError not-found */
export function readReport(history: History, id: string): Uint8Array {
  const { pdf } = audited(
    history,
    () => {
      const row = history.database
        .prepare<[string], { pdf: Buffer; patientId: string }>(
          `SELECT pdf, patientId FROM reports JOIN visits ON visits.id = visitId WHERE reports.id = ?`,
        )
        .get(id);
      return found(row, "report");
    },
    ({ patientId }) => ({ action: "read", patientId, subject: `report ${id}` }),
  );
  return pdf;
}

function patientOf(history: History, visitId: VisitId): string {
  const patientId = history.database
    .prepare<[string], string>("SELECT patientId FROM visits WHERE id = ?")
    .pluck()
    .get(visitId);
  return found(patientId, "visit");
}
