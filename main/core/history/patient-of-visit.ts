import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";

/** Whose a visit is, for the audit trail. @throws BulbarError not-found when there is no such visit */
export function patientOfVisit({ database }: History, visitId: string): string {
  const patientId = database
    .prepare<[string], string>("SELECT patientId FROM visits WHERE id = ?")
    .pluck()
    .get(visitId);
  return found(patientId, "visit");
}
