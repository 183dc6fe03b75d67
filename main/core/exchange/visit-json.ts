import { researchUseOnly } from "../../../shared/domain/prediction.ts";
import { exportSchemaVersion } from "./schema-version.ts";
import type { VisitDocument } from "./visit-document.ts";

/** Everything that `bulbar visits show --json` tells of a visit, with the version of this form. */
export function visitJson({
  patient,
  visit,
  recordings,
  alsfrs,
  findings,
  programVersion,
}: VisitDocument): string {
  const { visitId: _, date: _date, ...judged } = findings;
  const content = {
    schemaVersion: exportSchemaVersion,
    programVersion,
    notice: researchUseOnly,
    patient,
    visit,
    recordings,
    alsfrs,
    ...judged,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
