import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import type { Recording } from "./recording.ts";
import { baselineCorners, vowelsOf } from "./visit-vowels.ts";

const finding = (measure: string, letter: string, value: number | null, given: Partial<Finding> = {}) =>
  ({
    measure,
    task: `vowel-${letter}`,
    value,
    used: [],
    doubts: [],
    doubtful: false,
    change: null,
    ...given,
  }) as unknown as Finding;
const take = (id: string, f1: number, f2: number) =>
  ({ id, analysis: { measures: { f1: { value: f1 }, f2: { value: f2 } } } }) as unknown as Recording;

test("a vowel is what its findings say; of the takes only those that count are shown", () => {
  const used = ["1", "2"];
  const found = [finding("f1", "a", 750, { used }), finding("f2", "a", 1250, { used, doubts: ["low-snr"] })];
  const vowels = vowelsOf(found, [take("1", 700, 1200), take("2", 800, 1300), take("3", 400, 900)]);
  expect(vowels).toEqual([
    {
      letter: "a",
      f1: 750,
      f2: 1250,
      takes: [
        { f1: 700, f2: 1200 },
        { f1: 800, f2: 1300 },
      ],
      doubtful: true,
    },
  ]);
});

test("no vowel without both formants", () => {
  expect(vowelsOf([finding("f1", "i", null), finding("f2", "i", 2300)], [])).toEqual([]);
  expect(vowelsOf([finding("f1", "i", 300)], [])).toEqual([]);
});

test("the triangle of the baseline needs all corners judged", () => {
  const corners = ["a", "i", "u"].flatMap((letter, k) => [
    finding("f1", letter, 1, { change: { from: 300 + k } as Finding["change"] }),
    finding("f2", letter, 1, { change: { from: 1000 + k } as Finding["change"] }),
  ]);
  expect(baselineCorners(corners)?.i).toEqual({ f1: 301, f2: 1001 });
  expect(baselineCorners([...corners.slice(1), finding("f1", "a", 1)])).toBeNull();
});
