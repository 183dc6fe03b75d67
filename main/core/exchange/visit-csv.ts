import { stringify } from "csv-stringify/sync";
import { harmlessText } from "../../../shared/domain/csv.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { researchUseOnly } from "../../../shared/domain/prediction.ts";
import type { VisitForm } from "../../../shared/domain/site-form.ts";
import { enteredOf, textOf } from "./entered.ts";
import { exportSchemaVersion } from "./schema-version.ts";
import { resultOf } from "./terminology.ts";
import type { VisitDocument } from "./visit-document.ts";

const columns = [
  ...["schemaVersion", "patient", "visit", "date", "measure", "task", "value", "unit", "missing", "doubtful"],
  ...["doubts", "takes", "takesLeftOut", "withinVisitSd", "onsetsByHand", "normVerdict", "normLimit"],
  ...["normSide", "normSource", "baselineDate", "baseline", "change", "changeInError", "changeLabel"],
  ...["changeDirection", "errorKind", "notJudged", "modelVersion", "modelSha256", "modelError"],
  ...["programVersion", "notice", "text", "timeOfDay", "fatigue", "ventilation", "mask", "posture"],
];

/**
 * A visit's findings, one row each, then what was entered of the site's forms, a row an answer or sum (`measure` is the
 * form's id and the field's, `task` is "form"); RFC 4180 (comma, CRLF) with a header and in UTF-8 with its mark, which
 * spreadsheets need. Every row tells how the patient was while recording. Numbers are written in full with a point; what is
 * not known is empty. Text that a spreadsheet would run as a formula gets a leading apostrophe.
 */
export function visitCsv(document: VisitDocument): string {
  const { patient, visit, findings, forms, state, programVersion } = document;
  const around = {
    schemaVersion: exportSchemaVersion,
    patient: patient.code,
    visit: visit.id,
    date: visit.date,
    ...state,
    programVersion,
    notice: researchUseOnly,
  };
  const rows = [
    ...findings.findings.map((finding) => findingCells(finding, document)),
    ...forms.flatMap(formCells),
  ];
  return stringify(
    rows.map((cells) => ({ ...around, ...cells })),
    {
      header: true,
      columns,
      bom: true,
      record_delimiter: "windows",
      cast: { string: harmlessText, boolean: String },
    },
  );
}

function findingCells(finding: Finding, { findings }: VisitDocument) {
  const { norm, change, used, leftOut } = finding;
  const model = resultOf(finding, findings);
  return {
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
  };
}

function formCells(form: VisitForm) {
  return enteredOf(form).map(({ id, answer, unit, chosen }) => ({
    measure: `${form.form.id}.${id}`,
    task: "form",
    value: typeof answer === "number" ? answer : null,
    unit,
    text: typeof answer === "string" ? answer : chosen && textOf(chosen),
  }));
}
