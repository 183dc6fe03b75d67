import { expect, test, vi } from "vitest";
import { filledFolder } from "./backup.fixtures.ts";
import { readBackupState } from "./backup-state.ts";
import { checkAndKeep, isCheckDue, scheduleChecks } from "./check-schedule.ts";

const now = new Date("2026-11-26T12:00:00Z");
const minutes = 60_000;
const checked = (at: string) => ({ checked: { at, isWhole: true } });

test("a check is due when nobody works and the last one is a week ago, was never, or lies in the future", () => {
  expect(isCheckDue({ checked: null }, now, 10 * minutes)).toBe(true);
  expect(isCheckDue({ checked: null }, now, 1 * minutes)).toBe(false);
  expect(isCheckDue(checked("2026-11-19T11:59:00Z"), now, 10 * minutes)).toBe(true);
  expect(isCheckDue(checked("2026-11-19T12:01:00Z"), now, 10 * minutes)).toBe(false);
  expect(isCheckDue(checked("2026-12-01T12:00:00Z"), now, 10 * minutes)).toBe(true);
});

test("the check runs once nobody works, its date is kept; one that is stopped leaves the last date", async () => {
  const place = filledFolder(2);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let idle = 0;
  const stop = scheduleChecks(
    place.dataFolder,
    () => idle,
    () => place,
  );
  vi.advanceTimersByTime(minutes);
  idle = 5 * minutes;
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
