import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { sampleDocument } from "../exchange/clinical-document.fixture.ts";
import { visitJson } from "../exchange/visit-json.ts";
import { listAudit } from "../history/audit.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { site } from "./site.ts";
import { visits } from "./visits.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-forms-"));
const core = await loggedOnCore({ ...testCoreOptions(dataFolder) });
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const context = { context: { core, session: localAdministrator } };

const examination = readFileSync("resources/forms/examination.json", "utf8");
const add = (json: string) => call(site.addForm, { fileName: "mine.json", json }, context);

test("a file that is no form is refused with its name and the place, and changes nothing", async () => {
  const refused = async (json: string, data: object) =>
    await expect(add(json)).rejects.toMatchObject({
      code: "invalid-input",
      data: { file: "mine.json", ...data },
    });
  await refused("{", { why: "form-not-json" });
  const without = JSON.parse(examination);
  delete without.fields[4].unit;
  await refused(JSON.stringify(without), { why: "form-file", facts: { place: "fields.4.unit" } });
  const unknown = JSON.stringify({ ...JSON.parse(examination), colour: "red" });
  await refused(unknown, { why: "form-file", facts: { place: "colour" } });
  const twice = JSON.parse(examination);
  twice.fields[1].id = twice.fields[0].id;
  await refused(JSON.stringify(twice), { why: "form-file", facts: { place: "fields.1.id" } });
  expect(await call(site.forms, undefined, context)).toEqual([]);
});

test("the example is entered, stands beside the time before, is changed and removed, each with its row in the trail", async () => {
  await add(JSON.stringify(await call(site.exampleForm, undefined, context)));
  const history = await core.history();
  const { id: patientId } = createPatient(history, patientDetails("P1"));
  const [first, second] = ["2026-01-05", "2026-04-05"].map((date) =>
    createVisit(history, { ...visitDetails(date), patientId }),
  );
  const set = (id: string, answers: Record<string, number> | null) =>
    call(visits.setForm, { id, formId: "bulbar-examination", answers }, context);
  const formsOf = async (id: string) => (await call(visits.get, { id }, context)).forms;
  const refused = async (answers: Record<string, number>, why: string, field: string) =>
    await expect(set(first!.id, answers)).rejects.toMatchObject({
      code: "invalid-input",
      data: { why, facts: { field } },
    });
  await refused({ weight: 5 }, "answer-out-of-range", "weight");
  await refused({ cough: 7 }, "answer-no-such-option", "cough");
  await refused({ height: 170 }, "answer-no-such-field", "height");
  await set(first!.id, { weight: 70.5, cough: 0 });
  expect(await formsOf(second!.id)).toMatchObject([
    { answers: null, before: { date: "2026-01-05", answers: { weight: 70.5, cough: 0 } } },
  ]);
  await set(first!.id, { weight: 71 });
  await call(site.removeForm, { id: "bulbar-examination" }, context);
  const [kept] = await formsOf(first!.id);
  expect(kept).toMatchObject({ form: { id: "bulbar-examination" }, answers: { weight: 71 }, before: null });
  expect(await formsOf(second!.id)).toEqual([]);
  expect(JSON.parse(visitJson(sampleDocument({ forms: [kept!] }))).forms).toEqual([kept]);
  await set(first!.id, null);
  expect(await formsOf(first!.id)).toEqual([]);
  await expect(set(first!.id, { weight: 71 })).rejects.toMatchObject({ code: "not-found" });
  const written = listAudit(history, patientId).filter(
    ({ subject, action }) => subject.startsWith("form ") && action !== "read",
  );
  expect(written.map(({ action }) => action)).toEqual(["create", "update", "delete"]);
});
