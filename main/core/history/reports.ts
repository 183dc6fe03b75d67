import { createHash, randomUUID } from "node:crypto";
import type { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import type { ReportSignature, StoredReport } from "../../../shared/domain/report.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";

/** A report to keep. Null `signature`: handed out as it stood; `addsTo` is the SHA-256 of the report that it adds to. */
export type NewReport = {
  visitId: VisitId;
  pdf: Uint8Array;
  signature: ReportSignature | null;
  addsTo: string | null;
};

type Row = Omit<StoredReport, "signature"> & {
  signer: string | null;
  signedAt: string | null;
  meaning: ReportSignature["meaning"] | null;
};

const columns =
  "reports.id, visitId, sha256, length(pdf) AS bytes, kind, reports.createdAt, signer, signedAt, meaning, addsTo";

/** Keeps a report of a visit, the PDF as it was written; it never changes. A signed one ends the visit's draft. @throws BulbarError not-found */
export function addReport(history: History, { visitId, pdf, signature, addsTo }: NewReport): StoredReport {
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  const report: StoredReport = {
    id: randomUUID(),
    visitId,
    sha256,
    bytes: pdf.length,
    kind: addsTo ? "addendum" : signature ? "signed" : "unsigned",
    createdAt: history.now().toISOString(),
    signature,
    addsTo,
  };
  const { signer = null, signedAt = null, meaning = null } = signature ?? {};
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      history.database
        .prepare(
          `INSERT INTO reports (id, visitId, pdf, sha256, createdAt, kind, signer, signedAt, meaning, addsTo)
           VALUES (@id, @visitId, @pdf, @sha256, @createdAt, @kind, @signer, @signedAt, @meaning, @addsTo)`,
        )
        .run({ ...report, pdf, signer, signedAt, meaning });
      // what was signed is a draft no more
      if (report.kind === "signed")
        history.database.prepare("DELETE FROM reportDrafts WHERE visitId = ?").run(visitId);
      return patientId;
    },
    (patientId) => ({
      action: signature ? "create" : "export",
      patientId,
      subject: `report ${report.id}`,
      detail: [
        `visit ${visitId}`,
        ...(meaning ? [`${report.kind} as ${meaning}`, `SHA-256 ${sha256}`] : []),
      ].join(", "),
    }),
  );
  return report;
}

/** Reports of a visit, newest first. @throws BulbarError not-found */
export function listReports(history: History, visitId: VisitId): StoredReport[] {
  const { rows } = audited(
    history,
    () => ({
      patientId: patientOfVisit(history, visitId),
      rows: history.database
        .prepare<[string], Row>(`SELECT ${columns} FROM reports WHERE visitId = ? ORDER BY sequence DESC`)
        .all(visitId),
    }),
    ({ patientId }) => ({ action: "read", patientId, subject: `reports of visit ${visitId}` }),
  );
  return rows.map(toReport);
}

/** Reports of a patient's visits, newest first. */
export function listPatientReports(history: History, patientId: PatientId): StoredReport[] {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<[string], Row>(
          `SELECT ${columns} FROM reports JOIN visits ON visits.id = visitId
           WHERE patientId = ? ORDER BY sequence DESC`,
        )
        .all(patientId),
    () => ({ action: "read", patientId, subject: `reports of patient ${patientId}` }),
  );
  return rows.map(toReport);
}

/** A report and its PDF, byte for byte, by its id or its SHA-256. @throws BulbarError not-found */
export function readReport(history: History, idOrSha256: string): { report: StoredReport; pdf: Uint8Array } {
  const {
    pdf,
    patientId: _,
    ...row
  } = audited(
    history,
    () => {
      const row = history.database
        .prepare<[string, string], Row & { pdf: Buffer; patientId: string }>(
          `SELECT ${columns}, pdf, patientId FROM reports JOIN visits ON visits.id = visitId
           WHERE reports.id = ? OR sha256 = ? ORDER BY sequence LIMIT 1`,
        )
        .get(idOrSha256, idOrSha256);
      return found(row, "report");
    },
    ({ id, patientId }) => ({ action: "read", patientId, subject: `report ${id}` }),
  );
  return { report: toReport(row), pdf };
}

function toReport({ signer, signedAt, meaning, ...report }: Row): StoredReport {
  const isSigned = signer !== null && signedAt !== null && meaning !== null;
  return { ...report, signature: isSigned ? { signer, signedAt, meaning } : null };
}
