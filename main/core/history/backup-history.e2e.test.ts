import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { listAudit } from "./audit.ts";
import { auditFindings } from "./audit-verify.ts";
import { addPatient, contentOf, filledFolder } from "./backup.fixtures.ts";
import { backUpHistory } from "./backup-history.ts";
import { checkHistoryFile } from "./check-file.ts";
import { temporaryFolder, testKey } from "./history.fixtures.ts";
import { openDataHistory } from "./open-data-history.ts";
import { listRecordings, readRecordingBytes } from "./recordings.ts";
import { recoverHistory } from "./recover-history.ts";
import { restoreHistory } from "./restore-history.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const quiet = () => {};
const check = (path: string) => checkHistoryFile(path, testKey, quiet);

function flipBit(path: string, at: number, bit = 0x10): void {
  const file = openSync(path, "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  byte[0]! ^= bit;
  writeSync(file, byte, 0, 1, at);
  closeSync(file);
}

function findingsOf(dataFolder: string) {
  const history = openDataHistory(dataFolder, testKey);
  try {
    return { findings: auditFindings(history), rows: listAudit(history) };
  } finally {
    history.close();
  }
}

test("a bit flipped at any of 20 random places is found by the check, and flipped back is not", async () => {
  const { path } = filledFolder();
  const whole = await check(path);
  expect(whole).toMatchObject({ recordings: 3, media: 3 });
  for (let round = 0; round < 20; round++) {
    const [at, bit] = [Math.floor(Math.random() * statSync(path).size), 1 << Math.floor(Math.random() * 8)];
    flipBit(path, at, bit);
    await expect(check(path), `byte ${at}, bit ${bit}`).rejects.toThrow(code("history-corrupt"));
    flipBit(path, at, bit);
  }
  expect(await check(path)).toEqual(whole);
});

test("a sound that is not the one of its SHA-256 is found by the check and when it is read", async () => {
  const { dataFolder, path } = filledFolder(1);
  const history = openDataHistory(dataFolder, testKey);
  history.database.exec("UPDATE media SET bytes = x'00'");
  const visitId = history.database.prepare<[], VisitId>("SELECT id FROM visits").pluck().get()!;
  const [recording] = listRecordings(history, visitId);
  expect(() => readRecordingBytes(history, recording!.id)).toThrow(code("history-corrupt"));
  history.close();
  await expect(check(path)).rejects.toThrow(code("history-corrupt"));
});

test("a backup made while others write brings back every byte; what was there is kept, the trail says so", async () => {
  const place = filledFolder();
  const before = contentOf(place.dataFolder);
  const writing = openDataHistory(place.dataFolder, testKey);
  const target = join(temporaryFolder(), "b.bulbar-backup");
  const made = await backUpHistory(place, target, quiet);
  writing.close();
  expect(made).toMatchObject({ file: target, recordings: 3, bytes: statSync(target).size });
  expect(readFileSync(target).includes("bulbar history restore FILE")).toBe(true);
  expect(readFileSync(target).includes("SQLite format 3")).toBe(false);
  addPatient(place.dataFolder, "P2");
  const { keptAs } = await restoreHistory(place, target, { backupKey: null }, quiet);
  expect(contentOf(place.dataFolder)).toEqual(before);
  const { findings, rows } = findingsOf(place.dataFolder);
  expect(findings).toEqual([]);
  expect(rows.at(-1)).toMatchObject({ actor: "dr-x", subject: "history", action: "update" });
  expect(rows.at(-1)?.detail).toMatch(/^restored: an older state.*the trail stood at row \d+, [0-9a-f]{64}$/);
  copyFileSync(join(place.dataFolder, keptAs!), place.path);
  expect(contentOf(place.dataFolder).codes).toEqual(["P1", "P2"]);
});

test("a damaged history is replaced by a backup, also one that does not open at all", async () => {
  for (const damage of [
    (path: string) => flipBit(path, Math.floor(statSync(path).size / 2)),
    (path: string) => flipBit(path, 40),
    (path: string) => truncateSync(path, 100),
  ]) {
    const place = filledFolder();
    const before = contentOf(place.dataFolder);
    const target = join(temporaryFolder(), "b.bulbar-backup");
    await backUpHistory(place, target, quiet);
    damage(place.path);
    await restoreHistory(place, target, { backupKey: null }, quiet);
    expect(contentOf(place.dataFolder)).toEqual(before);
    expect(findingsOf(place.dataFolder).findings).toEqual([]);
  }
});

test("on another computer a backup needs the data key, and nothing else", async () => {
  const place = filledFolder();
  const before = contentOf(place.dataFolder);
  const target = join(temporaryFolder(), "b.bulbar-backup");
  await backUpHistory(place, target, quiet);
  const other = { ...place, dataFolder: temporaryFolder() };
  const stranger = { ...other, key: "f".repeat(64) };
  await expect(restoreHistory(stranger, target, { backupKey: null }, quiet)).rejects.toThrow(
    code("history-locked"),
  );
  expect(readdirSync(other.dataFolder)).toEqual([]);
  expect(await restoreHistory(other, target, { backupKey: null }, quiet)).toMatchObject({
    keptAs: null,
    recordings: 3,
  });
  expect(contentOf(other.dataFolder)).toEqual(before);
  expect(findingsOf(other.dataFolder).findings).toEqual([]);
});

test.each([
  ["a flipped bit", (file: string) => flipBit(file, 70_000)],
  ["a cut", (file: string) => truncateSync(file, statSync(file).size - 5000)],
  ["another file", (file: string) => writeFileSync(file, "not a backup")],
  ["an empty file", (file: string) => writeFileSync(file, "")],
])("a backup with %s is refused and the history stays as it was", async (_, damage) => {
  const place = filledFolder();
  const target = join(temporaryFolder(), "b.bulbar-backup");
  await backUpHistory(place, target, quiet);
  damage(target);
  const [files, bytes] = [readdirSync(place.dataFolder), readFileSync(place.path)];
  await expect(restoreHistory(place, target, { backupKey: null }, quiet)).rejects.toThrow(
    code("backup-invalid"),
  );
  expect(readdirSync(place.dataFolder)).toEqual(files);
  expect(readFileSync(place.path).equals(bytes)).toBe(true);
});

test("a folder that is not there and a name that is not a backup's are told, nothing is left or replaced", async () => {
  const place = filledFolder(1);
  const folder = temporaryFolder();
  await expect(backUpHistory(place, join(folder, "stick", "b"), quiet)).rejects.toThrow(
    code("storage-unavailable"),
  );
  writeFileSync(join(folder, "letter"), "dear colleague");
  await expect(backUpHistory(place, join(folder, "letter"), quiet)).rejects.toThrow(
    code("storage-in-the-way"),
  );
  expect(readFileSync(join(folder, "letter"), "utf8")).toBe("dear colleague");
  await backUpHistory(place, join(folder, "b"), quiet);
  await backUpHistory(place, join(folder, "b"), quiet);
  expect(readdirSync(folder).sort()).toEqual(["b", "letter"]);
  const nothing = { ...place, dataFolder: temporaryFolder() };
  await expect(backUpHistory(nothing, join(folder, "c"), quiet)).rejects.toThrow(code("not-found"));
});

test("restore refuses a history that another program has open", async () => {
  const place = filledFolder(1);
  const target = join(temporaryFolder(), "b.bulbar-backup");
  await backUpHistory(place, target, quiet);
  const open = openDataHistory(place.dataFolder, testKey);
  await expect(restoreHistory(place, target, { backupKey: null }, quiet)).rejects.toThrow(
    code("history-locked"),
  );
  open.close();
  expect(readdirSync(place.dataFolder).sort()).toEqual(["history.db", "history.head"]);
});

test("what can be read of a damaged history is salvaged; what is lost is told, and kept aside", async () => {
  const place = filledFolder(6);
  const before = contentOf(place.dataFolder);
  flipBit(place.path, statSync(place.path).size - 20_000);
  await expect(check(place.path)).rejects.toThrow(code("history-corrupt"));
  const { tables, keptAs } = await recoverHistory(place, quiet);
  const told = Object.fromEntries(tables.map(({ table, saved, lost }) => [table, [saved, lost]]));
  expect(told).toMatchObject({ patients: [1, 0], visits: [1, 0], media: [5, 1], recordings: [5, 1] });
  await check(place.path);
  const after = contentOf(place.dataFolder);
  expect(after.codes).toEqual(["P1"]);
  expect(after.sounds).toHaveLength(5);
  expect(before.sounds).toEqual(expect.arrayContaining(after.sounds));
  expect(readdirSync(place.dataFolder)).toContain(keptAs);
  expect(findingsOf(place.dataFolder).rows.at(-1)?.detail).toMatch(/lost: 1 of media, 1 of recordings/);
});

test("a salvage of a sound history loses nothing, not even a row of the trail", async () => {
  const place = filledFolder(4);
  const before = contentOf(place.dataFolder);
  const { tables } = await recoverHistory(place, quiet);
  expect(tables.filter(({ lost }) => lost > 0)).toEqual([]);
  expect(contentOf(place.dataFolder)).toEqual(before);
  expect(findingsOf(place.dataFolder).findings).toEqual([]);
  rmSync(join(place.dataFolder, "history.head"));
  expect(findingsOf(place.dataFolder).findings).toMatchObject([{ kind: "head-missing" }]);
});
