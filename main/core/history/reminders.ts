import type { PatientId } from "../../../shared/domain/ids.ts";
import { Reminder } from "../../../shared/domain/reminder.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";

/** Puts a reminder of a patient away for good. @throws BulbarError not-found */
export function dismissReminder(history: History, patientId: PatientId, reminder: Reminder): void {
  audited(
    history,
    () => {
      found(history.database.prepare("SELECT 1 FROM patients WHERE id = ?").get(patientId), "patient");
      history.database
        .prepare(
          `INSERT OR IGNORE INTO dismissedReminders (patientId, reminder, dismissedBy, dismissedAt)
           VALUES (?, ?, ?, ?)`,
        )
        .run(patientId, reminder, history.actor, history.now().toISOString());
    },
    () => ({ action: "update", patientId, subject: `reminder ${reminder}`, detail: "put away" }),
  );
}

/** Reminders of a patient that were put away. */
export function dismissedReminders(history: History, patientId: PatientId): Reminder[] {
  return audited(
    history,
    () =>
      history.database
        .prepare<[string], string>("SELECT reminder FROM dismissedReminders WHERE patientId = ?")
        .pluck()
        .all(patientId)
        .map((reminder) => Reminder.parse(reminder)),
    () => ({ action: "read", patientId, subject: "reminders" }),
  );
}
