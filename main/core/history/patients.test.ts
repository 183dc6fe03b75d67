import { expect, test } from "vitest";
import { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { createPatient, getPatient, listPatients, updatePatient } from "./patients.ts";
import { createVisit, getVisit, listVisits, updateVisit } from "./visits.ts";

test("a patient comes back as entered, and changed as changed", () => {
  const history = temporaryHistory({ now: () => new Date("2026-01-05T10:00:00Z") });
  const details = { ...patientDetails("P-1", "Eva"), birthDate: "1960-02-29", sex: "female" as const };
  const patient = createPatient(history, details);
  expect(patient).toEqual({ ...details, id: patient.id, createdAt: "2026-01-05T10:00:00.000Z" });
  expect(getPatient(history, patient.id)).toEqual(patient);
  const changed = updatePatient(history, {
    ...details,
    id: patient.id,
    onsetRegion: "bulbar",
    name: "Eva M.",
  });
  expect(changed).toEqual({ ...patient, onsetRegion: "bulbar", name: "Eva M." });
  expect(getPatient(history, patient.id)).toEqual(changed);
});

test("the list: most recent visit first, found by code or name in any case, umlauts too", () => {
  const history = temporaryHistory();
  const [a, b, c] = ["Anna", "Jürgen Öz", "100% sure"].map((name, i) =>
    createPatient(history, patientDetails(`P${i}`, name)),
  );
  for (const [patient, date] of [
    [a, "2026-01-01"],
    [b, "2026-03-01"],
    [a, "2026-02-01"],
  ] as const)
    createVisit(history, { ...visitDetails(date), patientId: patient!.id });
  const rows = listPatients(history);
  expect(rows.map(({ code, visits, lastVisit }) => [code, visits, lastVisit])).toEqual([
    ["P1", 1, "2026-03-01"],
    ["P0", 2, "2026-02-01"],
    ["P2", 0, null],
  ]);
  const found = (query: string) => listPatients(history, query).map(({ id }) => id);
  expect(found("öz")).toEqual([b!.id]);
  expect(found(" JÜRGEN ")).toEqual([b!.id]);
  expect(found("%")).toEqual([c!.id]);
  expect(found("p0")).toEqual([a!.id]);
});

test("a code belongs to one patient, in any case", () => {
  const history = temporaryHistory();
  const first = createPatient(history, patientDetails("als-1"));
  const second = createPatient(history, patientDetails("als-2"));
  const taken = expect.objectContaining({ code: "invalid-input" });
  expect(() => createPatient(history, patientDetails("ALS-1"))).toThrow(taken);
  expect(() => updatePatient(history, { ...second, code: "ALS-1" })).toThrow(taken);
  expect(updatePatient(history, { ...first, code: "ALS-1" }).code).toBe("ALS-1");
});

test("visits are listed by date and can be corrected", () => {
  const history = temporaryHistory();
  const { id: patientId } = createPatient(history, patientDetails("P"));
  const late = createVisit(history, { ...visitDetails("2026-05-01"), patientId });
  const early = createVisit(history, { ...visitDetails("2025-05-01"), patientId });
  expect(listVisits(history, patientId)).toEqual([early, late]);
  const corrected = updateVisit(history, { id: late.id, date: "2024-05-01", device: "headset", notes: "n" });
  expect(corrected).toEqual({ ...late, date: "2024-05-01", device: "headset", notes: "n" });
  expect(listVisits(history, patientId)).toEqual([corrected, early]);
  expect(getVisit(history, late.id)).toEqual(corrected);
});

test("what is not there is not-found", () => {
  const history = temporaryHistory();
  const missing = expect.objectContaining({ code: "not-found" });
  expect(() => getPatient(history, PatientId.parse("x"))).toThrow(missing);
  expect(() => updatePatient(history, { ...patientDetails("x"), id: PatientId.parse("x") })).toThrow(missing);
  expect(() => getVisit(history, VisitId.parse("x"))).toThrow(missing);
  expect(() => updateVisit(history, { ...visitDetails("2026-01-01"), id: VisitId.parse("x") })).toThrow(
    missing,
  );
  expect(() =>
    createVisit(history, { ...visitDetails("2026-01-01"), patientId: PatientId.parse("x") }),
  ).toThrow(missing);
});
