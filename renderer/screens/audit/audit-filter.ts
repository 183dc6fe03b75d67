import type { AskedAudit } from "../../../shared/contract/history.ts";
import { beginningOf } from "../../../shared/domain/calendar.ts";

/**
 * What a form asks for: empty fields do not matter, days are this computer's own and both are in.
 * @param form its fields: actor, action, patient, text, from and until as "2026-11-26"
 */
export function auditFilter(form: FormData): AskedAudit {
  const text = (name: string) => String(form.get(name) ?? "").trim() || undefined;
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
