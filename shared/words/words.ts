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
