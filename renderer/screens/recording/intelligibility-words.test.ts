import { expect, test } from "vitest";
import type { DigitAnswer } from "../../../shared/domain/intelligibility.ts";
import { speakerOf } from "../../speaker.ts";
import { answerWords, confusions, confusionWords, scoreWords } from "./intelligibility-words.ts";

const english = speakerOf("en");
const words = english.words.recording.intelligibility;

const answer = (prompted: string | null, recognised: string | null, heard = true): DigitAnswer => ({
  prompted,
  recognised,
  probability: heard ? 0.9 : null,
  startSeconds: heard ? 1 : null,
  endSeconds: heard ? 1.4 : null,
});
const answers = [
  answer("3", "3"),
  answer("7", "1"),
  answer("7", "1"),
  answer("4", null),
  answer("5", null, false),
  answer(null, "2"),
];

test("the score says of how many digits; a word too many is none of them", () => {
  expect(scoreWords({ model: "m", version: "1", scorePercent: 20, answers }, english)).toBe(
    "20 %, 1 of 5 digits recognised",
  );
});

test("confusions are counted, the most frequent first", () => {
  expect(confusions(answers).map((one) => confusionWords(one, words))).toEqual([
    "7 heard as 1, twice",
    "4 not recognised",
    "5 not recognised",
  ]);
});

test("every answer is judged in words", () => {
  expect(answers.map((one) => answerWords(one, words))).toEqual([
    "as prompted",
    "another digit",
    "another digit",
    "not recognised",
    "no word heard",
    "a word too many",
  ]);
});
