import { expect, test } from "vitest";
import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import { listAlsfrs, removeAlsfrs, setAlsfrs } from "./alsfrs.ts";
import { addAnalysis, listAnalyses } from "./analyses.ts";
import { analysisOf } from "./analysis.fixture.ts";
import { listAudit } from "./audit.ts";
import { verifyAudit } from "./audit-verify.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import type { History } from "./open-history.ts";
import { listPatients } from "./patient-list.ts";
import { createPatient, getPatient, removePatient, updatePatient } from "./patients.ts";
import {
  addRecording,
  findRecording,
  getRecording,
  listPatientRecordings,
  listRecordings,
  readRecordingBytes,
  removeRecording,
  setRecordingTask,
} from "./recordings.ts";
import { addReport, listReports, readReport } from "./reports.ts";
import { createTreatment, listTreatments, removeTreatment, updateTreatment } from "./treatments.ts";
import { createVisit, getVisit, listVisits, removeVisit, updateVisit } from "./visits.ts";

const items: Alsfrs = {
  ...{ speech: 3, salivation: 4, swallowing: 2, handwriting: 1, cuttingFood: 0, gastrostomy: true },
  ...{ dressing: 4, turningInBed: 4, walking: 3, climbingStairs: 2 },
  ...{ dyspnoea: 4, orthopnoea: 4, respiratoryInsufficiency: 4 },
  ...{ rater: "Dr. X", mode: "phone" },
};

function patientAndVisit(history: History) {
  const patient = createPatient(history, patientDetails("P1", "Margarethe Zahnlos"));
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), patientId: patient.id });
  return { patient, visit };
}

test("every function that touches patient data leaves one row with who, which patient, what and when", () => {
  const history = temporaryHistory({ now: () => new Date("2026-01-05T10:00:00Z"), actor: "dr-x" });
  const { patient, visit } = patientAndVisit(history);
  const made = { visitId: visit.id, task: "vowel-a" as const, fileName: "a.wav", bytes: new Uint8Array([1]) };
  const { recording } = addRecording(history, { ...made, analysis: null });
  const treatment = createTreatment(history, {
    ...{ patientId: patient.id, kind: "riluzole", label: "", start: "2026-01-01", end: null },
  });
  const report = addReport(history, {
    visitId: visit.id,
    pdf: new Uint8Array([37, 80]),
    signature: null,
    addsTo: null,
  });
  const acts: [string, () => unknown][] = [
    ["update", () => updatePatient(history, { ...patient, notes: "n" })],
    ["read", () => getPatient(history, patient.id)],
    ["update", () => updateVisit(history, { ...visit, device: "d" })],
    ["read", () => getVisit(history, visit.id)],
    ["read", () => listVisits(history, patient.id)],
    ["read", () => addRecording(history, { ...made, analysis: null })],
    ["read", () => findRecording(history, visit.id, recording.sha256)],
    ["read", () => getRecording(history, recording.id)],
    ["read", () => listRecordings(history, visit.id)],
    ["read", () => listPatientRecordings(history, patient.id)],
    ["read", () => readRecordingBytes(history, recording.id)],
    ["update", () => setRecordingTask(history, recording.id, "free")],
    ["create", () => addAnalysis(history, recording.id, analysisOf("hnr", 20))],
    ["read", () => listAnalyses(history, recording.id)],
    ["update", () => updateTreatment(history, { ...treatment, end: "2026-02-01" })],
    ["read", () => listTreatments(history, patient.id)],
    ["delete", () => removeTreatment(history, treatment.id)],
    ["create", () => setAlsfrs(history, { visitId: visit.id, alsfrs: items })],
    ["update", () => setAlsfrs(history, { visitId: visit.id, alsfrs: items })],
    ["read", () => listAlsfrs(history, patient.id)],
    ["delete", () => removeAlsfrs(history, visit.id)],
    ["read", () => listReports(history, visit.id)],
    ["read", () => readReport(history, report.id)],
    ["delete", () => removeRecording(history, recording.id)],
    ["delete", () => removeVisit(history, visit.id)],
    ["delete", () => removePatient(history, patient.id)],
  ];
  const before = listAudit(history);
  expect(before.map(({ action }) => action)).toEqual(["create", "create", "create", "create", "export"]);
  for (const [, act] of acts) act();
  const rows = listAudit(history);
  expect(rows.slice(before.length).map(({ action }) => action)).toEqual(acts.map(([action]) => action));
  for (const row of rows)
    expect(row).toMatchObject({ at: "2026-01-05T10:00:00.000Z", actor: "dr-x", patientId: patient.id });
  listPatients(history);
  expect(listAudit(history).at(-1)).toMatchObject({ action: "read", patientId: null, subject: "patients" });
  expect(listAudit(history, patient.id)).toHaveLength(rows.length);
  expect(verifyAudit(history)).toBeNull();
});

