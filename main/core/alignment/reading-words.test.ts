import { afterAll, beforeAll, expect, test } from "vitest";
import { passages } from "../protocol/passages.ts";
import { SpeechRecogniser } from "../recogniser/speech-recogniser.ts";
import { readingOf, readingWords } from "./reading-words.ts";

const known = new Map([
  ["l'", "ll"],
  ["homme", "oo mm"],
  ["so", "S OW"],
  ["called", "K AO L D"],
]);
const dictionary = { pronunciation: (word: string) => known.get(word) ?? null };

test("a word that is not known is known by its parts; what is not known at all is asked for once", () => {
  const text = "L’homme so-called bulbar, bulbar xy-called";
  const { words, unknown } = readingWords({ language: "fr", text, pronunciations: {} }, dictionary);
  expect(words.map(({ spoken }) => spoken)).toEqual([
    ["l'", "homme"],
    ["so", "called"],
    ["bulbar"],
    ["bulbar"],
    ["xy-called"],
  ]);
  expect(unknown).toEqual(["bulbar", "xy-called"]);
  const given = { bulbar: "B AH L B ER", "xy-called": "EH K S" };
  expect(readingWords({ language: "fr", text, pronunciations: given }, dictionary).unknown).toEqual([]);
});

test("a word that every table answers to is not known for that", () => {
  const reading = { language: "en", text: "so constructor", pronunciations: {} } as const;
  expect(readingWords(reading, dictionary).unknown).toEqual(["constructor"]);
});

let english: SpeechRecogniser;
let french: SpeechRecogniser;
beforeAll(async () => {
  [english, french] = await Promise.all([SpeechRecogniser.open("en"), SpeechRecogniser.open("fr")]);
});
afterAll(() => {
  english.close();
  french.close();
});

test("every passage in English and French carries the pronunciations that it needs, German has none", () => {
  for (const passage of passages) {
    const reading = readingOf(passage);
    if (!reading) {
      expect(passage.language).toBe("de");
      continue;
    }
    const ear = reading.language === "fr" ? french : english;
    expect([passage.id, readingWords(reading, ear).unknown]).toEqual([passage.id, []]);
    for (const [word, phones] of Object.entries(reading.pronunciations))
      expect(() => ear.addWord(word, phones)).not.toThrow();
  }
});
