import { expect, test } from "vitest";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { createPatient, updatePatient } from "./patients.ts";
import { createTreatment, updateTreatment } from "./treatments.ts";
import { createVisit, updateVisit } from "./visits.ts";

const now = () => new Date("2026-06-15T10:00:00Z");
const details = { ...patientDetails("P1"), birthDate: "1960-05-01" };
const refused = (why: string, field: string) =>
  expect.objectContaining({
    code: "invalid-input",
    data: expect.objectContaining({ why, facts: expect.objectContaining({ field }) }),
  });

test("a birth in the future or of somebody older than anybody was is refused", () => {
  const history = temporaryHistory({ now });
  const enter = (birthDate: string) => () => createPatient(history, { ...details, birthDate });
  expect(enter("2026-06-17")).toThrow(refused("date-future", "birthDate"));
  expect(enter("1860-05-01")).toThrow(refused("birth-too-early", "birthDate"));
  expect(enter("2026-06-16")()).toMatchObject({ birthDate: "2026-06-16" });
});

test("an onset before the birth or in the future is refused", () => {
  const history = temporaryHistory({ now });
  const enter = (onsetDate: string) => () => createPatient(history, { ...details, onsetDate });
  expect(enter("1959-12-31")).toThrow(refused("date-before-birth", "onsetDate"));
  expect(enter("2027-01-01")).toThrow(refused("date-future", "onsetDate"));
});

test("a visit before the birth or far ahead is refused, entered or moved; one planned is not", () => {
  const history = temporaryHistory({ now });
  const { id: patientId } = createPatient(history, details);
  const enter = (date: string) => () => createVisit(history, { ...visitDetails(date), patientId });
  expect(enter("1959-01-01")).toThrow(refused("date-before-birth", "date"));
  expect(enter("2062-06-15")).toThrow(refused("date-far", "date"));
  const visit = enter("2026-09-15")();
  expect(() => updateVisit(history, { ...visit, date: "1959-01-01" })).toThrow(
    refused("date-before-birth", "date"),
  );
});

test("a birth that is moved behind the first visit is refused, and the patient stays as it was", () => {
  const history = temporaryHistory({ now });
  const patient = createPatient(history, details);
  createVisit(history, { ...visitDetails("2001-05-01"), patientId: patient.id });
  expect(() => updatePatient(history, { ...patient, birthDate: "2002-01-01" })).toThrow(
    refused("birth-after-visit", "birthDate"),
  );
  expect(updatePatient(history, { ...patient, birthDate: "1961-01-01" }).birthDate).toBe("1961-01-01");
});

test("a treatment before the birth or far ahead is refused", () => {
  const history = temporaryHistory({ now });
  const { id: patientId } = createPatient(history, details);
  const riluzole = { kind: "riluzole", label: "", start: "2026-01-01", end: null } as const;
  expect(() => createTreatment(history, { ...riluzole, patientId, start: "1950-01-01" })).toThrow(
    refused("date-before-birth", "start"),
  );
  const treatment = createTreatment(history, { ...riluzole, patientId });
  expect(() => updateTreatment(history, { ...treatment, end: "2062-01-01" })).toThrow(
    refused("date-far", "end"),
  );
});
