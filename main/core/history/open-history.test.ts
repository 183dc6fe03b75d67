import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { PatientId, RecordingId } from "../../../shared/domain/ids.ts";
import { analysisOf } from "./analysis.fixture.ts";
import { verifyAudit } from "./audit-verify.ts";
import { patientDetails, temporaryFolder, testKey, visitDetails } from "./history.fixtures.ts";
import { type Migration, migrate, migrations } from "./migrate.ts";
import { checkHistory, type History, openHistory } from "./open-history.ts";
import { listPatients } from "./patient-list.ts";
import { createPatient, getPatient } from "./patients.ts";
import { addRecording, readRecordingBytes } from "./recordings.ts";
import { createVisit } from "./visits.ts";

const path = () => join(temporaryFolder(), "history.db");
const code = (expected: string) => expect.objectContaining({ code: expected });

/** A history with one patient and a recording of 400 kB, closed. */
function filledHistory(): { file: string; patientId: PatientId; recordingId: RecordingId } {
  const file = path();
  const history = openHistory(file, testKey);
  const { id: patientId } = createPatient(history, patientDetails("P1", "Margarethe Löwenzahn"));
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), patientId });
  const made = {
    visitId: visit.id,
    task: "vowel-a" as const,
    fileName: "a.wav",
    bytes: randomBytes(400_000),
  };
  const { recording } = addRecording(history, { ...made, analysis: analysisOf("f0-mean", 120) });
  history.close();
  return { file, patientId, recordingId: recording.id };
}

test("what was written is there after closing, and only with the right key", () => {
  const { file, patientId } = filledHistory();
  expect(() => openHistory(file, "f".repeat(64))).toThrow(code("history-locked"));
  expect(() => openHistory(file, "not hexadecimal")).toThrow(code("history-locked"));
  const history = openHistory(file, testKey);
  expect(getPatient(history, patientId).name).toBe("Margarethe Löwenzahn");
  expect(() => checkHistory(history)).not.toThrow();
  history.close();
});

test("no name, code or note stands in the file or its write-ahead log", () => {
  const file = path();
  const history = openHistory(file, testKey);
  const names = ["Margarethe Zahnlos", "HOSPITAL-4711"] as const;
  createPatient(history, patientDetails(names[1], names[0]));
  const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(4096);
  for (const text of [...names, "SQLite format 3", "patients"]) {
    expect(bytes.includes(text)).toBe(false);
    expect(bytes.includes(Buffer.from(text, "utf16le"))).toBe(false);
  }
  history.close();
});

test("settings: WAL, foreign keys, secure delete, waiting for others, strict tables", () => {
  const file = path();
  const { database, close } = openHistory(file, testKey);
  const value = (pragma: string) => database.pragma(pragma, { simple: true });
  expect(value("journal_mode")).toBe("wal");
  expect(value("foreign_keys")).toBe(1);
  expect(value("secure_delete")).toBe(1);
  expect(value("temp_store")).toBe(2);
  expect(value("busy_timeout")).toBe(10_000);
  const tables = database.pragma("table_list") as { name: string; strict: number }[];
  const own = tables.filter(({ name }) => !name.startsWith("sqlite_"));
  expect(own.map(({ name }) => name).sort()).toEqual(
    [
      "alsfrs",
      "analyses",
      "audit",
      "auditKeys",
      "captureReports",
      "captures",
      "levelCalibrations",
      "dismissedReminders",
      "formEntries",
      "listenings",
      "media",
      "outbox",
      "patientIndex",
      "patients",
      "recordingStates",
      "recordings",
      "reportDrafts",
      "reports",
      "researchPseudonyms",
      "roomChecks",
      "siteSettings",
      "takeChoices",
      "thumbnails",
      "treatments",
      "visitIndices",
      "visitModels",
      "visits",
    ].sort(),
  );
  expect(own.every(({ strict }) => strict === 1)).toBe(true);
  close();
  expect(readdirSync(join(file, ".."))).toEqual(["history.db"]);
});

test("two programs may have the history open", () => {
  const { file, patientId } = filledHistory();
  const [a, b] = [openHistory(file, testKey), openHistory(file, testKey)];
  createPatient(a, patientDetails("P2"));
  createPatient(b, patientDetails("P3"));
  expect(listPatients(a).rows).toHaveLength(3);
  expect(getPatient(b, patientId).code).toBe("P1");
  a.close();
  b.close();
});

test("a history of a newer program is refused and not touched", () => {
  const { file } = filledHistory();
  const history = openHistory(file, testKey);
  history.database.pragma(`user_version = ${migrations.length + 1}`);
  history.close();
  const before = readFileSync(file);
  expect(() => openHistory(file, testKey)).toThrow(code("history-from-future"));
  expect(readFileSync(file).equals(before)).toBe(true);
});

test.each([
  ["cut in the middle", (file: string) => truncateSync(file, 40_960)],
  ["cut within a page", (file: string) => truncateSync(file, statSync(file).size - 100)],
  ["emptied", (file: string) => truncateSync(file, 0)],
  ["cut to a stub", (file: string) => truncateSync(file, 100)],
  ["overwritten from the second page on", (file: string) => spoil(file, 4096, statSync(file).size - 4096)],
])("a file %s is history-corrupt", (_, damage) => {
  const { file } = filledHistory();
  damage(file);
  expect(() => openHistory(file, testKey)).toThrow(code("history-corrupt"));
});

test("one spoiled byte of a sound is found when it is read, and by the full check", () => {
  const { file, recordingId } = filledHistory();
  spoil(file, statSync(file).size - 150_000, 1);
  const history = openHistory(file, testKey);
  expect(() => readRecordingBytes(history, recordingId)).toThrow(code("history-corrupt"));
  expect(() => checkHistory(history)).toThrow(code("history-corrupt"));
  history.close();
});

