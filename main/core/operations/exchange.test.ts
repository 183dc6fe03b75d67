import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { addReport, listReports } from "../history/reports.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { exchange } from "./exchange.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-exchange-"));
const core = await loggedOnCore({ ...testCoreOptions(dataFolder) });
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true, force: true });
});
const context = { context: { core, session: { user: "Dr. A", role: "clinician" as const } } };

async function newVisit(code: string) {
  const history = await core.history();
  const patient = createPatient(history, patientDetails(code));
  return {
    history,
    patient,
    ...createVisit(history, { ...visitDetails("2026-03-12"), patientId: patient.id }),
  };
}

type Form = { contentType: string; data: string };
async function diagnosticReport(visitId: Awaited<ReturnType<typeof newVisit>>["id"]) {
  const { content } = await call(exchange.visit, { visitId, format: "fhir" }, context);
  const { entry } = JSON.parse(await content.text());
  return entry[0].resource as {
    status: string;
    presentedForm: Form[];
    resultsInterpreter?: { display: string }[];
  };
}

test("without a signature a draft goes along, kept as it was handed out, and the trail tells both", async () => {
  const { history, id, patient } = await newVisit("P1");
  const { status, presentedForm } = await diagnosticReport(id);
  expect(status).toBe("preliminary");
  const pdf = Buffer.from(presentedForm[0]!.data, "base64");
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(listReports(history, id)).toMatchObject([{ kind: "unsigned", bytes: pdf.length }]);
  const exports = listAudit(history, patient.id).filter(({ action }) => action === "export");
  expect(exports.map(({ subject }) => subject.split(" ")[0])).toEqual(["report", "visit"]);
});

test("a signed report goes along byte for byte with its addendum, and no new draft is made", async () => {
  const { history, id } = await newVisit("P2");
  const signature = { signer: "Dr. B", signedAt: "2026-03-12T10:00:00.000Z", meaning: "author" as const };
  const [pdf, addendum] = ["%PDF-1.7 signed", "%PDF-1.7 added"].map((text) => new TextEncoder().encode(text));
  const { sha256 } = addReport(history, { visitId: id, pdf: pdf!, signature, addsTo: null });
  addReport(history, { visitId: id, pdf: addendum!, signature, addsTo: sha256 });
  const { status, presentedForm, resultsInterpreter } = await diagnosticReport(id);
  expect({ status, resultsInterpreter }).toEqual({
    status: "appended",
    resultsInterpreter: [{ display: "Dr. B" }],
  });
  expect(presentedForm.map(({ data }) => Buffer.from(data, "base64").toString())).toEqual([
    "%PDF-1.7 signed",
    "%PDF-1.7 added",
  ]);
  expect(listReports(history, id)).toHaveLength(2);
});
