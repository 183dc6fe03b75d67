import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { verifyAudit } from "./audit-verify.ts";
import { temporaryFolder, testKey } from "./history.fixtures.ts";
import { checkHistory, openHistory } from "./open-history.ts";

const child = new URL("./add-recordings.fixture.ts", import.meta.url).pathname;

/** Lets a process add recordings and kills it without warning; returns the ids that it had reported as stored. */
async function addUntilKilled(path: string, afterFirst: boolean, milliseconds: number): Promise<string[]> {
  const running = spawn(process.execPath, [child, path, testKey], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  running.stdout.on("data", (text) => {
    printed += text;
  });
  if (afterFirst) await once(running.stdout, "data");
  await after(milliseconds);
  const closed = once(running, "close");
  running.kill("SIGKILL");
  const [, signal] = await closed;
  expect(signal).toBe("SIGKILL");
  return printed.split("\n").filter((line) => line.length === 36);
}

/** Opens what was left and checks every recording; returns their ids. */
function wholeRecordings(path: string): string[] {
  const history = openHistory(path, testKey);
  try {
    checkHistory(history);
    expect(verifyAudit(history)).toBeNull();
    expect(history.database.pragma("foreign_key_check")).toEqual([]);
    const rows = history.database
      .prepare<[], { id: string; sha256: string; sound: Buffer; analysis: string; audits: number }>(
        `SELECT recordings.id, recordings.sha256, media.bytes AS sound, analyses.analysis,
           (SELECT count(*) FROM audit WHERE subject = 'recording ' || recordings.id) AS audits
         FROM recordings LEFT JOIN media USING (sha256) LEFT JOIN analyses ON recordingId = recordings.id`,
      )
      .all();
    for (const { sha256, sound, analysis, audits } of rows) {
      expect(createHash("sha256").update(sound).digest("hex")).toBe(sha256);
      expect(JSON.parse(analysis).programVersion).toBe("0.1.0");
      expect(audits).toBe(1);
    }
    expect(history.database.prepare("SELECT count(*) FROM media").pluck().get()).toBe(rows.length);
    return rows.map(({ id }) => id);
  } finally {
    history.close();
  }
}

/** Two processes at once, so that one may die while the other waits or writes. */
async function addByTwo(path: string, afterFirst: boolean, delay: () => number): Promise<string[]> {
  const two = [delay(), delay()].map((milliseconds) => addUntilKilled(path, afterFirst, milliseconds));
  return (await Promise.all(two)).flat();
}

test("20 processes killed at random moments: the history opens and holds whole recordings only", async () => {
  const path = join(temporaryFolder(), "history.db");
  let stored = 0;
  for (let round = 0; round < 7; round++) {
    const reported = await addByTwo(path, true, () => 40 * Math.random());
    const held = wholeRecordings(path);
    expect(held).toEqual(expect.arrayContaining(reported));
    // of each process at most one was stored whose report did not get out
    expect(held.length - stored - reported.length).toBeLessThanOrEqual(2);
    stored = held.length;
  }
  for (let round = 0; round < 3; round++) {
    const fresh = join(temporaryFolder(), "history.db");
    const reported = await addByTwo(fresh, false, () => 60 + 300 * Math.random());
    expect(wholeRecordings(fresh)).toEqual(expect.arrayContaining(reported));
  }
});
