import { expect, test } from "vitest";
import { isSentenceList, PassageLanguage, passageIds } from "../../../shared/domain/passage.ts";
import { countWords, drawSentenceList, findPassage, passages } from "./passages.ts";

test("words are counted as they are written", () => {
  expect(countWords("Er blies, so fest er nur konnte: Straße!")).toBe(8);
  expect(countWords("The so-called wind didn't blow - 3 times.")).toBe(6);
  expect(countWords("Der Ärger …")).toBe(2);
});

test("every passage has an id, a language and the words of its text", () => {
  expect(passages.map(({ id }) => id)).toEqual([...passageIds]);
  for (const { id, language, text, words } of passages) {
    expect(id).toMatch(new RegExp(`-${language}(-|$)`));
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

test("lists of unseen sentences go from short to long, about sixty words, no sentence in two of them", () => {
  const lists = passages.filter(({ id }) => isSentenceList(id));
  const sentences = lists.flatMap(({ text }) => text.split("\n"));
  expect(new Set(sentences).size).toBe(6 * 10 * 2);
  for (const { id, text, words } of lists) {
    const lengths = text.split("\n").map(countWords);
    expect(lengths, id).toEqual(lengths.toSorted((a, b) => a - b));
    expect(Math.min(...lengths), id).toBeGreaterThanOrEqual(4);
    expect(Math.max(...lengths), id).toBeLessThanOrEqual(17);
    expect(words, id).toBeGreaterThanOrEqual(50);
    expect(words, id).toBeLessThanOrEqual(65);
  }
});

test.each(PassageLanguage.options)(
  "a patient is given a list in %s that was read least, none twice",
  (language) => {
    const byPatient = new Set<string>();
    const byAll = new Map([[`unseen-${language}-1`, 2]]);
    for (let visit = 0; visit < 10; visit++) byPatient.add(drawSentenceList(language, { byPatient, byAll }));
    expect(byPatient.size).toBe(10);
    expect([...byPatient].at(-1)).toBe(`unseen-${language}-1`);
    expect(drawSentenceList(language, { byPatient, byAll })).not.toBe(`unseen-${language}-1`);
  },
);
