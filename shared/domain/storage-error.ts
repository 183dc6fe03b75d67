import { BulbarError, type ErrorCode } from "./error.ts";

/** What a disk, a folder or a share can refuse, each with its own remedy. */
export type StorageCode = Extract<ErrorCode, `storage-${string}`>;

/** Codes of the operating system (errno), as Node names them, and of SQLite where it is used for a lock only. */
const codes: Readonly<Record<string, StorageCode>> = {
  ENOSPC: "storage-full",
  EDQUOT: "storage-full",
  EFBIG: "storage-file-limit",
  EROFS: "storage-read-only",
  EACCES: "storage-no-permission",
  EPERM: "storage-no-permission",
  ENOTDIR: "storage-in-the-way",
  EISDIR: "storage-in-the-way",
  EEXIST: "storage-in-the-way",
  EIO: "storage-unavailable",
  ESTALE: "storage-unavailable",
  ENODEV: "storage-unavailable",
  ENXIO: "storage-unavailable",
  ENOTCONN: "storage-unavailable",
  EHOSTDOWN: "storage-unavailable",
  EHOSTUNREACH: "storage-unavailable",
  ENETDOWN: "storage-unavailable",
  ENETUNREACH: "storage-unavailable",
  SQLITE_FULL: "storage-full",
  SQLITE_READONLY: "storage-read-only",
};

/** An error of storage with this code. */
export function storageFailure(
  code: StorageCode,
  found: { file?: string | undefined; detail?: string | undefined } = {},
  cause?: unknown,
): BulbarError {
  return new BulbarError(code, found, { cause });
}

/**
 * A failed call of the file system in the product's words; null for an error of another kind. The file is named, its
 * folder is not. ENOENT is left to the caller: only he knows whether the file had to be there.
 */
export function storageError(error: unknown): BulbarError | null {
  if (!(error instanceof Error) || error instanceof BulbarError || !("code" in error)) return null;
  const code = codes[String(error.code)];
  const isOfFiles = !("syscall" in error) || !/^(spawn|listen|bind|connect|kill)/.test(String(error.syscall));
  if (!code || !isOfFiles) return null;
  const path = "path" in error && typeof error.path === "string" ? error.path : null;
  const file = path?.split(/[\\/]/).at(-1);
  return storageFailure(code, { ...(file && { file }), detail: error.message }, error);
}

/** Errors that keep from writing and leave reading possible. */
export function onlyWritingFails(error: unknown): boolean {
  if (!(error instanceof BulbarError)) return false;
  return ["storage-full", "storage-file-limit", "storage-read-only"].includes(error.code);
}
