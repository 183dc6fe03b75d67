import { stringify } from "csv-stringify/sync";
import { harmlessText } from "../../../shared/domain/csv.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { researchUseOnly } from "../../../shared/domain/prediction.ts";
import { exportSchemaVersion } from "./schema-version.ts";
import { resultOf } from "./terminology.ts";
import type { VisitDocument } from "./visit-document.ts";

/**
 * A visit's findings, one row each, RFC 4180 (comma, CRLF) with a header and in UTF-8 with its mark, which spreadsheets
 * need. Numbers are written in full with a point; what is not known is empty. Text that a spreadsheet would run as a
 * formula gets a leading apostrophe.
 */
export function visitCsv(document: VisitDocument): string {
  return stringify(
    document.findings.findings.map((finding) => row(finding, document)),
    { header: true, bom: true, record_delimiter: "windows", cast: { string: harmlessText, boolean: String } },
  );
}

function row(finding: Finding, { patient, visit, findings, programVersion }: VisitDocument) {
  const { norm, change, used, leftOut } = finding;
  const model = resultOf(finding, findings);
  return {
    schemaVersion: exportSchemaVersion,
    patient: patient.code,
    visit: visit.id,
    date: visit.date,
    measure: finding.measure,
    task: finding.task,
    value: finding.value,
    unit: finding.unit,
    missing: finding.missing.join(" "),
    doubtful: finding.doubtful,
    doubts: finding.doubts.join(" "),
    takes: used.length,
    takesLeftOut: leftOut.length,
    withinVisitSd: finding.withinVisitSd,
    onsetsByHand: finding.byHand,
    normVerdict: norm?.verdict,
    normLimit: norm?.limit,
    normSide: norm?.side,
    normSource: norm?.source,
    baselineDate: change?.sinceDate,
    baseline: change?.from,
    change: change?.value,
    changeInError: change?.inError,
    changeLabel: change?.label,
    changeDirection: change?.direction,
    errorKind: change?.error?.kind,
    notJudged: finding.notJudged,
    modelVersion: model?.version,
    modelSha256: model?.modelSha256,
    modelError: model && `${model.provenance.honestError.metric} ${model.provenance.honestError.value}`,
    programVersion,
    notice: researchUseOnly,
  };
}
