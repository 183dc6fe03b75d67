import { ORPCError } from "@orpc/client";
import { BulbarError, type ErrorData } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import type { Language } from "../../../shared/words/language.ts";
import { sayErrorSentence } from "../../../shared/words/say-error.ts";
import { wordsOf } from "../../../shared/words/words.ts";

export type Failure = { code: string; message: string; detail?: string };

/** What a person or, in English, a script is told of an error, whichever side of the port threw it. */
export function describeFailure(thrown: unknown, language: Language = "en"): Failure {
  const error = storageError(thrown) ?? thrown;
  if (error instanceof BulbarError || error instanceof ORPCError) {
    const data = (error.data ?? {}) as Partial<ErrorData>;
    const message = sayErrorSentence(error.code, data, language) || error.message;
    return { code: error.code, message, ...(data.detail ? { detail: data.detail } : {}) };
  }
  if ((error as Error)?.name === "AbortError")
    return { code: "cancelled", message: wordsOf(language).frame.problems.cancelled.reason };
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}
