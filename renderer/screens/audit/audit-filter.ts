import type { AskedAudit } from "../../../shared/contract/history.ts";
import { beginningOf } from "../../../shared/domain/calendar.ts";

/** The fields of the form; days as "2026-11-26". */
export type AuditFields = Partial<Record<"actor" | "action" | "patient" | "text" | "from" | "until", string>>;

/** What a form asks for: empty fields do not matter, days are this computer's own and both are in. */
export function auditFilter(form: AuditFields): AskedAudit {
  const text = (name: keyof AuditFields) => form[name]?.trim() || undefined;
  const [from, until] = [text("from"), text("until")];
  const given = {
    actor: text("actor"),
    action: text("action"),
    patient: text("patient"),
    text: text("text"),
    from: from && beginningOf(from),
    until: until && beginningOf(until, 1),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as AskedAudit;
}