test.each([
  ["a spoiled first page", testKey, (bytes: Buffer) => spoiled(bytes, 100, 50), "history-corrupt"],
  ["a spoiled salt and page", testKey, (bytes: Buffer) => spoiled(bytes, 0, 150), "history-corrupt"],
  ["another key", "f".repeat(64), (bytes: Buffer) => bytes, "history-locked"],
  [
    "another key and a spoiled salt",
    "f".repeat(64),
    (bytes: Buffer) => spoiled(bytes, 0, 9),
    "history-locked",
  ],
  ["a text in its place", testKey, () => Buffer.from("code;name\n".repeat(2000)), "history-foreign"],
  ["a short text in its place", testKey, () => Buffer.from("hello"), "history-foreign"],
  ["a plain SQLite file in its place", testKey, plainSqlite, "history-foreign"],
  ["zeros in its place", testKey, () => Buffer.alloc(40_960), "history-foreign"],
])("%s is told as what it is, and the file stays as it was", (_, key, change, expected) => {
  const { file } = filledHistory();
  const bytes = change(readFileSync(file));
  writeFileSync(file, bytes);
  expect(() => openHistory(file, key)).toThrow(code(expected));
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("a history of each earlier version is brought to the newest, rows and all", () => {
  for (let version = 1; version <= migrations.length; version++) {
    const file = historyOfVersion(version);
    const history = openHistory(file, testKey);
    expect(history.database.pragma("user_version", { simple: true })).toBe(migrations.length);
    const reference = openHistory(path(), testKey);
    expect(schemaOf(history)).toEqual(schemaOf(reference));
    expect(listPatients(history).rows.map(({ name }) => name)).toEqual(["Margarethe Löwenzahn"]);
    expect(verifyAudit(history)).toBeNull();
    reference.close();
    history.close();
  }
});

test("a file moved away, removed or replaced while it is open takes no more writes", () => {
  for (const part of [renameAway, rmSync, replace]) {
    const { file } = filledHistory();
    const history = openHistory(file, testKey);
    part(file);
    expect(() => createPatient(history, patientDetails("P2"))).toThrow(code("storage-unavailable"));
    history.close();
  }
});

test("a step that fails leaves the schema and the rows before it; the next program goes on from there", () => {
  const { file, patientId } = filledHistory();
  const { database, close } = openHistory(file, testKey);
  const addColumn: Migration = (db) =>
    db.exec("ALTER TABLE patients ADD COLUMN site TEXT NOT NULL DEFAULT 'here'");
  const fails: Migration = (db) => {
    db.exec("UPDATE patients SET name = 'lost'");
    throw new Error("power cut");
  };
  expect(() => migrate(database, [...migrations, addColumn, fails])).toThrow("power cut");
  expect(database.pragma("user_version", { simple: true })).toBe(migrations.length + 1);
  const row = database.prepare("SELECT name, site FROM patients WHERE id = ?").get(patientId);
  expect(row).toEqual({ name: "Margarethe Löwenzahn", site: "here" });
  close();
});

test("a full disk stores nothing and says so", () => {
  const { file, patientId } = filledHistory();
  const history = openHistory(file, testKey);
  const visit = createVisit(history, { ...visitDetails("2026-02-01"), patientId });
  const pages = history.database.pragma("page_count", { simple: true }) as number;
  history.database.pragma(`max_page_count = ${pages + 10}`);
  const made = {
    visitId: visit.id,
    task: "vowel-a" as const,
    fileName: "a.wav",
    bytes: randomBytes(400_000),
  };
  expect(() => addRecording(history, { ...made, analysis: null })).toThrow(code("storage-full"));
  expect(history.database.prepare("SELECT count(*) FROM media").pluck().get()).toBe(1);
  expect(getPatient(history, patientId).code).toBe("P1");
  history.close();
});

test("a copy of the closed file is a whole history", () => {
  const { file, patientId } = filledHistory();
  const copy = path();
  copyFileSync(file, copy);
  const history = openHistory(copy, testKey);
  expect(getPatient(history, patientId).code).toBe("P1");
  history.close();
});

function spoil(file: string, from: number, length: number): void {
  writeFileSync(file, spoiled(readFileSync(file), from, length));
}

function spoiled(bytes: Buffer, from: number, length: number): Buffer {
  return bytes.map((byte, i) => (i >= from && i < from + length ? byte ^ 0x5a : byte)) as Buffer;
}

function plainSqlite(): Buffer {
  const database = new Database(":memory:");
  database.exec("CREATE TABLE patients (id TEXT)");
  return database.serialize();
}

/** A history as the program of that schema version left it: its own migrations only, and rows in plain SQL. */
function historyOfVersion(version: number): string {
  const file = path();
  const database = new Database(file);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma("legacy = 4");
  database.pragma(`key = "x'${testKey}'"`);
  migrate(database, migrations.slice(0, version));
  database
    .prepare(
      `INSERT INTO patients (id, code, name, onsetRegion, diagnosis, notes, createdAt)
       VALUES ('p1', 'P1', 'Margarethe Löwenzahn', 'bulbar', '', '', '2026-01-05T10:00:00.000Z')`,
    )
    .run();
  database.close();
  return file;
}

/** Every table, index and trigger as it was declared. */
function schemaOf({ database }: History): unknown[] {
  return database.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();
}

const renameAway = (file: string) => renameSync(file, `${file}.away`);
const replace = (file: string) => {
  copyFileSync(file, `${file}.copy`);
  renameSync(`${file}.copy`, file);
};
