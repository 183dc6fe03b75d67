import { BulbarError, type ErrorData } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { sayErrorSentence } from "../../../shared/words/say-error.ts";
import type { BatchFailure } from "./batch-line.ts";

/** An error as it is thrown here, or as it came from another thread with its code and data. */
type Told = Error & { code: string; data?: Partial<ErrorData> };

/** What a batch writes of an error: the same whichever door met it, and nothing of the program's inside. */
export function batchFailure(thrown: unknown): BatchFailure {
  const error = storageError(thrown) ?? thrown;
  const { code, data = {} } = isTold(error) ? error : new BulbarError("internal");
  const { why, facts } = data;
  const found = { ...(why !== undefined && { why }), ...(facts && { facts }) };
  return { code, ...found, message: sayErrorSentence(code, data, "en") };
}

const isTold = (error: unknown): error is Told =>
  error instanceof Error && "code" in error && "data" in error;
