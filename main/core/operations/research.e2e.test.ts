import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Patient } from "../../../shared/domain/patient.ts";
import { SiteForm } from "../../../shared/domain/site-form.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { setFormEntry } from "../history/form-entries.ts";
import { answerListening, beginListening, nextListening } from "../history/listenings.ts";
import { createPatient, removePatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createTreatment } from "../history/treatments.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { synthesise } from "../synth/synthesise.ts";
import { research, researchFiles } from "./research.ts";

const root = mkdtempSync(join(tmpdir(), "bulbar-research-"));
const core = await loggedOnCore({ ...testCoreOptions(join(root, "data")) });
afterAll(async () => {
  await core.close();
  rmSync(root, { recursive: true });
});

const session = { user: "dr-x", role: "clinician" } as const;
const made: { patient: Patient; visits: Visit[] } = { patient: {} as Patient, visits: [] };

beforeAll(async () => {
  const history = await core.history();
  made.patient = createPatient(history, {
    ...{ code: "=HYPERLINK(1)", name: "Margarethe Zahnlos", birthDate: "1931-02-27", sex: "female" },
    ...{ onsetDate: "2025-03-09", onsetRegion: "bulbar", diagnosisCode: "als" },
    ...{ diagnosis: "Zahnlos-Syndrom", notes: "calls herself Gretel" },
  });
  const { id: patientId } = made.patient;
  for (const [number, date] of ["2025-12-28", "2026-03-01"].entries()) {
    const visit = createVisit(history, {
      patientId,
      date,
      device: `Gretels Mikro ${number}`,
      notes: "tired",
    });
    made.visits.push(visit);
    const { signal } = synthesise({
      ...{ task: "vowel-a", sex: "female", severity: 1, seed: number },
      ...{ sampleRateHz: 16_000, snrDb: 45, durationSeconds: 1 },
    });
    const { recording } = addRecording(history, {
      ...{ visitId: visit.id, task: "vowel-a", fileName: "zahnlos_a.wav", bytes: encodeWav(signal) },
      analysis: analysisOf("f0-mean", -120),
    });
    const toHear = [{ recordingId: recording.id, patientId, isRepeat: false }];
    const heard = beginListening(history, { kind: "rating", toHear, amongVisits: 2 });
    answerListening(history, nextListening(history, heard)!.id, { "grbas-grade": number + 1 });
  }
  setFormEntry(history, {
    visitId: made.visits[1]!.id,
    form: SiteForm.parse({
      ...{ schemaVersion: 1, id: "weighing", title: { en: "Weight" }, source: "own" },
      fields: [
        ...["weight", "lost"].map((id) => ({
          ...{ id, label: { en: id }, kind: "number", unit: "kg", minimum: 0, maximum: 300, decimals: 1 },
        })),
        { id: "remarks", label: { en: "Remarks" }, kind: "text" },
      ],
      sums: [{ id: "earlier", label: { en: "Earlier" }, of: ["weight", "lost"] }],
    }),
    answers: { weight: 61.5, lost: 2, remarks: "tired" },
  });
  const treatment = { patientId, kind: "other" as const, label: "Gretels Tee", end: null };
  createTreatment(history, { ...treatment, start: "2025-11-11" });
});

async function exported(name: string, asked: { sound?: boolean; joinable?: boolean } = {}) {
  const path = join(root, name);
  const input = { path, patients: [], sound: false, joinable: true, ...asked };
  for await (const event of await call(researchFiles.export, input, { context: { core, session } }))
    if (event.type === "done") return { path, done: event };
  throw new Error("no result");
}

const table = (folder: string, name: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, `${name}.csv`)), { columns: true });

