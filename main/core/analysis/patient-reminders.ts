import type { PatientId } from "../../../shared/domain/ids.ts";
import type { Reminder } from "../../../shared/domain/reminder.ts";
import { listAlsfrs } from "../history/alsfrs.ts";
import type { History } from "../history/open-history.ts";
import { getPatient } from "../history/patients.ts";
import { dismissedReminders } from "../history/reminders.ts";

/**
 * What a patient's page reminds of: banking the voice, in ALS, as long as there is useful speech (ALSFRS-R speech not 0)
 * and nobody has put it away. @throws BulbarError not-found
 */
export function patientReminders(history: History, patientId: PatientId): Reminder[] {
  const { diagnosisCode } = getPatient(history, patientId);
  if (diagnosisCode !== "als" || dismissedReminders(history, patientId).includes("voice-banking")) return [];
  const speech = listAlsfrs(history, patientId).at(-1)?.alsfrs.speech;
  return speech === 0 ? [] : ["voice-banking"];
}
