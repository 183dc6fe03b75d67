import { expect, test } from "vitest";
import type { Aligned } from "../../../shared/domain/alignment.ts";
import { placedAlignment } from "./placed-alignment.ts";

const phone = (name: string, startSeconds: number, endSeconds: number) => ({
  ...{ phone: name, startSeconds, endSeconds, score: -2, scoreInNoise: null },
});
const aligned: Aligned = {
  ...{ status: "aligned", language: "en", skipped: [], recognisedPercent: 100 },
  words: [
    {
      ...{ text: "so", index: 0, manner: "read", startSeconds: 1, endSeconds: 1.3, score: -2 },
      phones: [phone("S", 1, 1.1), phone("OW", 1.1, 1.3)],
    },
    {
      ...{ text: "I", index: 1, manner: "read", startSeconds: 1.4, endSeconds: 1.6, score: -2 },
      phones: [phone("AY", 1.4, 1.6)],
    },
  ],
};
const times = (...pairs: [number, number][]) =>
  pairs.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds }));

test("words follow their phones; what they are and how they score stays", () => {
  const placed = placedAlignment(aligned, times([0.9, 1.05], [1.05, 1.2], [1.2, 1.5]));
  expect(placed.words.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [0.9, 1.2],
    [1.2, 1.5],
  ]);
  expect(placed.words[0]!.phones[0]).toEqual({ ...phone("S", 0.9, 1.05) });
  expect(placed.words.map(({ text, score }) => [text, score])).toEqual([
    ["so", -2],
    ["I", -2],
  ]);
});

test("too few times, and times out of order, are refused", () => {
  const refused = (...pairs: [number, number][]) => {
    try {
      placedAlignment(aligned, times(...pairs));
    } catch (error) {
      return (error as { why?: string }).why ?? JSON.stringify(error);
    }
    return "taken";
  };
  expect(refused([1, 1.1], [1.1, 1.3])).toContain("phone-times");
  expect(refused([1, 1.1], [1.05, 1.3], [1.4, 1.6])).toContain("phone-times");
  expect(refused([1, 1.1], [1.3, 1.2], [1.4, 1.6])).toContain("phone-times");
});
