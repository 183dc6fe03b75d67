import { implement, ORPCError, ValidationError } from "@orpc/server";
import { localContract } from "../../../shared/contract/local.ts";
import { errorStatus } from "../../../shared/contract/may.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Role, Session } from "../../../shared/domain/session.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { actingFor, type Core } from "../core.ts";
import { invalidField } from "./invalid-field.ts";

/** What every handler gets: the core, which acts in the name of the session's user. */
export type Context = { core: Core; session: Session };

/**
 * The contract, ready to be given handlers. Who may not call an operation is refused before its input is looked at.
 * Errors that the core throws on purpose cross with their code and data; anything else crosses as `internal`, with
 * its message for support.
 */
export const operation = implement(localContract)
  .$context<Context>()
  .use(async ({ context: { core, session }, procedure, next }) => {
    try {
      refuseOthers(session, procedure["~orpc"].meta.roles);
      return await next({ context: { core: actingFor(core, session) } });
    } catch (error) {
      throw toOrpcError(error);
    }
  });

/** An operation whose line names nobody is for nobody. @throws BulbarError not-permitted */
function refuseOthers({ user, role }: Session, allowed: readonly Role[] | undefined): void {
  if (allowed?.includes(role)) return;
  throw new BulbarError("not-permitted", {
    detail: `${user} is ${role}; it may be done by: ${allowed?.join(", ") || "nobody"}`,
  });
}

/** The error as it crosses to a door: `{ code, message, data }`. */
export function toOrpcError(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError)
    return error.cause instanceof ValidationError ? toOrpcError(invalidField(error.cause)) : error;
  if (error instanceof BulbarError) {
    return new ORPCError(error.code, {
      status: errorStatus(error.code),
      message: error.message,
      data: error.data,
      cause: error,
    });
  }
  if ((error as Error)?.name === "AbortError") return toOrpcError(new BulbarError("cancelled"));
  const ofStorage = storageError(error);
  if (ofStorage) return toOrpcError(ofStorage);
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return toOrpcError(new BulbarError("internal", { detail }, { cause: error }));
}
