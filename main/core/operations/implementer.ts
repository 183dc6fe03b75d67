import { implement, ORPCError } from "@orpc/server";
import { localContract } from "../../../shared/contract/local.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import type { Core } from "../core.ts";

/** What every handler gets. */
export type Context = { core: Core };

/**
 * The contract, ready to be given handlers. Errors that the core throws on purpose cross with their code and data;
 * anything else crosses as `internal`, with its message for support.
 */
export const operation = implement(localContract)
  .$context<Context>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw toOrpcError(error);
    }
  });

/** The error as it crosses to a door: `{ code, message, data }`. */
export function toOrpcError(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error;
  if (error instanceof BulbarError) {
    return new ORPCError(error.code, { status: 422, message: error.message, data: error.data, cause: error });
  }
  if ((error as Error)?.name === "AbortError") {
    return new ORPCError("cancelled", { status: 499, message: "Cancelled.", data: { reason: "Cancelled." } });
  }
  const ofStorage = storageError(error);
  if (ofStorage) return toOrpcError(ofStorage);
  const reason = "The program failed unexpectedly; nothing was changed.";
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ORPCError("internal", { status: 500, message: reason, data: { reason, detail }, cause: error });
}
