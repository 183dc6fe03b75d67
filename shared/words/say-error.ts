import type { ErrorData } from "../domain/error.ts";
import type { Language } from "./language.ts";
import { wordOf, wordsOf } from "./words.ts";

/** What happened and what to do about it, in words. */
export type SaidError = { reason: string; remedy: string };

/**
 * An error in words. In English as the core tells it, with what it found in particular; in other languages by its code,
 * until every error carries facts instead of words.
 */
export function sayError(code: string, data: Partial<ErrorData>, language: Language): SaidError {
  const own = { reason: data.reason ?? "", remedy: data.remedy ?? "" };
  if (language === "en") return own;
  const { errors, storage } = wordsOf(language);
  return wordOf<SaidError>(errors, code) ?? wordOf<SaidError>(storage, code) ?? own;
}

/** The error in one paragraph, with the file that it is about: "a.wav: is empty (0 bytes). Copy the recording again." */
export function sayErrorSentence(code: string, data: Partial<ErrorData>, language: Language): string {
  const { reason, remedy } = sayError(code, data, language);
  return [data.file && reason ? `${data.file}: ${reason}` : reason, remedy].filter(Boolean).join(" ");
}
