import type { OutboxEntry } from "../../../shared/domain/exchange.ts";
import type { Language } from "../../../shared/words/language.ts";
import { sayErrorSentence } from "../../../shared/words/say-error.ts";
import { wordsOf } from "../../../shared/words/words.ts";

/** A message in a line: "hl7 9f2c…: waiting. No connection to ehr, port 2575, came about. …". */
export function messageLine({ target, messageId, state, failure }: OutboxEntry, language: Language): string {
  const { states } = wordsOf(language).exchange;
  return `${target} ${messageId}: ${states[state]}. ${failureWords({ failure }, language)}`.trim();
}

/** Why the last attempt failed; empty where none has. */
export function failureWords({ failure }: Pick<OutboxEntry, "failure">, language: Language): string {
  return failure ? sayErrorSentence(failure.code, failure, language) : "";
}
