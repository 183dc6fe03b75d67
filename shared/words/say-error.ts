import type { ErrorData } from "../domain/error.ts";
import type { Language } from "./language.ts";

/** What happened and what to do about it, in words. */
export type SaidError = { reason: string; remedy: string };

/** An error in words, from its code and its facts; one that has no words of its own says what it brought along. */
export function sayError(_code: string, data: Partial<ErrorData>, _language: Language): SaidError {
  return { reason: data.reason ?? "", remedy: data.remedy ?? "" };
}

/** The error in one paragraph, with the file that it is about: "a.wav: is empty (0 bytes). Copy the recording again." */
export function sayErrorSentence(code: string, data: Partial<ErrorData>, language: Language): string {
  const { reason, remedy } = sayError(code, data, language);
  return [data.file && reason ? `${data.file}: ${reason}` : reason, remedy].filter(Boolean).join(" ");
}
