import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { auditFindings } from "./audit-verify.ts";
import { addPatient, contentOf, filledFolder } from "./backup.fixtures.ts";
import { readBackupNote } from "./backup-file.ts";
import { backUpHistory } from "./backup-history.ts";
import { checkHistoryFile } from "./check-file.ts";
import { temporaryFolder, testKey } from "./history.fixtures.ts";
import { type HistoryRequest, historyApart } from "./history-apart.ts";
import { openDataHistory } from "./open-data-history.ts";
import { canMount, makeReadOnly, smallDisk } from "./real-disk.fixture.ts";

const quiet = () => {};
const moments = 20;

/** Lets a history's process work and kills it after so many milliseconds; true where it was done before. */
async function workUntilKilled(request: HistoryRequest, milliseconds: number): Promise<boolean> {
  const child = fork(new URL("./history-process.ts", import.meta.url), { stdio: "ignore", execArgv: [] });
  let isDone = false;
  child.on("message", (answer: object) => {
    isDone ||= "done" in answer;
  });
  const ended = once(child, "exit");
  child.send(request);
  await Promise.race([after(milliseconds), ended]);
  child.kill("SIGKILL");
  await ended;
  return isDone;
}

/** How long the work takes when nobody kills it, ms: started afresh, as it is killed. */
async function durationOf(request: HistoryRequest): Promise<number> {
  const started = performance.now();
  expect(await workUntilKilled(request, 60_000)).toBe(true);
  return performance.now() - started;
}

/** At once, then random moments (starting the process takes the first part), at last none: it is left to finish. */
const momentOf = (round: number, duration: number) =>
  round === 0 ? 0 : round === moments - 1 ? 60_000 : duration * (0.3 + 1.2 * Math.random());

test("20 backups killed at random moments: the old or the new one has the name, and the history is whole", async () => {
  const place = filledFolder(20, 400_000);
  const folder = temporaryFolder();
  const file = join(folder, "b.bulbar-backup");
  const request: HistoryRequest = { work: "backup", place, file };
  const duration = await durationOf(request);
  let finished = 0;
  for (let round = 0; round < moments; round++) {
    addPatient(place.dataFolder, `R${round}`);
    const before = readBackupNote(file).createdAt;
    const isDone = await workUntilKilled(request, momentOf(round, duration));
    const { createdAt } = readBackupNote(file);
    if (isDone) expect(createdAt > before).toBe(true);
    finished += Number(createdAt > before);
    expect(readdirSync(folder).filter((name) => !name.startsWith("."))).toEqual(["b.bulbar-backup"]);
  }
  expect(finished).toBeGreaterThan(0);
  expect(finished).toBeLessThan(moments);
  const whole = await checkHistoryFile(place.path, testKey, quiet);
  expect(whole.recordings).toBe(20);
  const held = contentOf(place.dataFolder);
  await historyApart("restore", place, file, { onProgress: quiet }, { backupKey: null });
  expect(contentOf(place.dataFolder).sounds).toEqual(held.sounds);
});

test("20 restores killed at random moments: the old or the new history is there, whole, and the trail as well", async () => {
  const place = filledFolder(20, 400_000);
  const file = join(temporaryFolder(), "b.bulbar-backup");
  await backUpHistory(place, file, quiet);
  const request: HistoryRequest = { work: "restore", place, file, ask: { backupKey: null } };
  const duration = await durationOf(request);
  const { sounds } = contentOf(place.dataFolder);
  const seen = new Set<string>();
  for (let round = 0; round < moments; round++) {
    addPatient(place.dataFolder, "NEW");
    const isDone = await workUntilKilled(request, momentOf(round, duration));
    await checkHistoryFile(place.path, testKey, quiet);
    const content = contentOf(place.dataFolder);
    expect(content.sounds).toEqual(sounds);
    if (isDone) expect(content.codes).toEqual(["P1"]);
    seen.add(String(content.codes));
    const history = openDataHistory(place.dataFolder, testKey);
    expect(auditFindings(history)).toEqual([]);
    history.close();
    if (content.codes.length > 1)
      await historyApart("restore", place, file, { onProgress: quiet }, { backupKey: null });
    for (const name of readdirSync(place.dataFolder))
      if (name.startsWith("history-before")) rmSync(join(place.dataFolder, name));
  }
  expect([...seen].sort()).toEqual(["NEW,P1", "P1"]);
});

describe.skipIf(!canMount)("on disks of their own (skipped where this account cannot mount)", () => {
  test("a full stick is told, keeps the older backup, and nothing half is left on it", async () => {
    const place = filledFolder(3, 200_000);
    const stick = smallDisk(1200);
    const file = join(stick, "b.bulbar-backup");
    const run = { onProgress: quiet };
    await historyApart("backup", place, file, run);
    const old = readFileSync(file);
    await expect(historyApart("backup", place, file, run)).rejects.toMatchObject({ code: "storage-full" });
    expect(readdirSync(stick)).toEqual(["b.bulbar-backup"]);
    expect(readFileSync(file).equals(old)).toBe(true);
  });

  test("a stick that can only be read is told for a backup and good for a restore", async () => {
    const place = filledFolder(1, 1000);
    const stick = smallDisk(2000);
    const file = join(stick, "b.bulbar-backup");
    const run = { onProgress: quiet };
    await historyApart("backup", place, file, run);
    makeReadOnly(stick);
    await expect(historyApart("backup", place, join(stick, "c"), run)).rejects.toMatchObject({
      code: "storage-read-only",
    });
    expect(await historyApart("restore", place, file, run, { backupKey: null })).toMatchObject({
      recordings: 1,
    });
  });

  test("a data folder without room for a restore keeps the history that it has", async () => {
    const disk = smallDisk(1100);
    const place = filledFolder(3, 200_000);
    const file = join(temporaryFolder(), "b.bulbar-backup");
    await historyApart("backup", place, file, { onProgress: quiet });
    const small = { ...place, dataFolder: disk, path: join(disk, "history.db") };
    copyFileSync(join(place.dataFolder, "history.db"), join(disk, "history.db"));
    const before = contentOf(disk);
    const run = { onProgress: quiet };
    await expect(historyApart("restore", small, file, run, { backupKey: null })).rejects.toMatchObject({
      code: "storage-full",
    });
    expect(contentOf(disk)).toEqual(before);
    expect(readdirSync(disk).sort()).toEqual(["history.db", "history.head"]);
  });
});
