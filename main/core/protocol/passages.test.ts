import { expect, test } from "vitest";
import { passageIds } from "../../../shared/domain/passage.ts";
import { countWords, findPassage, passages } from "./passages.ts";

test("words are counted as they are written", () => {
  expect(countWords("Er blies, so fest er nur konnte: Straße!")).toBe(8);
  expect(countWords("The so-called wind didn't blow - 3 times.")).toBe(6);
  expect(countWords("Der Ärger …")).toBe(2);
});

test("every passage has an id, a language and the words of its text", () => {
  expect(passages.map(({ id }) => id)).toEqual([...passageIds]);
  for (const { id, language, text, words } of passages) {
    expect(id.endsWith(`-${language}`)).toBe(true);
    expect(words).toBe(text.split(/\s+/).length);
  }
});

test("a fable is long enough to time, five sentences take under half a minute at 150 words a minute", () => {
  for (const { id, words } of passages) {
    if (id.startsWith("north-wind")) expect(words).toBeGreaterThan(100);
    else expect(words).toBeLessThan(75);
  }
});

test("an unknown passage is none", () => {
  expect(findPassage("rainbow")).toBeNull();
  expect(findPassage(null)).toBeNull();
  expect(findPassage("north-wind-en")?.words).toBeGreaterThan(100);
});
