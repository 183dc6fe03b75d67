import { implement, ORPCError, ValidationError } from "@orpc/server";
import { localContract } from "../../../shared/contract/local.ts";
import { errorStatus, type OperationMeta } from "../../../shared/contract/may.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Session } from "../../../shared/domain/session.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { actingFor, type Core } from "../core.ts";
import type { OpenSession, Seat } from "../vault/sessions.ts";
import { invalidField } from "./invalid-field.ts";

/** What an operation is called with; nobody's session is null. */
export type CallContext = { core: Core; session: OpenSession | Session | null };
/** What every handler gets: the core, which acts in the name of the session's user. */
export type Context = { core: Core; session: Session };
/** What the operations on the session itself are called with: the connection's own. */
export type SeatedContext = CallContext & { seat: Seat };

/** Lets the core act in the name of whoever calls, if that one may. */
const inNameOfCaller = implement(localContract)
  .$context<CallContext>()
  .middleware(async ({ context: { core, session }, procedure, next }) => {
    try {
      const { meta } = procedure["~orpc"];
      const admitted = admit(session, meta);
      if (meta.isPresence) notePresence(core, admitted);
      return await next({ context: { core: actingFor(core, admitted), session: admitted } });
    } catch (error) {
      throw toOrpcError(error);
    }
  });

/**
 * The contract, ready to be given handlers. Who may not call an operation is refused before its input is looked at.
 * Errors that the core throws on purpose cross with their code and data; anything else crosses as `internal`, with
 * its message for support.
 */
export const operation = implement(localContract).$context<CallContext>().use(inNameOfCaller);

/** The same, for what needs to know at which connection it is called. */
export const seatedOperation = implement(localContract).$context<SeatedContext>().use(inNameOfCaller);

function notePresence(core: Core, session: Session): void {
  core.vault.touch(session);
  core.presence.lastAt = core.now().getTime();
}

/** In whose name that is done which needs nobody: it reaches no history. */
const nobody: Session = { user: "nobody", role: "researcher" };

/** An operation whose line names nobody is for nobody. @throws BulbarError not-logged-on, not-permitted */
function admit(session: CallContext["session"], { roles = [], logOn }: Partial<OperationMeta>): Session {
  if (logOn === "not-needed") return session ?? nobody;
  if (!session) throw new BulbarError("not-logged-on");
  if ("ended" in session) {
    if (session.ended) throw new BulbarError("not-logged-on", { why: "ended" });
    if (session.mustChangePassword && logOn === "needed")
      throw new BulbarError("not-logged-on", { why: "change-password" });
  }
  if (roles.includes(session.role)) return session;
  throw new BulbarError("not-permitted", {
    detail: `${session.user} is ${session.role}; it may be done by: ${roles.join(", ") || "nobody"}`,
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
