import { expect, test } from "vitest";
import type { SiteForm } from "../../../shared/domain/site-form.ts";
import { listAudit } from "./audit.ts";
import { addSiteForm, listFormEntries, removeSiteForm, setFormEntry, siteForms } from "./form-entries.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { createPatient } from "./patients.ts";
import { dismissedReminders, dismissReminder } from "./reminders.ts";
import { createVisit } from "./visits.ts";

const number = { kind: "number", unit: "kg", minimum: 20, maximum: 300, decimals: 1 } as const;
const weighing: SiteForm = {
  ...{ schemaVersion: 1, id: "weighing", title: { en: "Weight" }, source: "own", sums: [] },
  fields: [
    { id: "weight", label: { en: "Weight" }, ...number },
    { id: "before", label: { en: "Weight before" }, ...number },
  ],
};
const renamed: SiteForm = { ...weighing, title: { de: "Gewicht" } };

function visited() {
  const history = temporaryHistory({ actor: "nurse" });
  const { id: patientId } = createPatient(history, patientDetails("P1"));
  const visits = ["2026-04-05", "2026-01-05"].map((date) =>
    createVisit(history, { ...visitDetails(date), patientId }),
  );
  return { history, patientId, visits };
}

test("an entry keeps the form as it was, whatever the site does with it afterwards", () => {
  const { history, patientId, visits } = visited();
  addSiteForm(history, weighing);
  for (const { id } of visits)
    setFormEntry(history, { visitId: id, form: weighing, answers: { weight: 70 } });
  addSiteForm(history, renamed);
  expect(siteForms(history)).toEqual([renamed]);
  removeSiteForm(history, "weighing");
  expect(siteForms(history)).toEqual([]);
  expect(() => removeSiteForm(history, "weighing")).toThrow(expect.objectContaining({ code: "not-found" }));
  const entries = listFormEntries(history, patientId);
  expect(entries.map(({ visitId }) => visitId)).toEqual([visits[1]!.id, visits[0]!.id]);
  expect(entries[0]).toMatchObject({ form: weighing, answers: { weight: 70 }, enteredBy: "nurse" });
});

test("nobody overwrites what was entered meanwhile, a field that was empty included", () => {
  const { history, patientId, visits } = visited();
  const visitId = visits[0]!.id;
  const changed = expect.objectContaining({ code: "changed-meanwhile" });
  const set = (answers: Record<string, number> | null, seen: Record<string, number> | null) =>
    setFormEntry(history, { visitId, form: weighing, answers, seen });
  set({ weight: 70 }, null);
  expect(() => set({ weight: 71 }, null)).toThrow(changed);
  set({ weight: 70, before: 75 }, { weight: 70 });
  expect(() => set({ weight: 69 }, { weight: 70 })).toThrow(changed);
  set(null, { weight: 70, before: 75 });
  expect(listFormEntries(history, patientId)).toEqual([]);
  expect(listAudit(history, patientId).map(({ action }) => action)).toEqual([
    ...["create", "create", "create"],
    ...["create", "update", "delete", "read"],
  ]);
});

test("a reminder is put away once", () => {
  const { history, patientId } = visited();
  expect(dismissedReminders(history, patientId)).toEqual([]);
  for (let time = 0; time < 2; time++) dismissReminder(history, patientId, "voice-banking");
  expect(dismissedReminders(history, patientId)).toEqual(["voice-banking"]);
});
