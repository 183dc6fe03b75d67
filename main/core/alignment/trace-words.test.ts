import { expect, test } from "vitest";
import { countMatches, traceWords } from "./trace-words.ts";

const text = "the wind and the sun and the man".split(" ");
const trace = (heard: string) =>
  traceWords(text, heard.split(" ")).map(({ index, again }) => (again ? `${index}!` : `${index}`));

test("each heard word is the one of the text that leaves out the least", () => {
  expect(trace("the wind and the sun and the man")).toEqual([..."01234567"]);
  expect(trace("the wind the sun and the man")).toEqual([..."0134567"]);
  expect(trace("sun and the man")).toEqual([..."4567"]);
  expect(trace("wind")).toEqual(["1"]);
});

test("a word that is said twice is told", () => {
  expect(trace("the wind wind and the sun")).toEqual(["0", "1", "1!", "2", "3", "4"]);
});

test("nothing heard is nothing traced", () => {
  expect(traceWords(text, [])).toEqual([]);
});

test("words are found again in their order", () => {
  expect(countMatches(["a", "b", "c", "d"], ["b", "x", "d"])).toBe(2);
  expect(countMatches(["a"], [])).toBe(0);
});
