import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { call } from "@orpc/server";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { Analysis } from "../../../shared/domain/analysis.ts";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { importRecording } from "../analysis/import-recording.ts";
import { visitFindings } from "../analysis/judge-patient.ts";
import { encodeWav } from "../audio/wav.ts";
import { type Core, type CoreOptions, createCore } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { readSiteRules } from "../findings/site-rules.ts";
import { listAudit } from "../history/audit.ts";
import { createPatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { synthesise } from "../synth/synthesise.ts";
import { Uploads } from "../uploads.ts";
import { files } from "./files.ts";
import { rest } from "./rest.ts";
import { site } from "./site.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-rules-"));
const core = await loggedOnCore(testCoreOptions(join(folder, "site")));
afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true });
});
const context = { core, session: localAdministrator };
const voice = { task: "vowel-a", sex: "female", severity: 1, seed: 3 } as const;
const bytes = encodeWav(synthesise({ ...voice, sampleRateHz: 16_000, durationSeconds: 3 }).signal);
const path = join(folder, "vowel-a.wav");
writeFileSync(path, bytes);

const row = {
  ...{ measure: "hnr", tasks: ["vowel-a"], unit: "dB", seen: "measured", program: "Bulbar" },
  ...{ source: "our clinic", population: "120 of our own", sex: null, ageYears: null, language: null },
  ...{ speakers: 120, kind: "cut-off", limit: 90 },
};
const ours = { schemaVersion: 2, norms: [row], typical: [], measurementError: [] };

/** A core on which nobody is logged on. */
function stranger(change: Partial<CoreOptions> = {}): Core {
  const made = createCore({ ...testCoreOptions(join(folder, "stranger")), ...change });
  onTestFinished(() => made.close());
  return made;
}

const asStranger = (from: Core) => ({ context: { core: from, session: localAdministrator } });

async function byCommandLine(from: Core) {
  const { json } = await call(files.analyseToJson, { path, sex: "female" }, asStranger(from));
  return JSON.parse(json);
}

async function byRest(from: Core, uploads: Uploads) {
  const uploadId = await uploads.receive(Readable.from([bytes]));
  const body = { file: { uploadId, fileName: "vowel-a.wav" }, sex: "female" } as const;
  return call(rest.analyse, { query: {}, body }, asStranger(from));
}

async function chosenBySite() {
  await call(site.setNorms, { fileName: "ours.json", json: JSON.stringify(ours) }, { context });
  await call(site.setTaskModels, { chosen: { "vowel-a": ["als-cnn"] } }, { context });
}

/** What the site's own screens say of the recording. */
async function onScreen() {
  const history = await core.history();
  const { id: patientId } = createPatient(history, PatientDetails.parse({ code: "R-1", sex: "female" }));
  const visit = createVisit(history, { patientId, date: "2026-01-05", device: "", notes: "" });
  const run = { signal: new AbortController().signal, onProgress: () => {} };
  const asked = { visitId: visit.id, source: { bytes }, fileName: "vowel-a.wav" };
  const { recording } = await importRecording(core, asked, run);
  const { findings } = await visitFindings(core, visit.id);
  return {
    analysis: Analysis.parse(recording.analysis),
    hnr: findings.find(({ measure }) => measure === "hnr")!.norm,
  };
}

test("screen, command line and REST judge a recording alike by what the site has chosen", async () => {
  await chosenBySite();
  const { json } = await call(site.exportRules, undefined, { context });
  const exported = { fileName: "rules.json", rules: readSiteRules("rules.json", json) };
  const uploads = new Uploads(join(folder, "stranger"));
  onTestFinished(() => uploads.release());
  const from = stranger({ site: exported, uploads: uploads.place });

  const screen = await onScreen();
  const [line, sent] = [await byCommandLine(from), await byRest(from, uploads)];
  expect(screen.hnr).toMatchObject({ verdict: "outside", limit: 90, ofSite: true });
  expect(line.measures.hnr.norm).toEqual(screen.hnr);
  expect(sent.norms.hnr).toEqual(screen.hnr);
  expect(sent.visit.findings.find(({ measure }) => measure === "hnr")?.norm).toEqual(screen.hnr);

  const answers = ({ predictions }: Pick<Analysis, "predictions">) =>
    predictions.map(({ model, probabilities }) => ({ model, probabilities }));
  expect(answers(screen.analysis).map(({ model }) => model)).toEqual(["als-cnn"]);
  expect(answers(line)).toEqual(answers(screen.analysis));
  expect(answers(sent)).toEqual(answers(screen.analysis));
  expect(line.settings).toEqual(screen.analysis.settings);

  const rules = { of: "site", fileName: "rules.json", exportedAt: exported.rules.exportedAt };
  expect([line.rules, sent.rules]).toEqual([rules, rules]);
  expect(listAudit(await core.history())).toContainEqual(
    expect.objectContaining({ action: "export", subject: "site rules", patientId: null }),
  );
});

test("without a file the program's own norms and models judge, and the answer says so", async () => {
  const result = await byCommandLine(stranger());
  expect(result.rules).toEqual({ of: "program" });
  expect(result.measures.hnr.norm?.ofSite).toBeUndefined();
  expect(result.predictions.map(({ model }: { model: string }) => model)).toContain("als-screen-voice");
});

test("who is logged on is judged by the site's own history", async () => {
  await chosenBySite();
  const { json } = await call(files.analyseToJson, { path }, { context });
  const result = JSON.parse(json);
  expect(result.rules).toEqual({ of: "site", fileName: null, exportedAt: null });
  expect(result.measures.hnr.norm).toMatchObject({ limit: 90, ofSite: true });
});

const rules = { schemaVersion: 1, exportedAt: "2026-01-05T10:00:00.000Z", norms: null };
const choices = { taskModels: {}, simulatedModels: false };
const withNorms = (norms: unknown) => ({ fileName: "ours.json", loadedAt: "2026-01-05", norms });
test.each([
  [
    "another version",
    { ...rules, ...choices, schemaVersion: 2 },
    { why: "rules-file", facts: { place: "schemaVersion" } },
  ],
  ["a missing part", rules, { why: "rules-file", facts: { place: "taskModels" } }],
  ["a field that is not known", { ...rules, ...choices, patients: [] }, { facts: { place: "patients" } }],
  [
    "a norm of a unit that nothing has",
    { ...rules, ...choices, norms: withNorms({ ...ours, norms: [{ ...row, unit: "%" }] }) },
    { why: "norms-unit", facts: { place: "norms.0.unit" } },
  ],
])("a file with %s is refused and names the place", (_, content, data) => {
  expect(() => readSiteRules("rules.json", JSON.stringify(content))).toThrow(
    expect.toSatisfy((error) => {
      expect(error).toMatchObject({ code: "invalid-input", data: { file: "rules.json", ...data } });
      return true;
    }),
  );
});
