import { oc } from "@orpc/contract";
import { type ErrorCode, ErrorData, errorCodes } from "../domain/error.ts";
import { type Role, roles } from "../domain/session.ts";

/** What stands on an operation's own line besides its types. */
export type OperationMeta = { roles: readonly Role[] };

/** HTTP's number of an error: that of REST and of oRPC's own wire. */
export function errorStatus(code: ErrorCode): number {
  const own: Partial<Record<ErrorCode, number>> = {
    "not-permitted": 403,
    "not-found": 404,
    cancelled: 499,
    internal: 500,
  };
  return own[code] ?? 422;
}

type DeclaredErrors = { [Code in ErrorCode]: { status: number; data: typeof ErrorData } };

const errors = Object.fromEntries(
  errorCodes.map((code) => [code, { status: errorStatus(code), data: ErrorData }]),
) as DeclaredErrors;

const operation = oc.$meta<OperationMeta>({ roles: [] }).errors(errors);

/**
 * Begins an operation's line: who may call it, the administrator always. Every operation may fail with every code of
 * `errorCodes`, typed for its callers.
 *
 *     get: may("clinician", "technician").input(...).output(...)
 */
export function may(...allowed: Role[]) {
  return operation.meta({
    roles: roles.filter((role) => role === "administrator" || allowed.includes(role)),
  });
}

/** Begins the line of an operation that tells nothing of patients: whoever has a session. */
export const anyone = operation.meta({ roles });
