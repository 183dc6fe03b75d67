import { z } from "zod";
import type { WhyOf } from "./error-whys.ts";

/** Every way in which Bulbar refuses or fails, as a stable code. Tests and scripts match on these. */
export const errorCodes = [
  "file-not-found",
  "file-empty",
  "file-not-audio",
  "file-corrupt",
  "no-audio-track",
  "audio-too-long",
  "audio-too-large",
  "audio-format-unsupported",
  "decode-timeout",
  "ffmpeg-missing",
  "ffmpeg-too-old",
  "ffmpeg-failed",
  "ffmpeg-hung",
  "model-not-found",
  "model-invalid",
  "model-tampered",
  "model-id-taken",
  "model-refused-task",
  "model-refused-length",
  "model-refused-recording",
  "model-failed",
  "device-unusable",
  "not-found",
  "invalid-input",
  "not-permitted",
  "certificate-invalid",
  "calibration-refused",
  "logo-invalid",
  "not-logged-on",
  "log-on-refused",
  "password-refused",
  "set-up-done",
  "vault-damaged",
  "history-locked",
  "history-from-future",
  "history-corrupt",
  "history-foreign",
  "backup-invalid",
  "sealed-file-foreign",
  "sealed-file-from-future",
  "sealed-file-cut",
  "sealed-file-damaged",
  "passphrase-wrong",
  "patient-exists",
  "changed-meanwhile",
  "audit-broken",
  "storage-full",
  "storage-file-limit",
  "storage-read-only",
  "storage-no-permission",
  "storage-in-the-way",
  "storage-unavailable",
  "exchange-failed",
  "cancelled",
  "core-ended",
  "port-unavailable",
  "certificate-needed",
  "request-malformed",
  "token-refused",
  "request-foreign",
  "no-such-address",
  "method-not-allowed",
  "request-too-large",
  "media-type-unsupported",
  "too-many-requests",
  "server-stopping",
  "table-invalid",
  "batch-refused",
  "evaluation-refused",
  "usage",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What an error was found to be, without words: `shared/words` makes them. */
export const ErrorFound = z.object({
  /** A name, never a path, outside the command line. */
  file: z.string().optional(),
  /** Why in particular, of the code's entry in `errorWhys`. */
  why: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Technical detail for support: the program's own output, a value out of range. */
  detail: z.string().optional(),
});
export type ErrorFound = z.infer<typeof ErrorFound>;

/** An error as it crosses processes. A door that speaks to others than this program's own adds the words. */
export const ErrorData = ErrorFound.extend({
  /** What was found, in plain words. */
  reason: z.string().optional(),
  /** What to do about it, in plain words. */
  remedy: z.string().optional(),
});
export type ErrorData = z.infer<typeof ErrorData>;

type ToldOf<Code extends ErrorCode> = { file?: string | undefined; detail?: string | undefined } & (
  | { why?: undefined; facts?: undefined }
  | WhyOf<Code>
);

/** A code with what belongs to it. */
type Thrown = {
  [Code in ErrorCode]: [code: Code, found?: ToldOf<Code>, options?: ErrorOptions];
}[ErrorCode];

/**
 * The one error type that the core throws on purpose. It crosses processes as `{ code, message, data }`. Its message is
 * for logs; a person is told by `sayError`.
 */
export class BulbarError extends Error {
  override readonly name = "BulbarError";
  readonly code: ErrorCode;
  readonly data: ErrorFound;

  constructor(...[code, found = {}, options]: Thrown) {
    super(forLogs(code, found as ErrorFound), options);
    this.code = code;
    this.data = found as ErrorFound;
  }
}

/** An error as it was found in another process or by a code that is known only at run time. */
export function errorFound(code: ErrorCode, found: ErrorFound, options?: ErrorOptions): BulbarError {
  return new BulbarError(...([code, found, options] as Thrown));
}

function forLogs(code: ErrorCode, { file, why, facts }: ErrorFound): string {
  const particulars = Object.entries(facts ?? {}).map(([name, fact]) => `${name} ${fact}`);
  const what = [why ? `${code}, ${why}` : code, particulars.join(", ")].filter(Boolean).join(": ");
  return file ? `${file}: ${what}` : what;
}
