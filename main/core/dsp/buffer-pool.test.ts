import { expect, test } from "vitest";
import { giveBackBuffer, takeBuffer } from "./buffer-pool.ts";

test("a buffer that was given back serves what fits into as large a one", () => {
  const first = takeBuffer(100_000);
  expect(first.byteLength).toBeGreaterThanOrEqual(100_000);
  giveBackBuffer(first);
  expect(takeBuffer(130_000)).toBe(first);
  expect(takeBuffer(130_000)).not.toBe(first);
});

test("more than 32 MB do not wait", () => {
  const buffers = Array.from({ length: 9 }, () => takeBuffer(2 ** 22));
  for (const buffer of buffers) giveBackBuffer(buffer);
  const again = Array.from({ length: 9 }, () => takeBuffer(2 ** 22));
  expect(again.filter((buffer) => buffers.includes(buffer))).toHaveLength(8);
  const huge = takeBuffer(2 ** 26);
  giveBackBuffer(huge);
  expect(takeBuffer(2 ** 26)).not.toBe(huge);
});