/** Every file's bytes, by name. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));

test("no name, code, id, date, free text or file name of the patient is in any file, with sound neither", async () => {
  const { path, done } = await exported("all", { sound: true });
  expect(done).toMatchObject({ patients: 1, visits: 2, recordings: 2, sounds: 2, withoutSound: 0 });
  const history = await core.history();
  const stored = history.database
    .prepare<[], Record<"id" | "sha256" | "importedAt", string>>(
      "SELECT id, sha256, importedAt FROM recordings",
    )
    .all();
  const { patient, visits } = made;
  const secrets = [
    ...[
      patient.id,
      patient.code,
      patient.birthDate,
      patient.onsetDate,
      "Zahnlos",
      "Gretel",
      "zahnlos",
      "tired",
    ],
    ...["2025-11-11", patient.createdAt.slice(0, 10), "HYPERLINK"],
    ...visits.flatMap(({ id, date, device }) => [id, date, device]),
    ...stored.flatMap(({ id, sha256, importedAt }) => [id, sha256, importedAt.slice(0, 10)]),
  ].map(String);
  const files = filesOf(path);
  expect(files.map(({ name }) => name).filter((name) => name.endsWith(".csv"))).toHaveLength(8);
  for (const { name, bytes } of files)
    for (const secret of secrets) {
      expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
      expect(name).not.toContain(secret);
    }
  const wavs = files.filter(({ name }) => name.endsWith(".wav"));
  for (const { bytes } of wavs) expect(bytes.toString("latin1", 36, 40)).toBe("data");
});

test("intervals, ages and values stay; numbers below zero are no formulas", async () => {
  const { path } = await exported("values");
  const visits = table(path, "visits");
  expect(visits.map(({ days, age_years, device }) => [days, age_years, device])).toEqual([
    ["0", "90", "1"],
    ["63", "90", "2"],
  ]);
  const [first, second] = visits.map(({ date }) => Date.parse(date!)) as [number, number];
  expect((second - first) / 86_400_000).toBe(63);
  expect(Number(visits[0]!.date!.slice(0, 4))).toBeGreaterThan(2100);
  expect(visits[0]!.months_since_onset).toBe("9.7");
  expect(
    table(path, "forms").map(({ visit, form, field, value, unit }) => [visit, form, field, value, unit]),
  ).toEqual([
    [visits[1]!.visit, "weighing", "weight", "61.5", "kg"],
    [visits[1]!.visit, "weighing", "lost", "2", "kg"],
    [visits[1]!.visit, "weighing", "earlier", "63.5", ""],
  ]);
  expect(table(path, "measures").map(({ measure, value, unit }) => [measure, value, unit])).toEqual([
    ["f0-mean", "-120", "Hz"],
    ["f0-mean", "-120", "Hz"],
  ]);
  expect(table(path, "heard")).toMatchObject([
    { measure: "grbas-grade", value: "1", unit: "points", is_repeat: "false", among_visits: "2" },
    {
      measure: "grbas-grade",
      value: "2",
      unit: "points",
      listener: expect.stringMatching(/^L[0-9a-f]{16}$/),
    },
  ]);
  expect(table(path, "answers")[0]).toMatchObject({ model: "als-cnn", label: "control", probability: "0.3" });
  expect(table(path, "patients")).toMatchObject([
    { sex: "female", diagnosis: "als", onset_region: "bulbar" },
  ]);
  expect(readdirSync(path)).not.toContain("audio");
  const ids = new Set(table(path, "recordings").map(({ recording }) => recording));
  expect(new Set(table(path, "measures").map(({ recording }) => recording))).toEqual(ids);
});

test("two exports can be joined by their ids, unless it was asked otherwise; each is in the trail", async () => {
  const [one, other] = [await exported("one"), await exported("other")];
  expect(table(other.path, "recordings")).toEqual(table(one.path, "recordings"));
  const apart = await exported("apart", { joinable: false });
  const ids = (folder: string) =>
    table(folder, "recordings").flatMap(({ patient, visit, recording }) => [patient, visit, recording]);
  for (const id of ids(apart.path)) expect(ids(one.path)).not.toContain(id);
  const rows = listAudit(await core.history(), made.patient.id).filter(({ detail }) =>
    detail.startsWith("research"),
  );
  expect(rows.at(-1)).toMatchObject({
    action: "export",
    actor: "dr-x",
    detail: "research, without sound, not joinable",
  });
});

test("a researcher is given the tables as a ZIP: the same as in a folder, and no sound", async () => {
  const { path, done: ofFolder } = await exported("beside-zip");
  const asResearcher = { context: { core, session: { user: "r", role: "researcher" } as const } };
  let zip: Record<string, Uint8Array> = {};
  for await (const event of await call(research.exportTables, { joinable: true }, asResearcher)) {
    if (event.type === "progress") continue;
    const { zipBase64, ...total } = event;
    expect(total).toEqual(ofFolder);
    zip = unzipSync(Buffer.from(zipBase64, "base64"));
  }
  expect(Object.keys(zip).sort()).toEqual(readdirSync(path).sort());
  for (const [name, bytes] of Object.entries(zip))
    expect(Buffer.from(bytes).toString(), name).toBe(readFileSync(join(path, name), "utf8"));
});

test("a folder that holds something is refused and left as it is, an empty one is used", async () => {
  const folder = join(root, "filled");
  mkdirSync(folder);
  await exported("filled");
  const before = readdirSync(folder);
  writeFileSync(join(folder, "note"), "mine");
  await expect(exported("filled")).rejects.toMatchObject({ code: "storage-in-the-way" });
  await expect(exported(join("nowhere", "x"))).rejects.toMatchObject({ code: "storage-unavailable" });
  expect(readdirSync(folder).sort()).toEqual([...before, "note"].sort());
});

test("the key of an erased patient goes with the patient", async () => {
  const history = await core.history();
  const keys = history.database.prepare("SELECT count(*) FROM researchPseudonyms").pluck();
  expect(keys.get()).toBe(1);
  removePatient(history, made.patient.id);
  expect(keys.get()).toBe(0);
});
