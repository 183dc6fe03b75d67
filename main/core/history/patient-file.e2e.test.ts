import { randomBytes, randomUUID } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ReportDraft } from "../../../shared/contract/reports.ts";
import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import type { CaptureReport } from "../../../shared/domain/capture.ts";
import { CaptureId, type PatientId } from "../../../shared/domain/ids.ts";
import { noRecordingState } from "../../../shared/domain/recording-state.ts";
import type { RoomCheck } from "../../../shared/domain/room-check.ts";
import type { SiteForm } from "../../../shared/domain/site-form.ts";
import { beginSealedFile } from "../vault/sealed-file.ts";
import { setAlsfrs } from "./alsfrs.ts";
import { addAnalysis } from "./analyses.ts";
import { analysisOf } from "./analysis.fixture.ts";
import { listAudit } from "./audit.ts";
import { verifyAudit } from "./audit-verify.ts";
import type { HistoryPlace } from "./backup-history.ts";
import { settleCapture } from "./captures.ts";
import { sha256Of } from "./check-file.ts";
import { exportPatient } from "./export-patient.ts";
import { setFormEntry } from "./form-entries.ts";
import { patientDetails, temporaryFolder, testKey, visitDetails } from "./history.fixtures.ts";
import { importPatient } from "./import-patient.ts";
import { answerListening, beginListening, nextListening } from "./listenings.ts";
import { openDataHistory } from "./open-data-history.ts";
import { checkHistory, type History } from "./open-history.ts";
import { recordBytes } from "./patient-records.ts";
import { patientTables, storedColumns } from "./patient-tables.ts";
import { createPatient } from "./patients.ts";
import { setRecordingState } from "./recording-states.ts";
import { addRecording } from "./recordings.ts";
import { dismissReminder } from "./reminders.ts";
import { keepReportDraft } from "./report-drafts.ts";
import { addReport } from "./reports.ts";
import { addRoomCheck } from "./room-checks.ts";
import { decideTake } from "./take-choices.ts";
import { createTreatment } from "./treatments.ts";
import { keepIndices } from "./visit-indices.ts";
import { setVisitModels } from "./visit-models.ts";
import { createVisit } from "./visits.ts";

const quiet = () => {};
const passphrase = "three calm herons";
const code = (expected: string) => expect.objectContaining({ code: expected });

const items: Alsfrs = {
  ...{ speech: 3, salivation: 4, swallowing: 2, handwriting: 1, cuttingFood: 0, gastrostomy: true },
  ...{ dressing: 4, turningInBed: 4, walking: 3, climbingStairs: 2 },
  ...{ dyspnoea: 4, orthopnoea: 4, respiratoryInsufficiency: 4 },
  ...{ rater: "Dr. X", mode: "phone" },
};

/** An empty data folder, and who works there. */
const newPlace = (): HistoryPlace => ({
  dataFolder: temporaryFolder(),
  actor: "dr-x",
  programVersion: "1.2.3",
  key: testKey,
  users: null,
});

function use<T>({ dataFolder }: HistoryPlace, work: (history: History) => T): T {
  const history = openDataHistory(dataFolder, testKey, { actor: "dr-x" });
  try {
    return work(history);
  } finally {
    history.close();
  }
}

/** How one of the recordings was made. */
const madeHere: CaptureReport = {
  device: {
    ...{ label: "Röde NT", sampleRateHz: 48_000, channels: 2, suspectedBluetooth: false },
    ...{ echoCancellation: false, autoGainControl: false, noiseSuppression: null },
  },
  ...{ startedAt: "2026-01-05T09:00:00.000Z", by: "Ms. Adler", ended: "silence", lostSamples: 0 },
  calibration: null,
};

const checkedRoom: RoomCheck = {
  at: "2026-01-05T08:59:00.000Z",
  by: "Ms. Adler",
  device: madeHere.device,
  facts: {
    ...{ durationSeconds: 12, peakDbfs: -12, clippedFraction: 0, noiseDbfs: -60, snrDb: 40, hum: null },
    ...{ humHeard: true, heldSeconds: 0, toneDriftDb: 0.2, bandEdgeHz: null },
  },
  findings: [{ aspect: "noise", standing: "good", remark: null }],
};

