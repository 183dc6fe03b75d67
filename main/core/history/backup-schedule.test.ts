import { mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { BulbarError } from "../../../shared/domain/error.ts";
import { filledFolder } from "./backup.fixtures.ts";
import { backUpAsPlanned, isBackupDue, planBackups, scheduleBackups } from "./backup-schedule.ts";
import { changeBackupState, readBackupState } from "./backup-state.ts";
import { temporaryFolder } from "./history.fixtures.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const run = { onProgress: () => {} };
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

test("the newest backups of this history are kept, nothing else is touched", async () => {
  const place = filledFolder(1, 100);
  const folder = temporaryFolder();
  planBackups(place.dataFolder, { folder, keep: 2 });
  const stranger = filledFolder(1, 100, "f".repeat(64));
  planBackups(stranger.dataFolder, { folder, keep: 2 });
  const { last } = await backUpAsPlanned(stranger, run);
  renameSync(last!.file, join(folder, "bulbar-20200101-000000.bulbar-backup"));
  writeFileSync(join(folder, "bulbar-20200102-000000.bulbar-backup"), "not a backup");
  for (const day of ["03", "04"]) {
    const { last } = await backUpAsPlanned(place, run);
    renameSync(last!.file, join(folder, `bulbar-202001${day}-000000.bulbar-backup`));
  }
  const { last: newest, failure } = await backUpAsPlanned(place, run);
  expect(failure).toBeNull();
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([
    ...["01", "02", "04"].map((day) => join(folder, `bulbar-202001${day}-000000.bulbar-backup`)),
    newest!.file,
  ]);
});

test("a stick that is missing is told and stays told until a backup succeeds", async () => {
  const place = filledFolder(1, 100);
  const stick = join(temporaryFolder(), "stick");
  expect(() => planBackups(place.dataFolder, { folder: stick, keep: 3 })).toThrow(
    code("storage-unavailable"),
  );
  expect(() => planBackups(place.dataFolder, { folder: "stick", keep: 3 })).toThrow(code("invalid-input"));
  mkdirSync(stick);
  planBackups(place.dataFolder, { folder: stick, keep: 3 });
  renameSync(stick, `${stick}-away`);
  await expect(backUpAsPlanned(place, run)).rejects.toThrow(code("storage-unavailable"));
  expect(readBackupState(place.dataFolder).failure).toMatchObject({
    code: "storage-unavailable",
    data: { why: "no-backup-folder" },
  });
  renameSync(`${stick}-away`, stick);
  expect(await backUpAsPlanned(place, run)).toMatchObject({ failure: null, last: { recordings: 1 } });
});

test("a backup is due without one, after a day, an hour after a failure, and when the clock was set back", () => {
  const plan = { folder: "/media/stick", keep: 3, failure: null, checked: null, last: null };
  const made = (hours: number) => ({ file: "b", at: ago(hours), bytes: 1, recordings: 0 });
  const failed = (hours: number) => ({ at: ago(hours), code: "storage-full", data: { reason: "full" } });
  const due = (change: object) => isBackupDue({ ...plan, ...change }, new Date());
  expect(due({})).toBe(true);
  expect(due({ folder: null })).toBe(false);
  expect(due({ last: made(23) })).toBe(false);
  expect(due({ last: made(25) })).toBe(true);
  expect(due({ last: made(-48) })).toBe(true);
  expect(due({ last: made(25), failure: failed(0.5) })).toBe(false);
  expect(due({ last: made(25), failure: failed(2) })).toBe(true);
});

test("a door that stays makes the backup that is due as it starts, and ends it when it stops", async () => {
  const place = filledFolder(1, 100);
  const folder = temporaryFolder();
  planBackups(place.dataFolder, { folder, keep: 3 });
  const stop = scheduleBackups(place.dataFolder, () => place);
  while (!readBackupState(place.dataFolder).last) await after(50);
  stop();
  expect(readdirSync(folder)).toHaveLength(1);
  changeBackupState(place.dataFolder, { last: null });
  scheduleBackups(place.dataFolder, () => place)();
  await after(500);
  expect(readBackupState(place.dataFolder)).toMatchObject({ last: null, failure: null });
});

test("a users file that is not as it was written is told as what kept the backup from being made", async () => {
  const { dataFolder } = filledFolder(1);
  const folder = temporaryFolder();
  planBackups(dataFolder, { folder, keep: 3 });
  const stop = scheduleBackups(dataFolder, () => {
    throw new BulbarError("vault-damaged", { file: "users.json", why: "older" });
  });
  stop();
  expect(readBackupState(dataFolder).failure).toMatchObject({
    code: "vault-damaged",
    data: { why: "older" },
  });
  expect(readdirSync(folder)).toEqual([]);
});
