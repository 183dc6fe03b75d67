import { expect, test } from "vitest";
import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import { listAlsfrs, removeAlsfrs, setAlsfrs } from "./alsfrs.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { createPatient, getPatient, updatePatient } from "./patients.ts";
import { createTreatment, listTreatments, updateTreatment } from "./treatments.ts";
import { createVisit, getVisit, updateVisit } from "./visits.ts";

const changed = expect.objectContaining({ code: "changed-meanwhile" });

/** What two windows look at, before one of them changes it. */
function seenByTwo() {
  const history = temporaryHistory();
  const patient = createPatient(history, patientDetails("P1"));
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), patientId: patient.id });
  return { history, patient, visit };
}

test("a patient and a visit that somebody else has changed are not overwritten, and can be after a look", () => {
  const { history, patient, visit } = seenByTwo();
  const first = updatePatient(history, { ...patient, notes: "first", seen: patient });
  expect(() => updatePatient(history, { ...patient, notes: "second", seen: patient })).toThrow(changed);
  expect(getPatient(history, patient.id).notes).toBe("first");
  expect(updatePatient(history, { ...first, notes: "both", seen: first }).notes).toBe("both");
  updateVisit(history, { ...visit, device: "first", seen: visit });
  expect(() => updateVisit(history, { ...visit, device: "second", seen: visit })).toThrow(changed);
  expect(getVisit(history, visit.id).device).toBe("first");
});

test("treatments and the ALSFRS-R alike, also where the other one entered or removed it", () => {
  const { history, patient, visit } = seenByTwo();
  const details = { patientId: patient.id, kind: "PEG" as const, label: "", start: "2026-02-01", end: null };
  const treatment = createTreatment(history, details);
  updateTreatment(history, { ...treatment, end: "2026-03-01", seen: treatment });
  expect(() => updateTreatment(history, { ...treatment, label: "x", seen: treatment })).toThrow(changed);
  expect(listTreatments(history, patient.id)[0]).toMatchObject({ label: "", end: "2026-03-01" });
  const items: Alsfrs = {
    ...{ speech: 3, salivation: 4, swallowing: 2, handwriting: 1, cuttingFood: 0, gastrostomy: true },
    ...{ dressing: 4, turningInBed: 4, walking: 3, climbingStairs: 2 },
    ...{ dyspnoea: 4, orthopnoea: 4, respiratoryInsufficiency: 4 },
    ...{ rater: "", mode: null },
  };
  const set = (alsfrs: Alsfrs, seen: Alsfrs | null) =>
    setAlsfrs(history, { visitId: visit.id, alsfrs, seen });
  set(items, null);
  expect(() => set({ ...items, speech: 1 }, null)).toThrow(changed);
  set({ ...items, speech: 2 }, items);
  expect(() => removeAlsfrs(history, visit.id, { seen: items })).toThrow(changed);
  expect(listAlsfrs(history, patient.id)[0]?.alsfrs.speech).toBe(2);
  removeAlsfrs(history, visit.id, { seen: { ...items, speech: 2 } });
  expect(() => set(items, { ...items, speech: 2 })).toThrow(changed);
});
