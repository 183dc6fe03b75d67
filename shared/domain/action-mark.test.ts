import { expect, test } from "vitest";
import { actionMarksOf, slowedRate } from "./action-mark.ts";
import type { Finding } from "./finding.ts";

const norm = { language: "en" } as Finding["norm"];
const rate = (value: number | null, given: Partial<Finding> = {}) =>
  ({ measure: "speaking-rate-wpm", task: "reading", value, doubtful: false, norm, ...given }) as Finding;

test("a rate of 120 words a minute and less has reached the marks, where it is English and usable", () => {
  expect(slowedRate([rate(120)])?.value).toBe(120);
  expect(slowedRate([rate(121)])).toBeNull();
  expect(slowedRate([rate(null)])).toBeNull();
  expect(slowedRate([rate(100, { doubtful: true })])).toBeNull();
  expect(slowedRate([rate(100, { norm: null })])).toBeNull();
  expect(slowedRate([rate(100, { measure: "pause-ratio" })])).toBeNull();
});

test("only words a minute in English carry marks, each with its source", () => {
  const marks = actionMarksOf({ id: "speaking-rate-wpm", norm });
  expect(marks.map(({ from, to }) => [from, to])).toEqual([
    [120, 120],
    [100, 120],
  ]);
  for (const { source } of marks) expect(source).not.toBe("");
  expect(actionMarksOf({ id: "speaking-rate-wpm", norm: null })).toEqual([]);
  expect(actionMarksOf({ id: "ddk-rate", norm })).toEqual([]);
});
