import { de } from "./de.ts";
import { en } from "./en.ts";
import type { Language } from "./language.ts";
import type { Words } from "./shape.ts";

export type { Words };

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === "de" ? de : en;
}
