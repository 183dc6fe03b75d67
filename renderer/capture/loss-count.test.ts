import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LossCount } from "./loss-count.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A device that delivers, and a worker that reads `behind` frames later and has lost `lost`. */
function counting({ delivered = 1000 as number | null, behind = 0, lost = 0 } = {}) {
  const device = { delivered, behind, lost };
  const count: LossCount = new LossCount(
    () => device.delivered,
    () => count.counted((device.delivered ?? 0) - 300 - device.behind - device.lost),
  );
  return { device, count };
}

test("blocks on their way are no loss: the least of many readings counts", async () => {
  const { device, count } = counting({ behind: 441 });
  await vi.advanceTimersByTimeAsync(100);
  device.behind = 0;
  await vi.advanceTimersByTimeAsync(100);
  expect(count.offset()).toBe(300);
  device.delivered = 90_000;
  device.behind = 882;
  const since = count.since(300);
  await vi.advanceTimersByTimeAsync(500);
  device.behind = 0;
  await vi.advanceTimersByTimeAsync(500);
  expect(await since).toBe(0);
  count.close();
});

test("what was delivered and never arrives is counted once it is believed", async () => {
  const { device, count } = counting();
  await vi.advanceTimersByTimeAsync(100);
  const before = count.offset();
  device.lost = 4410;
  device.delivered = 500_000;
  const since = count.since(before);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await since).toBe(4410);
  count.close();
});

test("a browser that does not say what was delivered lets nothing be counted", async () => {
  const { count } = counting({ delivered: null });
  await vi.advanceTimersByTimeAsync(200);
  expect(count.offset()).toBeNull();
  expect(await count.since(count.offset())).toBeNull();
  count.close();
});
