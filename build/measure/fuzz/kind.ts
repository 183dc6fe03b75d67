import { ORPCError } from "@orpc/client";
import type { Random } from "../../../main/core/dsp/random.ts";
import { BulbarError, type ErrorData, errorCodes } from "../../../shared/domain/error.ts";
import { sayError } from "../../../shared/words/say-error.ts";

/** A kind of input, ready to be taken in. */
export type OpenedKind = {
  /** The input of a case: a whole one with faults. */
  input(random: Random): Uint8Array;
  /**
   * Takes it in as the program does. @returns what came of it, in a word
   * @throws BulbarError, or what crosses a connection in its place; anything else is a defect
   */
  feed(input: Uint8Array): Promise<string>;
  close?(): Promise<void>;
};

/** @param folder the kind's own, empty */
export type FuzzKind = (folder: string) => Promise<OpenedKind>;

/** What a case came to: a result, a typed error, or a defect. */
export type Outcome = { result: string } | { refusal: string } | { defect: string };

/** Lets a kind take an input in, and judges how that ended. */
export async function outcomeOf(kind: OpenedKind, input: Uint8Array): Promise<Outcome> {
  try {
    return { result: await kind.feed(input) };
  } catch (error) {
    return judgeError(error);
  }
}

/** Codes that are no answer to a wrong input: the program failed. */
const failures: readonly string[] = ["internal", "core-ended"];

/** A typed error has a code of ours, with words in English and German without a hole. */
export function judgeError(error: unknown): Outcome {
  const { code, data = {}, stack } = error as { code?: string; data?: Partial<ErrorData>; stack?: string };
  const isTyped = error instanceof BulbarError || error instanceof ORPCError;
  const isOurs = isTyped && (errorCodes as readonly (string | undefined)[]).includes(code);
  if (!code || !isOurs || failures.includes(code))
    return { defect: [stack ?? String(error), data.detail].filter(Boolean).join("\n") };
  const unsaid = (["en", "de"] as const).filter((language) => {
    const { reason, remedy } = sayError(code, data, language);
    return !reason || !remedy || /\{\w+\}/.test(reason.replaceAll(String(data.facts?.value ?? ""), ""));
  });
  if (unsaid.length > 0) return { defect: `${code} (${data.why}) is not said in ${unsaid.join(", ")}` };
  return { refusal: data.why ? `${code}/${data.why}` : code };
}
