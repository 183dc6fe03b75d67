import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { filledFolder } from "./backup.fixtures.ts";
import { readBackupState } from "./backup-state.ts";
import { checkAndKeep, isCheckDue, scheduleChecks } from "./check-schedule.ts";
import { temporaryFolder } from "./history.fixtures.ts";
import { lookEvery } from "./look-every.ts";

const now = new Date("2026-11-26T12:00:00Z");
const minutes = 60_000;
const idle = (forMinutes: number) => ({ idleForMs: forMinutes * minutes, logOffAfterMinutes: 10 });
const checked = (at: string) => ({ checked: { at, isWhole: true } });

test("a check is due when nobody works and the last one is a week ago, was never, or lies in the future", () => {
  expect(isCheckDue({ checked: null }, now, idle(10))).toBe(true);
  expect(isCheckDue({ checked: null }, now, idle(1))).toBe(false);
  expect(isCheckDue(checked("2026-11-19T11:59:00Z"), now, idle(10))).toBe(true);
  expect(isCheckDue(checked("2026-11-19T12:01:00Z"), now, idle(10))).toBe(false);
  expect(isCheckDue(checked("2026-12-01T12:00:00Z"), now, idle(10))).toBe(true);
});

test.each([1, 2, 3, 5, 240])(
  "where people are logged off after %s minutes a check begins before that",
  (logOffAfterMinutes) => {
    const dataFolder = temporaryFolder();
    writeFileSync(join(dataFolder, "history.db"), "");
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
    const leftAt = Date.now() + 19_000; // just before a look
    const idleForMs = () => Date.now() - leftAt;
    const asked: number[] = [];
    const stop = scheduleChecks(
      dataFolder,
      () => ({ idleForMs: idleForMs(), logOffAfterMinutes }),
      () => {
        asked.push(idleForMs());
        return null;
      },
    );
    vi.advanceTimersByTime(19_000 + 60_000 * logOffAfterMinutes);
    stop();
    vi.useRealTimers();
    expect(asked[0]).toBeGreaterThanOrEqual(30_000);
    expect(asked[0]).toBeLessThan(60_000 * logOffAfterMinutes);
  },
);

test("a look that fails is no end: the next one is made", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let looks = 0;
  const stop = lookEvery(
    1000,
    () => {
      looks++;
      throw new Error("the users file cannot be read");
    },
    { atOnce: true },
  );
  vi.advanceTimersByTime(3000);
  vi.useRealTimers();
  stop();
  expect(looks).toBe(4);
});

test("the check runs once nobody works, its date is kept; one that is stopped leaves the last date", async () => {
  const place = filledFolder(2);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let minutesIdle = 0;
  const stop = scheduleChecks(
    place.dataFolder,
    () => idle(minutesIdle),
    () => place,
  );
  vi.advanceTimersByTime(minutes);
  minutesIdle = 5;
  vi.advanceTimersByTime(minutes);
  vi.useRealTimers();
  await vi.waitFor(() => expect(readBackupState(place.dataFolder).checked).toMatchObject({ isWhole: true }), {
    timeout: 60_000,
  });
  stop();
  const before = readBackupState(place.dataFolder).checked;
  const aborted = new AbortController();
  const running = checkAndKeep(place, { signal: aborted.signal, onProgress: () => {} });
  aborted.abort();
  await expect(running).rejects.toMatchObject({ name: "AbortError" });
  expect(readBackupState(place.dataFolder).checked).toEqual(before);
}, 120_000);
