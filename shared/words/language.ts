import { z } from "zod";

/** Languages that are complete: what a person may choose. */
export const languages = ["en", "de"] as const;

/** `pseudo` is for tests: English with every word in marks, so that what has no place in `shared/words` shows. */
export const Language = z.enum([...languages, "pseudo"]);
export type Language = z.infer<typeof Language>;

/** The names of the languages, each in its own. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  de: "Deutsch",
  pseudo: "Pseudo",
};

/** The language of a locale as systems write it ("de-AT", "de_DE.UTF-8"): German for German, else English. */
export function languageOf(locale: string): Language {
  return /^de\b|^de_/i.test(locale) ? "de" : "en";
}
