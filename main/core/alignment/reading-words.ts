import { AlignmentLanguage } from "../../../shared/domain/alignment.ts";
import type { Passage } from "../../../shared/domain/passage.ts";
import { wordsIn } from "../protocol/passages.ts";

/** A text to be aligned. */
export type ReadingText = {
  language: AlignmentLanguage;
  text: string;
  /** Phones of words that the dictionary has not, by the word in small letters ("bulbar": "B AH L B ER"). */
  pronunciations: Readonly<Record<string, string>>;
};

/** A passage as it can be aligned; null in a language without an acoustic model. */
export function readingOf({ language, text, pronunciations }: Passage): ReadingText | null {
  const known = AlignmentLanguage.safeParse(language);
  return known.success ? { language: known.data, text, pronunciations } : null;
}

/** A word of a text, and what the recogniser calls it: the parts of "l'homme" and "so-called" are words of their own. */
export type ReadingWord = { text: string; index: number; spoken: string[] };

/** What a recogniser has in its dictionary. */
export type Dictionary = { pronunciation(word: string): string | null };

/** The words of a text as the dictionary has them, and those that it has not, each once. */
export function readingWords(
  { text, pronunciations }: ReadingText,
  dictionary: Dictionary,
): { words: ReadingWord[]; unknown: string[] } {
  const knows = (word: string) =>
    Object.hasOwn(pronunciations, word) || dictionary.pronunciation(word) !== null;
  const words = wordsIn(text).map((word, index) => ({ text: word, index, spoken: spokenParts(word, knows) }));
  const unknown = words.flatMap(({ spoken }) => spoken.filter((part) => !knows(part)));
  return { words, unknown: [...new Set(unknown)] };
}

/** The word itself where it is known, else its parts where all of them are: "l'" and "homme", "so" and "called". */
function spokenParts(word: string, knows: (word: string) => boolean): string[] {
  const whole = word.toLowerCase().replaceAll("’", "'");
  if (knows(whole)) return [whole];
  const parts = whole.match(/\p{L}[\p{L}\p{M}]*'?/gu) ?? [];
  return parts.length > 1 && parts.every(knows) ? parts : [whole];
}
