import { ORPCError } from "@orpc/client";
import { type ErrorCode, type ErrorData, errorCodes } from "../shared/domain/error.ts";

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

const unexplained: Problem = {
  code: "internal",
  reason: "The program met an error that it has no words for.",
  remedy: "Try again; if it happens again, pass the code and the detail on to support.",
};

/** Turns whatever was thrown into words. Errors of the core carry their own; others keep their message as detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof ORPCError) return fromData(error.code, error.data, error.message);
  if (error instanceof DOMException && error.name === "AbortError")
    return { code: "cancelled", reason: "Cancelled." };
  return { ...unexplained, detail: error instanceof Error ? error.message : String(error) };
}

/** A problem from `{ code, data }` as it crosses from the core. */
export function fromData(code: string, data: unknown, message: string): Problem {
  const known = (errorCodes as readonly string[]).includes(code);
  if (known && isErrorData(data)) return { ...data, code: code as ErrorCode };
  return { ...unexplained, detail: [code, message].filter(Boolean).join(": ") };
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === "object" && data !== null && "reason" in data && typeof data.reason === "string";
}

/** One block of text for the clipboard. */
export function problemText({ code, file, reason, remedy, detail }: Problem): string {
  return [`code: ${code}`, file && `file: ${file}`, reason, remedy, detail].filter(Boolean).join("\n");
}
