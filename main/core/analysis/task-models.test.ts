import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import type { TaskModels } from "../../../shared/domain/task-models.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { createPatient } from "../history/patients.ts";
import { writeSiteSetting } from "../history/site-settings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { site } from "../operations/site.ts";
import { visits } from "../operations/visits.ts";
import { synthesise } from "../synth/synthesise.ts";
import { analyseAgain, importRecording } from "./import-recording.ts";
import { visitFindings } from "./judge-patient.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-task-models-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const run = { signal: new AbortController().signal, onProgress: () => {} };
const context = { core, session: localAdministrator };
const history = await core.history();
const patient = createPatient(history, PatientDetails.parse({ code: "T-1", sex: "female" }));
const vowel = encodeWav(
  synthesise({
    ...{ task: "vowel-a", sex: "female", severity: 1, seed: 3 },
    ...{ sampleRateHz: 16_000, durationSeconds: 3 },
  } as const).signal,
);

const newVisit = (date: string): VisitId =>
  createVisit(history, { patientId: patient.id, date, device: "", notes: "" }).id;

async function imported(visitId: VisitId, models?: string[]) {
  const file = { source: { bytes: vowel }, fileName: "vowel-a.wav", ...(models && { models }) };
  return (await importRecording(core, { visitId, ...file }, run)).recording;
}

type Analysed = Awaited<ReturnType<typeof imported>>;
const answeredBy = ({ analysis }: Analysed) => analysis?.predictions.map(({ model }) => model);
const chooseForSite = (chosen: TaskModels) => call(site.setTaskModels, { chosen }, { context });
const told = (subject: string) =>
  listAudit(history)
    .filter((row) => row.subject === subject)
    .map(({ action, detail }) => `${action} ${detail}`);

test("the site's models of a task answer on import, others do not, and what the visit has chosen comes before", async () => {
  const all = answeredBy(await imported(newVisit("2026-01-05")));
  expect(all).toEqual(expect.arrayContaining(["als-cnn", "als-screen-voice"]));

  await chooseForSite({ "vowel-a": ["als-cnn"] });
  const ofSite = await imported(newVisit("2026-02-05"));
  expect(answeredBy(ofSite)).toEqual(["als-cnn"]);
  expect(ofSite.analysis?.settings).toMatchObject({ models: ["als-cnn"], chosenBy: "site" });

  const visit = newVisit("2026-03-05");
  const models: TaskModels = { "vowel-a": ["als-screen-voice"] };
  await call(visits.setModels, { id: visit, models, seen: {} }, { context });
  const ofVisit = await imported(visit);
  expect(answeredBy(ofVisit)).toEqual(["als-screen-voice"]);
  expect(ofVisit.analysis?.settings.chosenBy).toBe("visit");
  expect((await call(visits.get, { id: visit }, { context })).chosenModels).toEqual(models);

  await call(visits.setModels, { id: visit, models: { "vowel-a": "none" } }, { context });
  expect(answeredBy(await analyseAgain(core, ofVisit.id, run))).toEqual([]);

  expect(told("site setting task-models")).toEqual(["update vowel-a: als-cnn"]);
  expect(told(`models of visit ${visit}`)).toEqual([
    "update vowel-a: als-screen-voice",
    "update vowel-a: none",
  ]);
});

test("a joint answer is that of the models chosen; analysing again follows a later choice, but not where models were named", async () => {
  await chooseForSite({ "vowel-a": ["als-cnn", "als-screen-voice"] });
  const visit = newVisit("2026-04-05");
  const { id } = await imported(visit);
  const joined = async () =>
    (await visitFindings(core, visit)).ensembles.map(({ members, besides = [] }) =>
      [...members, ...besides].map(({ model }) => model).sort(),
    );
  expect(await joined()).toEqual([["als-cnn", "als-screen-voice"]]);
  await chooseForSite({ "vowel-a": ["als-cnn"] });
  expect(answeredBy(await analyseAgain(core, id, run))).toEqual(["als-cnn"]);
  expect(await joined()).toEqual([]);

  const named = await imported(newVisit("2026-05-05"), ["als-screen-voice"]);
  expect(named.analysis?.settings.chosenBy).toBeUndefined();
  expect(answeredBy(await analyseAgain(core, named.id, run))).toEqual(["als-screen-voice"]);
});

test("only what answers unasked about a task can be chosen for it; what no longer does is refused by name, not missed", async () => {
  const { choosable } = await call(site.taskModels, undefined, { context });
  const ofVowel = choosable.find(({ task }) => task === "vowel-a")?.models;
  expect(ofVowel).toContain("als-cnn");
  expect(ofVowel).not.toContain("severity-simulated");
  await expect(chooseForSite({ "vowel-a": ["severity-simulated"] })).rejects.toMatchObject({
    code: "invalid-input",
    data: { why: "not-choosable", facts: { model: "severity-simulated", task: "vowel-a" } },
  });
  writeSiteSetting(history, "task-models", { "vowel-a": ["gone", "als-cnn"] });
  const { analysis } = await imported(newVisit("2026-06-05"));
  expect(analysis?.predictions.map(({ model }) => model)).toEqual(["als-cnn"]);
  expect(analysis?.refusals).toEqual([{ model: "gone", code: "model-not-found", why: "not-unasked" }]);
  await expect(chooseForSite({ "vowel-a": ["gone"] })).resolves.toEqual({ chosen: { "vowel-a": ["gone"] } });
  await chooseForSite({});
});

test("what somebody else chose for the visit meanwhile is not overwritten", async () => {
  const id = newVisit("2026-07-05");
  await call(visits.setModels, { id, models: { digits: "none" }, seen: {} }, { context });
  const late = call(visits.setModels, { id, models: {}, seen: {} }, { context });
  await expect(late).rejects.toMatchObject({ code: "changed-meanwhile", data: { why: "visit-models" } });
});
