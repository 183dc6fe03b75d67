import { expect, test } from "vitest";
import { visitsRunning } from "./visits-running.ts";

const within = { label: "within-measurement-error", direction: "worse" } as const;
const worse = { label: "exceeds-measurement-error", direction: "worse" } as const;
const better = { label: "exceeds-measurement-error", direction: "better" } as const;

test("a change is confirmed by each visit running that exceeds the same way", () => {
  expect(visitsRunning([null, within, worse])).toBe(1);
  expect(visitsRunning([null, within, worse, worse, worse])).toBe(3);
  expect(visitsRunning([null, within, worse, within, worse])).toBe(1);
  expect(visitsRunning([null, within, better, worse])).toBe(1);
});

test("what does not exceed, or has no direction, confirms nothing", () => {
  expect(visitsRunning([])).toBe(0);
  expect(visitsRunning([null])).toBe(0);
  expect(visitsRunning([null, worse, within])).toBe(0);
  expect(visitsRunning([null, within, { label: "exceeds-measurement-error", direction: null }])).toBe(0);
});

test("the second visit counts only while it is not a part of the baseline", () => {
  expect(visitsRunning([null, worse])).toBe(1);
  expect(visitsRunning([null, worse, worse])).toBe(1);
});
