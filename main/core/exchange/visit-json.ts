import { researchUseOnly } from "../../../shared/domain/prediction.ts";
import { VisitRecord } from "../../../shared/domain/visit-record.ts";
import { exportSchemaVersion } from "./schema-version.ts";
import type { VisitDocument } from "./visit-document.ts";

/** Everything that `bulbar visits show --json` tells of a visit, with the version of this form. */
export function visitJson(document: VisitDocument): string {
  const { visitId: _, date: _date, ...judged } = document.findings;
  const content = {
    schemaVersion: exportSchemaVersion,
    programVersion: document.programVersion,
    notice: researchUseOnly,
    ...VisitRecord.parse(document),
    ...judged,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
