import { ORPCError } from "@orpc/client";
import { type ErrorCode, type ErrorData, errorCodes } from "../shared/domain/error.ts";
import { isStorageCode } from "../shared/domain/storage-error.ts";
import { sayError } from "../shared/words/say-error.ts";
import type { Words } from "../shared/words/words.ts";
import type { Speaker } from "./speaker.ts";

/** What this window has words of its own for. */
export type OwnProblem = keyof Words["frame"]["problems"];

/** An error that a person is told; its words are made where it is shown. */
export type Problem = {
  code: ErrorCode;
  file?: string | undefined;
  /** As the core told it, or what this window found. */
  told: ErrorData | OwnProblem;
  /** Technical detail for support. */
  detail?: string | undefined;
};

/** Thrown in this window. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Turns whatever was thrown into a problem. Errors of the core bring their data; others keep their message as detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof ORPCError) return fromData(error.code, error.data, error.message);
  if (error instanceof DOMException && error.name === "AbortError")
    return { code: "cancelled", told: "cancelled" };
  return unexplained(error instanceof Error ? error.message : String(error));
}

/** A problem from `{ code, data }` as it crosses from the core. */
export function fromData(code: string, data: unknown, message: string): Problem {
  const known = (errorCodes as readonly string[]).includes(code);
  if (known && isErrorData(data))
    return { code: code as ErrorCode, file: data.file, told: data, detail: data.detail };
  return unexplained([code, message].filter(Boolean).join(": "));
}

const unexplained = (detail: string): Problem => ({ code: "internal", told: "unexplained", detail });

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === "object" && data !== null && "reason" in data && typeof data.reason === "string";
}

/** What happened, and what to do about it, in the speaker's language. */
export function problemWords(
  { code, told }: Problem,
  { words, language }: Speaker,
): { reason: string; remedy: string } {
  if (typeof told === "string") return words.frame.problems[told];
  if (isStorageCode(code)) return words.storage[code];
  return sayError(code, told, language);
}

/** One block of text for the clipboard. */
export function problemText(problem: Problem, speaker: Speaker): string {
  const { code, file, detail } = problem;
  const { reason, remedy } = problemWords(problem, speaker);
  const { frame } = speaker.words;
  return [`${frame.code}: ${code}`, file && `${frame.file}: ${file}`, reason, remedy, detail]
    .filter(Boolean)
    .join("\n");
}
