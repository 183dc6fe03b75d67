import { ORPCError } from "@orpc/client";
import { type ErrorCode, type ErrorData, errorCodes } from "../shared/domain/error.ts";
import type { Words } from "../shared/words/words.ts";
import { speaker } from "./words.ts";

/** An error in words that a person can act on. */
export type Problem = ErrorData & { code: ErrorCode };

/** Thrown in this window with words of its own. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.reason);
    this.problem = problem;
  }
}

function unexplained(detail: string): Problem {
  const { problems } = speaker().words.frame;
  return { code: "internal", reason: problems.unexplained, remedy: problems.unexplainedRemedy, detail };
}

/** Turns whatever was thrown into words. Errors of the core carry their own; others keep their message as detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof ORPCError) return fromData(error.code, error.data, error.message);
  if (error instanceof DOMException && error.name === "AbortError")
    return { code: "cancelled", reason: speaker().words.frame.problems.cancelled };
  return unexplained(error instanceof Error ? error.message : String(error));
}

/** A problem from `{ code, data }` as it crosses from the core. */
export function fromData(code: string, data: unknown, message: string): Problem {
  const known = (errorCodes as readonly string[]).includes(code);
  if (known && isErrorData(data)) return { ...data, code: code as ErrorCode };
  return unexplained([code, message].filter(Boolean).join(": "));
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === "object" && data !== null && "reason" in data && typeof data.reason === "string";
}

/** One block of text for the clipboard. */
export function problemText(problem: Problem, frame: Words["frame"]): string {
  const { code, file, reason, remedy, detail } = problem;
  return [`${frame.code}: ${code}`, file && `${frame.file}: ${file}`, reason, remedy, detail]
    .filter(Boolean)
    .join("\n");
}
