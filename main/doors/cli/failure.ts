import { ORPCError } from "@orpc/client";
import { BulbarError, type ErrorData } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";

export type Failure = { code: string; message: string; detail?: string };

/** What a person or a script is told of an error, whichever side of the port threw it. */
export function describeFailure(thrown: unknown): Failure {
  const error = storageError(thrown) ?? thrown;
  if (error instanceof BulbarError || error instanceof ORPCError) {
    const { detail } = (error.data ?? {}) as Partial<ErrorData>;
    return { code: error.code, message: error.message, ...(detail ? { detail } : {}) };
  }
  if ((error as Error)?.name === "AbortError") return { code: "cancelled", message: "Cancelled." };
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}
