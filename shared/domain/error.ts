import { z } from "zod";

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
  "not-found",
  "invalid-input",
  "not-permitted",
  "history-locked",
  "history-from-future",
  "history-corrupt",
  "history-foreign",
  "backup-invalid",
  "audit-broken",
  "storage-full",
  "storage-file-limit",
  "storage-read-only",
  "storage-no-permission",
  "storage-in-the-way",
  "storage-unavailable",
  "cancelled",
  "core-ended",
  "port-unavailable",
  "usage",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a person needs to act on an error. `file` is a name, never a path, outside the command line. */
export const ErrorData = z.object({
  file: z.string().optional(),
  /** What was found, in plain words. */
  reason: z.string(),
  /** What to do about it, in plain words. */
  remedy: z.string().optional(),
  /** Technical detail for support: the program's own output, a value out of range. */
  detail: z.string().optional(),
});
export type ErrorData = z.infer<typeof ErrorData>;

/** The one error type that the core throws on purpose. It crosses processes as `{ code, message, data }`. */
export class BulbarError extends Error {
  override readonly name = "BulbarError";
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData, options?: ErrorOptions) {
    super(sentence(data), options);
    this.code = code;
    this.data = data;
  }
}

function sentence({ file, reason, remedy }: ErrorData): string {
  return [file ? `${file}: ${reason}` : reason, remedy].filter(Boolean).join(" ");
}
