import { entryOf } from "../domain/entry-of.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import type { Language } from "./language.ts";
import { pseudoWords } from "./pseudo.ts";
import type { Words } from "./shape.ts";

export type { Words };

const byLanguage: Readonly<Record<Language, Words>> = { en, de, pseudo: pseudoWords(en) };

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return byLanguage[language];
}

/** A word by a key that may be unknown: of a stranger's package, an older program, a newer core. */
export function wordOf<Word>(words: { readonly [key: string]: Word }, key: string): Word | undefined {
  return entryOf(words, key);
}
