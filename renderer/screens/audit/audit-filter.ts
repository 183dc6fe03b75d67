import type { AuditFilter } from "../../../shared/contract/history.ts";

/** `patient`: id or code. */
export type AskedFilter = Omit<AuditFilter, "patientId" | "before"> & { patient?: string };

/**
 * What a form asks for: empty fields do not matter, days are this computer's own and both are in.
 * @param form its fields: actor, action, patient, text, from and until as "2026-11-26"
 */
export function auditFilter(form: FormData): AskedFilter {
  const text = (name: string) => String(form.get(name) ?? "").trim() || undefined;
  const given = {
    actor: text("actor"),
    action: text("action"),
    patient: text("patient"),
    text: text("text"),
    from: midnight(text("from"), 0),
    until: midnight(text("until"), 1),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as AskedFilter;
}

/** When a day begins, or one so many days later; ISO 8601, UTC. */
function midnight(day: string | undefined, daysLater: number): string | undefined {
  if (!day) return undefined;
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
