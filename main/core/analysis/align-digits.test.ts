import { expect, test } from "vitest";
import { alignDigits, type HeardWord, intelligibilityPercent } from "./align-digits.ts";

const word = (recognised: string | null, k: number): HeardWord => ({
  recognised,
  probability: 0.9,
  startSeconds: k,
  endSeconds: k + 0.4,
});
const heard = (...words: (string | null)[]) => words.map(word);
const pairs = (prompt: string[], words: HeardWord[]) =>
  alignDigits(prompt, words).map(({ prompted, recognised }) => `${prompted ?? "+"}${recognised ?? "-"}`);

test.each([
  ["all right", heard("3", "7", "0"), ["33", "77", "00"], 100],
  ["one wrong", heard("3", "1", "0"), ["33", "71", "00"], 200 / 3],
  ["one missing", heard("3", "0"), ["33", "7-", "00"], 200 / 3],
  ["one too many", heard("3", "7", "5", "0"), ["33", "77", "+5", "00"], 100],
  ["one not sure", heard("3", null, "0"), ["33", "7-", "00"], 200 / 3],
  ["silence", heard(), ["3-", "7-", "0-"], 0],
])("%s", (_name, words, expected, score) => {
  const prompt = ["3", "7", "0"];
  expect(pairs(prompt, words)).toEqual(expected);
  expect(intelligibilityPercent(prompt, alignDigits(prompt, words))).toBeCloseTo(score, 10);
});