const weighing: SiteForm = {
  ...{ schemaVersion: 1, id: "weighing", title: { en: "Weight" }, source: "own", sums: [] },
  fields: [
    {
      ...{ id: "weight", label: { en: "Weight" }, kind: "number", unit: "kg" },
      ...{ minimum: 20, maximum: 300, decimals: 1 },
    },
  ],
};

/** One listening that was answered, and one that still waits. */
function listen(history: History, recordingId: string, patientId: string): void {
  const toHear = [false, true].map((isRepeat) => ({ recordingId, patientId, isRepeat }));
  const session = beginListening(history, { kind: "rating", toHear, amongVisits: 1 });
  answerListening(history, nextListening(history, session)!.id, { "grbas-grade": 2 });
}

/** A patient with something in every table; one sound in two visits, another patient beside. */
function fill(history: History): PatientId {
  const sounds = [randomBytes(3 << 20), randomBytes(60_000), Buffer.alloc(0)];
  const patient = createPatient(history, {
    ...{ ...patientDetails("P1", "Jürgen Öz"), birthDate: "1960-02-29", sex: "male" },
    ...{ onsetDate: "2025-03-01", onsetRegion: "bulbar", diagnosisCode: "als", notes: "“a”\nb" },
  });
  const visits = ["2026-01-05", "2025-12-01"].map((date) =>
    createVisit(history, { ...visitDetails(date), patientId: patient.id }),
  );
  for (const visit of visits) {
    for (const [number, bytes] of sounds.entries()) {
      const made = { visitId: visit.id, fileName: `${number} ü.wav`, bytes, analysis: analysisOf("hnr", 20) };
      const { recording } = addRecording(history, { ...made, task: "vowel-a" });
      addAnalysis(history, recording.id, analysisOf("hnr", 21));
      if (number === 0) settleCapture(history, CaptureId.parse(randomUUID()), recording.id, madeHere);
      if (number === 1) decideTake(history, { id: recording.id, decision: "best", reason: "calm" });
      if (number === 2) listen(history, recording.id, patient.id);
    }
    setAlsfrs(history, { visitId: visit.id, alsfrs: items });
    setVisitModels(history, { visitId: visit.id, models: { "vowel-a": ["als-cnn"] } });
    const signedBy = {
      signer: "Dr. Müller",
      signedAt: "2026-01-05T10:00:00.000Z",
      meaning: "author" as const,
    };
    addReport(history, { visitId: visit.id, pdf: randomBytes(50_000), signature: signedBy, addsTo: null });
    keepReportDraft(history, visit.id, ReportDraft.parse({ conclusion: "Slower." }));
    keepIndices(history, visit.id, "x", {});
    addRoomCheck(history, visit.id, checkedRoom);
    setRecordingState(history, { visitId: visit.id, state: { ...noRecordingState, fatigue: 3 } });
    setFormEntry(history, { visitId: visit.id, form: weighing, answers: { weight: 71.5 } });
  }
  const treatment = {
    patientId: patient.id,
    kind: "PEG" as const,
    label: "",
    start: "2026-02-01",
    end: null,
  };
  createTreatment(history, treatment);
  dismissReminder(history, patient.id, "voice-banking");
  const other = createPatient(history, patientDetails("P2"));
  createVisit(history, { ...visitDetails("2026-01-01"), patientId: other.id });
  return patient.id;
}

/** Bytes by their SHA-256. */
function withBytesHashed(row: Record<string, unknown>): Record<string, unknown> {
  const hashed = Object.entries(row).map(([column, value]) => [
    column,
    Buffer.isBuffer(value) ? sha256Of(value) : value,
  ]);
  return Object.fromEntries(hashed);
}

/** Everything of a patient, row by row, as it is stored. */
function contentOf({ database }: History, patientId: string): Record<string, unknown[]> {
  return Object.fromEntries(
    patientTables.map(({ name, rows }) => {
      const columns = storedColumns(database, name).map((column) => `"${column}"`);
      const found = database
        .prepare<[object], Record<string, unknown>>(`SELECT ${columns.join(", ")} FROM ${name} WHERE ${rows}`)
        .all({ patientId });
      return [name, found.map(withBytesHashed)];
    }),
  );
}

/** A filled history, and the file of its first patient. */
async function exported() {
  const place = newPlace();
  const patientId = use(place, fill);
  const file = join(temporaryFolder(), "p.bulbar-patient");
  const written = await exportPatient(place, file, { patientId, passphrase }, quiet);
  return { place, patientId, file, written, content: use(place, (history) => contentOf(history, patientId)) };
}

