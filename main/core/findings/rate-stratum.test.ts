import { expect, test } from "vitest";
import { rateStratum } from "./rate-stratum.ts";

const rate = { intelligibilityPercent: null, language: "en" };

test.each([
  [186.9, "rate-above-160"],
  [160.1, "rate-above-160"],
  [160, "rate-120-to-160"],
  [120, "rate-120-to-160"],
  [119.9, "rate-below-120"],
  [40, "rate-below-120"],
] as const)("%d words a minute alone: %s", (wordsPerMinute, stratum) => {
  expect(rateStratum({ ...rate, wordsPerMinute })).toBe(stratum);
});

test.each([
  [182.7, 99.2, "rate-and-intelligibility-kept"],
  [115.9, 98.4, "rate-slow-intelligibility-kept"],
  [109.2, 71.6, "rate-slow-intelligibility-reduced"],
  [170, 80, null],
] as const)("%d words a minute, %d %% understood: %s", (wordsPerMinute, intelligibilityPercent, stratum) => {
  expect(rateStratum({ wordsPerMinute, intelligibilityPercent, language: "en-GB" })).toBe(stratum);
});

test("no stratum without a rate, without a language, or in another one", () => {
  expect(rateStratum({ ...rate, wordsPerMinute: null })).toBeNull();
  expect(rateStratum({ ...rate, wordsPerMinute: 150, language: null })).toBeNull();
  expect(rateStratum({ ...rate, wordsPerMinute: 150, language: "de" })).toBeNull();
});