test("the trail of an erased patient stays, without the name", () => {
  const history = temporaryHistory();
  const { patient } = patientAndVisit(history);
  removePatient(history, patient.id);
  const trail = listAudit(history, patient.id);
  expect(trail.at(-1)).toMatchObject({ action: "delete", detail: "erased" });
  expect(JSON.stringify(trail)).not.toContain("Zahnlos");
  expect(removePatient(history, patient.id).removed).toBe(false);
});

test("rows can be neither changed nor deleted", () => {
  const { database, ...history } = temporaryHistory();
  patientAndVisit({ ...history, database });
  expect(() => database.exec("UPDATE audit SET actor = 'nobody'")).toThrow("append-only");
  expect(() => database.exec("DELETE FROM audit")).toThrow("append-only");
});

test.each([
  ["a changed row", "UPDATE audit SET actor = 'nobody' WHERE number = 2", 2],
  ["a changed patient", "UPDATE audit SET patientId = NULL WHERE number = 3", 3],
  ["a removed row", "DELETE FROM audit WHERE number = 2", 2],
  ["removed last rows", "DELETE FROM audit WHERE number >= 3", 3],
  ["a row with a made-up hash", "UPDATE audit SET sha256 = 'ab' WHERE number = 1", 1],
])("%s is found, even by someone who removes the triggers", (_, tamper, broken) => {
  const history = temporaryHistory();
  const { patient } = patientAndVisit(history);
  getPatient(history, patient.id);
  getPatient(history, patient.id);
  expect(verifyAudit(history)).toBeNull();
  history.database.exec("DROP TRIGGER auditIsNotChanged; DROP TRIGGER auditIsNotDeleted");
  history.database.exec(tamper);
  expect(verifyAudit(history)).toBe(broken);
});

test("a write that fails leaves neither the data nor a row", () => {
  const history = temporaryHistory();
  patientAndVisit(history);
  const rows = listAudit(history).length;
  expect(() => createPatient(history, patientDetails("p1"))).toThrow(
    expect.objectContaining({ code: "invalid-input" }),
  );
  history.database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END");
  expect(() => createPatient(history, patientDetails("P2"))).toThrow("no");
  history.database.exec("DROP TRIGGER full");
  expect(listAudit(history)).toHaveLength(rows);
  expect(listPatients(history).rows).toHaveLength(1);
});

test("ALSFRS-R, treatments and reports come back as they went in", () => {
  const history = temporaryHistory();
  const { patient, visit } = patientAndVisit(history);
  setAlsfrs(history, { visitId: visit.id, alsfrs: { ...items, speech: 4 } });
  setAlsfrs(history, { visitId: visit.id, alsfrs: items });
  expect(listAlsfrs(history, patient.id)).toEqual([{ visitId: visit.id, alsfrs: items }]);
  expect(() => setAlsfrs(history, { visitId: visit.id, alsfrs: { ...items, speech: 5 } })).toThrow("CHECK");
  const details = { patientId: patient.id, kind: "PEG" as const, label: "", start: "2026-02-01", end: null };
  const treatment = createTreatment(history, details);
  expect(listTreatments(history, patient.id)).toEqual([treatment]);
  expect(() => createTreatment(history, { ...details, end: "2026-01-01" })).toThrow("CHECK");
  const pdf = new Uint8Array([37, 80, 68, 70]);
  const report = addReport(history, { visitId: visit.id, pdf, signature: null, addsTo: null });
  expect(listReports(history, visit.id)).toEqual([report]);
  expect(new Uint8Array(readReport(history, report.id).pdf)).toEqual(pdf);
});
