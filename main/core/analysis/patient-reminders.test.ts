import { expect, test } from "vitest";
import { patientDetails, temporaryHistory } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { dismissReminder } from "../history/reminders.ts";
import { patientReminders } from "./patient-reminders.ts";

test("with ALS one is reminded of banking the voice until it is put away; without never", () => {
  const history = temporaryHistory();
  const als = createPatient(history, { ...patientDetails("P1"), diagnosisCode: "als" });
  const other = createPatient(history, { ...patientDetails("P2"), diagnosisCode: "other" });
  expect(patientReminders(history, other.id)).toEqual([]);
  expect(patientReminders(history, als.id)).toEqual(["voice-banking"]);
  dismissReminder(history, als.id, "voice-banking");
  expect(patientReminders(history, als.id)).toEqual([]);
});
