import { entryOf } from "../domain/entry-of.ts";
import type { ErrorData } from "../domain/error.ts";
import type { ErrorFact } from "../domain/error-whys.ts";
import type { Language } from "./language.ts";
import { sayDate, sayPlain } from "./say.ts";
import { sayReasonCodes } from "./say-finding.ts";
import { sayTask } from "./say-task.ts";
import { wordsOf } from "./words.ts";

/** What happened and what to do about it, in words. */
export type SaidError = { reason: string; remedy: string };

/**
 * An error in words: by its code and why it happened, with its facts. What another version of the program told in English
 * without saying why is told so in English, and by the code alone in other languages.
 */
export function sayError(code: string, data: Partial<ErrorData>, language: Language): SaidError {
  const { errors, errorWhys, storage } = wordsOf(language);
  const whys = entryOf<Readonly<Record<string, SaidError>>>(errorWhys, code);
  const particular = data.why === undefined ? undefined : whys && entryOf(whys, data.why);
  const general = entryOf<SaidError>(errors, code) ?? entryOf<SaidError>(storage, code);
  const told = { reason: data.reason ?? "", remedy: data.remedy ?? "" };
  if (!particular) return told.reason && (language === "en" || !general) ? told : (general ?? told);
  const facts = data.facts ?? {};
  const remedy = particular.remedy || general?.remedy || "";
  return {
    reason: withFacts(particular.reason, facts, language),
    remedy: withFacts(remedy, facts, language),
  };
}

/** The error in one paragraph, with the file that it is about: "a.wav: is empty (0 bytes). Copy the recording again." */
export function sayErrorSentence(code: string, data: Partial<ErrorData>, language: Language): string {
  const { reason, remedy } = sayError(code, data, language);
  return [data.file && reason ? `${data.file}: ${reason}` : reason, remedy].filter(Boolean).join(" ");
}

/** A text with its facts in place of their names in braces. */
function withFacts(text: string, facts: Readonly<Record<string, ErrorFact>>, language: Language): string {
  return text.replaceAll(/\{(\w+)\}/g, (braces, name: string) => {
    const fact = entryOf(facts, name);
    return fact === undefined ? braces : sayFact(name, fact, language);
  });
}

/** Facts that are calendar dates. */
const dateFacts: readonly string[] = ["date", "birth", "visit"];

/** A number with the language's decimal mark, codes of tasks, takes, devices and fields in words, all else as it is. */
function sayFact(name: string, fact: ErrorFact, language: Language): string {
  if (typeof fact === "number") return sayPlain(fact, language);
  const { errorFacts, settings } = wordsOf(language);
  const { fields, none, or } = errorFacts;
  if (name === "task" || name === "tasks") return sayTask(fact, language);
  if (name === "sets")
    return fact
      .split("; ")
      .map((set) => sayTask(set, language))
      .join(`; ${or} `);
  if (name === "reasons") return sayReasonCodes(fact.split(", "), language);
  if (name === "device" || name === "fastest") return entryOf(settings.devices, fact) ?? fact;
  if (name === "field") return entryOf(fields, fact) ?? fact;
  if (dateFacts.includes(name)) return sayDate(fact, language);
  return fact || none;
}