const take = (place: HistoryPlace, file: string, newCode: string | null = null, given = passphrase) =>
  importPatient(place, file, { passphrase: given, code: newCode }, quiet);

test("a patient comes back in another history with every value and every byte, and nothing of another one", async () => {
  const { place, patientId, file, written, content } = await exported();
  expect(written).toMatchObject({ patientId, code: "P1", visits: 2, recordings: 6 });
  for (const text of ["Jürgen", "2026-01-05", "vowel-a", "SQLite"])
    expect(readFileSync(file).includes(text), text).toBe(false);
  const other = newPlace();
  expect(await take(other, file)).toEqual(written);
  use(other, (history) => {
    expect(contentOf(history, patientId)).toEqual(content);
    for (const [table, rows] of Object.entries(content)) expect(rows.length, table).toBeGreaterThan(0);
    expect(history.database.prepare("SELECT count(*) FROM patients").pluck().get()).toBe(1);
    checkHistory(history);
    expect(verifyAudit(history)).toBeNull();
    expect(listAudit(history).at(-1)).toMatchObject({
      ...{ actor: "dr-x", action: "create", patientId },
      detail: "from a sealed file, 2 visits, 6 recordings",
    });
  });
  expect(use(place, (history) => listAudit(history)).at(-1)).toMatchObject({ action: "export", patientId });
  expect(readdirSync(join(file, ".."))).toEqual(["p.bulbar-patient"]);
});

test("a patient who is there is told and nothing is changed; under another code it is a second one", async () => {
  const { place, patientId, file, content } = await exported();
  const rowsBefore = use(place, (history) => listAudit(history).length);
  await expect(take(place, file)).rejects.toMatchObject({
    ...{ code: "patient-exists", data: { why: "id", facts: { code: "P1" } } },
  });
  await expect(take(place, file, "p2")).rejects.toMatchObject({
    ...{ code: "patient-exists", data: { why: "code", facts: { code: "P2" } } },
  });
  await expect(take(place, file, "p1")).rejects.toMatchObject({ code: "patient-exists" });
  use(place, (history) => {
    expect(contentOf(history, patientId)).toEqual(content);
    expect(listAudit(history)).toHaveLength(rowsBefore);
  });
  const second = await take(place, file, "P1 again");
  expect(second.patientId).not.toBe(patientId);
  use(place, (history) => {
    expect(contentOf(history, patientId)).toEqual(content);
    const copy = contentOf(history, second.patientId);
    expect(copy.patients).toEqual([
      { ...(content.patients![0] as object), id: second.patientId, code: "P1 again" },
    ]);
    expect(copy.media).toEqual(content.media);
    expect(copy.recordings).toHaveLength(6);
    expect(copy.analyses).toHaveLength(12);
    checkHistory(history);
  });
});

test("an existing patient of the same code in another history is told", async () => {
  const { file } = await exported();
  const other = newPlace();
  use(other, (history) => createPatient(history, patientDetails("p1")));
  await expect(take(other, file)).rejects.toMatchObject({ code: "patient-exists", data: { why: "code" } });
  expect(await take(other, file, "P9")).toMatchObject({ code: "P9", recordings: 6 });
});

test("a wrong passphrase, a cut file, a flipped bit and another file are told, and leave the history as it was", async () => {
  const { file } = await exported();
  const other = newPlace();
  const before = use(other, (history) => listAudit(history));
  const whole = readFileSync(file);
  await expect(take(other, file, null, "three calm heron")).rejects.toThrow(code("passphrase-wrong"));
  const flipped = Buffer.from(whole);
  flipped[whole.length - 2000]! ^= 8;
  writeFileSync(file, flipped);
  await expect(take(other, file)).rejects.toThrow(code("sealed-file-damaged"));
  writeFileSync(file, whole.subarray(0, whole.length - 2000));
  await expect(take(other, file)).rejects.toThrow(code("sealed-file-cut"));
  writeFileSync(file, "%PDF-1.7");
  await expect(take(other, file)).rejects.toThrow(code("sealed-file-foreign"));
  await expect(take(other, `${file}-away`)).rejects.toThrow(code("file-not-found"));
  expect(use(other, (history) => listAudit(history))).toEqual(before);
});

