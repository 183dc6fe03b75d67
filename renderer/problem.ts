import { ORPCError } from "@orpc/client";
import { type ErrorCode, type ErrorData, errorCodes } from "../shared/domain/error.ts";
import { type SaidError, sayError } from "../shared/words/say-error.ts";
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
  return typeof data === "object" && data !== null;
}

/** What happened, and what to do about it, in the speaker's language. */
export function problemWords({ code, told }: Problem, { language, words }: Speaker): SaidError {
  return typeof told === "string" ? words.frame.problems[told] : sayError(code, told, language);
}

/** What a core that does not say why found, in its own English; null where that was said already. */
export function foundInEnglish({ code, told }: Problem, said: SaidError): string | null {
  if (typeof told === "string" || told.why !== undefined || !told.reason) return null;
  const isSaid = [said.reason, sayError(code, {}, "en").reason].includes(told.reason);
  return isSaid ? null : told.reason;
}

/** One block of text for the clipboard. */
export function problemText(problem: Problem, speaker: Speaker): string {
  const { code, file, detail } = problem;
  const said = problemWords(problem, speaker);
  const { frame } = speaker.words;
  const found = foundInEnglish(problem, said);
  return [`${frame.code}: ${code}`, file && `${frame.file}: ${file}`, said.reason, said.remedy, found, detail]
    .filter(Boolean)
    .join("\n");
}
