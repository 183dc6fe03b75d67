import { oc } from "@orpc/contract";
import { type ErrorCode, ErrorData, errorCodes } from "../domain/error.ts";
import { type Role, roles } from "../domain/session.ts";

/** What stands on an operation's own line besides its types. */
export type OperationMeta = {
  roles: readonly Role[];
  /** Whether somebody must have logged on, with a password of the own choice or with one that must be changed first. */
  logOn: "needed" | "with-any-password" | "not-needed";
  /** Whether a call shows that a person is there: what a page asks by itself does not put off the automatic log-off. */
  isPresence: boolean;
};

/** What is not 422: the request, not what it holds, is refused, or nothing is wrong with it. */
const statuses: Partial<Record<ErrorCode, number>> = {
  "request-malformed": 400,
  "token-refused": 401,
  "not-logged-on": 401,
  "log-on-refused": 401,
  "not-permitted": 403,
  "request-foreign": 403,
  "not-found": 404,
  "model-not-found": 404,
  "no-such-address": 404,
  "method-not-allowed": 405,
  "audio-too-large": 413,
  "request-too-large": 413,
  "audio-format-unsupported": 415,
  "file-not-audio": 415,
  "media-type-unsupported": 415,
  "too-many-requests": 429,
  cancelled: 499,
  internal: 500,
  "core-ended": 503,
  "ffmpeg-failed": 503,
  "ffmpeg-hung": 503,
  "ffmpeg-missing": 503,
  "ffmpeg-too-old": 503,
  "server-stopping": 503,
};

/** HTTP's number of an error: that of REST and of oRPC's own wire. */
export function errorStatus(code: ErrorCode): number {
  return statuses[code] ?? (code.startsWith("storage-") ? 507 : 422);
}

type DeclaredErrors = { [Code in ErrorCode]: { status: number; data: typeof ErrorData } };

const errors = Object.fromEntries(
  errorCodes.map((code) => [code, { status: errorStatus(code), data: ErrorData }]),
) as DeclaredErrors;

const usual: OperationMeta = { roles: [], logOn: "needed", isPresence: true };
const operation = oc.$meta<OperationMeta>(usual).errors(errors);
const line = (meta: Partial<OperationMeta>) => operation.meta({ ...usual, ...meta });

/**
 * Begins an operation's line: who may call it, the administrator always. Every operation may fail with every code of
 * `errorCodes`, typed for its callers.
 *
 *     get: may("clinician", "technician").input(...).output(...)
 */
export function may(...allowed: Role[]) {
  return line({ roles: roles.filter((role) => role === "administrator" || allowed.includes(role)) });
}

/** Begins the line of an operation on oneself: whoever has a session. */
export const everyUser = line({ roles, logOn: "with-any-password" });

/** Begins the line of an operation that tells nothing of patients: nobody need be logged on. */
export const anyone = line({ roles, logOn: "not-needed" });

/** The same, of what a page asks by itself. */
export const anyPage = line({ roles, logOn: "not-needed", isPresence: false });