test("what has the file's name is replaced only where it is such a file", async () => {
  const place = newPlace();
  const patientId = use(place, fill);
  const folder = temporaryFolder();
  const file = join(folder, "letter");
  writeFileSync(file, "dear colleague");
  await expect(exportPatient(place, file, { patientId, passphrase }, quiet)).rejects.toThrow(
    code("storage-in-the-way"),
  );
  expect(readFileSync(file, "utf8")).toBe("dear colleague");
  await expect(
    exportPatient(place, join(folder, "stick", "a"), { patientId, passphrase }, quiet),
  ).rejects.toThrow(code("storage-unavailable"));
  const missing = { patientId: "nobody" as PatientId, passphrase };
  await expect(exportPatient(place, join(folder, "b"), missing, quiet)).rejects.toThrow(code("not-found"));
  expect(readdirSync(folder)).toEqual(["letter"]);
});

type Records = Parameters<typeof recordBytes>[];
const patientRow = { ...patientDetails("X"), id: crypto.randomUUID(), createdAt: "2026-01-05T10:00:00.000Z" };
const visitRow = (patientId: string) => ({
  ...{ ...visitDetails("2026-01-05"), id: crypto.randomUUID(), patientId },
  createdAt: "2026-01-05T10:00:00.000Z",
});
const start = (schema = 4): Records[number] => [{ kind: "start", schema }];
const row = (table: string, row: Record<string, string | number | null>): Records[number] => [
  { kind: "row", table, row },
];
const end = (rows: number): Records[number] => [{ kind: "end", rows }];

/** A sealed file of these records, made by somebody who knows how. */
async function handMade(records: Records): Promise<string> {
  const path = join(temporaryFolder(), "made.bulbar-patient");
  const file = openSync(path, "wx");
  const about = { content: "patient", createdAt: "2026-01-05T10:00:00.000Z", programVersion: "9" };
  const writer = await beginSealedFile(file, passphrase, about, "");
  for (const record of records) for (const bytes of recordBytes(...record)) writer.write(bytes);
  writer.end();
  closeSync(file);
  return path;
}

test("a file of an older schema goes through the migrations: a diagnosis in words gets its code", async () => {
  const { diagnosisCode: _, ...old } = patientRow;
  const file = await handMade([start(3), row("patients", { ...old, diagnosis: "ALS, probable" }), end(1)]);
  const place = newPlace();
  const { patientId } = await take(place, file);
  expect(patientId).toBe(patientRow.id);
  use(place, ({ database }) =>
    expect(database.prepare("SELECT diagnosisCode FROM patients").pluck().all()).toEqual(["als"]),
  );
});

test.each([
  ["a newer schema", [start(99), row("patients", patientRow), end(1)], "sealed-file-from-future"],
  ["no patient", [start(), end(0)], "sealed-file-damaged"],
  ["no end", [start(), row("patients", patientRow)], "sealed-file-damaged"],
  ["fewer rows than it says", [start(), row("patients", patientRow), end(2)], "sealed-file-damaged"],
  ["another table", [start(), row("audit", { number: 1 }), end(1)], "sealed-file-damaged"],
  [
    "a column that is none",
    [start(), row("patients", { ...patientRow, 'a") --': 1 }), end(1)],
    "sealed-file-damaged",
  ],
  [
    "an id that is none",
    [start(), row("patients", { ...patientRow, id: "../x" }), end(1)],
    "sealed-file-damaged",
  ],
  [
    "a date that is none",
    [start(), row("patients", { ...patientRow, birthDate: "soon" }), end(1)],
    "sealed-file-damaged",
  ],
] as [string, Records, string][])("a file with %s is refused", async (_, records, expected) => {
  const place = newPlace();
  await expect(take(place, await handMade(records))).rejects.toThrow(code(expected));
  use(place, ({ database }) =>
    expect(database.prepare("SELECT count(*) FROM patients").pluck().get()).toBe(0),
  );
});

test("a file cannot add a visit to a patient who is here", async () => {
  const place = newPlace();
  const here = use(place, (history) => createPatient(history, patientDetails("HERE")));
  const records = [start(), row("patients", patientRow), row("visits", visitRow(here.id)), end(2)];
  await expect(take(place, await handMade(records))).rejects.toThrow(code("sealed-file-damaged"));
  use(place, ({ database }) => expect(database.prepare("SELECT * FROM visits").all()).toEqual([]));
});
