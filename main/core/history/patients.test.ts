import { expect, test } from "vitest";
import { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { listPatients } from "./patient-list.ts";
import { archivePatient, createPatient, findPatient, getPatient, updatePatient } from "./patients.ts";
import { createVisit, getVisit, listVisits, removeVisit, updateVisit } from "./visits.ts";

test("a patient comes back as entered, and changed as changed", () => {
  const history = temporaryHistory({ now: () => new Date("2026-01-05T10:00:00Z") });
  const details = { ...patientDetails("P-1", "Eva"), birthDate: "1960-02-29", sex: "female" as const };
  const patient = createPatient(history, details);
  expect(patient).toEqual({
    ...details,
    id: patient.id,
    createdAt: "2026-01-05T10:00:00.000Z",
    archivedAt: null,
  });
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
  const { rows } = listPatients(history);
  expect(rows.map(({ code, visits, lastVisit }) => [code, visits, lastVisit])).toEqual([
    ["P1", 1, "2026-03-01"],
    ["P0", 2, "2026-02-01"],
    ["P2", 0, null],
  ]);
  const found = (query: string) => listPatients(history, { query }).rows.map(({ id }) => id);
  expect(found("öz")).toEqual([b!.id]);
  expect(found(" JÜRGEN ")).toEqual([b!.id]);
  expect(found("%")).toEqual([c!.id]);
  expect(found("p0")).toEqual([a!.id]);
});

test("the list is paged, sorted either way, and says how many there are", () => {
  const history = temporaryHistory();
  for (const [code, name] of [
    ["c", "Émile"],
    ["a", "Zoë"],
    ["b", ""],
    ["d", "adam"],
  ] as const)
    createPatient(history, patientDetails(code, name));
  const codes = (asked: Parameters<typeof listPatients>[1]) =>
    listPatients(history, asked).rows.map(({ code }) => code);
  expect(codes({ sort: "code", descending: false })).toEqual(["a", "b", "c", "d"]);
  expect(codes({ sort: "name", descending: false })).toEqual(["d", "c", "a", "b"]);
  expect(codes({ sort: "name", descending: true })).toEqual(["a", "c", "d", "b"]);
  expect(codes({})).toEqual(["d", "b", "a", "c"]);
  expect(listPatients(history, { sort: "code", descending: false, offset: 1, limit: 2 })).toMatchObject({
    total: 4,
    rows: [{ code: "b" }, { code: "c" }],
  });
});

test("what was found is paged and sorted alike, and a page after the last still says how many there are", () => {
  const history = temporaryHistory();
  for (const code of ["c-1", "a-1", "x-2", "b-1"]) createPatient(history, patientDetails(code, ""));
  const found = { query: "1", sort: "code", descending: false, limit: 2 } as const;
  expect(listPatients(history, found)).toMatchObject({ total: 3, rows: [{ code: "a-1" }, { code: "b-1" }] });
  expect(listPatients(history, { ...found, offset: 2 })).toMatchObject({ total: 3, rows: [{ code: "c-1" }] });
  expect(listPatients(history, { ...found, offset: 4 })).toEqual({ total: 3, rows: [] });
  expect(listPatients(history, { ...found, show: "archived" })).toEqual({ total: 0, rows: [] });
});

test("words are found in any order in id, name and birth date, as these are now", () => {
  const history = temporaryHistory();
  const details = { ...patientDetails("ALS-7", "Müller, Ada Maria"), birthDate: "1960-05-01" };
  const patient = createPatient(history, details);
  const isFound = (query: string) => listPatients(history, { query }).total === 1;
  for (const query of ["maria mull", "Mueller ADA", "als-7 1.5.1960", "1960-05-01"])
    expect(isFound(query), query).toBe(true);
  expect(isFound("maria smith")).toBe(false);
  updatePatient(history, { ...details, id: patient.id, name: "Smith, Maria" });
  expect(isFound("maria smith")).toBe(true);
  expect(isFound("ada")).toBe(false);
});

test("an archived patient leaves the list and comes back with everything", () => {
  const history = temporaryHistory();
  const patient = createPatient(history, patientDetails("P1"));
  createVisit(history, { ...visitDetails("2026-01-01"), patientId: patient.id });
  expect(archivePatient(history, patient.id, true).archivedAt).not.toBeNull();
  expect(listPatients(history).total).toBe(0);
  expect(listPatients(history, { show: "archived" }).rows).toMatchObject([{ code: "P1", visits: 1 }]);
  expect(archivePatient(history, patient.id, false)).toEqual(patient);
  expect(listPatients(history).rows).toMatchObject([{ code: "P1", visits: 1, lastVisit: "2026-01-01" }]);
});

test("a visit that moves or goes is counted where it belongs", () => {
  const history = temporaryHistory();
  const { id: patientId } = createPatient(history, patientDetails("P1"));
  const early = createVisit(history, { ...visitDetails("2026-01-01"), patientId });
  const late = createVisit(history, { ...visitDetails("2026-02-01"), patientId });
  updateVisit(history, { ...early, date: "2026-03-01" });
  expect(listPatients(history).rows).toMatchObject([{ visits: 2, lastVisit: "2026-03-01" }]);
  removeVisit(history, early.id);
  expect(listPatients(history).rows).toMatchObject([{ visits: 1, lastVisit: late.date }]);
});

test("a patient is found by id or by code in any case", () => {
  const history = temporaryHistory();
  const patient = createPatient(history, patientDetails("als-1"));
  expect(findPatient(history, patient.id)).toEqual(patient);
  expect(findPatient(history, "ALS-1")).toEqual(patient);
  expect(findPatient(history, "als-2")).toBeNull();
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
