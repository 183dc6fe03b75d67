import { fork } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { auditFindings } from "./audit-verify.ts";
import { filledFolder } from "./backup.fixtures.ts";
import { backUpHistory } from "./backup-history.ts";
import { temporaryFolder } from "./history.fixtures.ts";
import { type HistoryRequest, historyApart } from "./history-apart.ts";
import { openDataHistory, opensDataHistory } from "./open-data-history.ts";
import { rekeyHistory } from "./rekey-history.ts";
import { restoreHistory } from "./restore-history.ts";

const quiet = () => {};
const nextKey = "ab".repeat(32);
const code = (expected: string) => expect.objectContaining({ code: expected });

/** SHA-256 of every sound, and what the trail has against it, with a key. */
function lookInto(dataFolder: string, key: string) {
  const history = openDataHistory(dataFolder, key);
  try {
    const sounds = history.database.prepare<[], string>("SELECT sha256 FROM media ORDER BY sha256").pluck();
    return { sounds: sounds.all(), findings: auditFindings(history) };
  } finally {
    history.close();
  }
}

test("every sound is there with the new key, nothing opens with the former one, the trail tells it", async () => {
  const place = filledFolder();
  const before = lookInto(place.dataFolder, place.key);
  expect(await rekeyHistory(place, { nextKey }, quiet)).toEqual({ recordings: 3 });
  expect(opensDataHistory(place.dataFolder, place.key)).toBe(false);
  expect(lookInto(place.dataFolder, nextKey)).toEqual(before);
  expect(before.findings).toEqual([]);
  expect(readdirSync(place.dataFolder).sort()).toEqual(["history.db", "history.head"]);
});

test("a backup of the former key is restored by it, and has the new key then", async () => {
  const place = filledFolder();
  const before = lookInto(place.dataFolder, place.key);
  const file = join(temporaryFolder(), "b.bulbar-backup");
  await backUpHistory(place, file, quiet);
  await rekeyHistory(place, { nextKey }, quiet);
  const now = { ...place, key: nextKey };
  const restore = (backupKey: string | null) => restoreHistory(now, file, { backupKey }, quiet);
  await expect(restore(null)).rejects.toThrow(code("history-locked"));
  await expect(restore("c".repeat(64))).rejects.toThrow(code("history-locked"));
  expect(await restore(place.key)).toMatchObject({ recordings: 3 });
  expect(lookInto(place.dataFolder, nextKey)).toEqual(before);
});

test("a history that another program has open keeps its key", async () => {
  const place = filledFolder(1);
  const open = openDataHistory(place.dataFolder, place.key);
  await expect(rekeyHistory(place, { nextKey }, quiet)).rejects.toThrow(code("history-locked"));
  open.close();
  expect(opensDataHistory(place.dataFolder, place.key)).toBe(true);
});

test("12 new keys killed at random moments: the one key or the other opens everything", async () => {
  const place = filledFolder(10, 400_000);
  const { sounds } = lookInto(place.dataFolder, place.key);
  const started = performance.now();
  await historyApart("rekey", place, "", { onProgress: quiet }, { nextKey });
  const duration = performance.now() - started;
  let [key, other] = [nextKey, place.key];
  for (let round = 0; round < 12; round++) {
    const request: HistoryRequest = {
      work: "rekey",
      place: { ...place, key },
      file: "",
      ask: { nextKey: other },
    };
    await killedAfter(request, duration * Math.random() * 1.1);
    if (!opensDataHistory(place.dataFolder, key)) [key, other] = [other, key];
    expect(lookInto(place.dataFolder, key)).toEqual({ sounds, findings: [] });
  }
});

async function killedAfter(request: HistoryRequest, ms: number): Promise<void> {
  const child = fork(join(import.meta.dirname, "history-process.ts"), { stdio: "ignore", execArgv: [] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.send(request);
  await Promise.race([after(ms), ended]);
  child.kill("SIGKILL");
  await ended;
}
