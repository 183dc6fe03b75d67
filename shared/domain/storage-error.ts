import { BulbarError, type ErrorCode, type ErrorData } from "./error.ts";

/** What a disk, a folder or a share can refuse, each with its own remedy. */
export type StorageCode = Extract<ErrorCode, `storage-${string}`>;

/** Said in English where an error is thrown; shared/words has the other languages. */
export const storageWords: Readonly<Record<StorageCode, { reason: string; remedy: string }>> = {
  "storage-full": {
    reason: "There is no room left on the disk.",
    remedy: "Free some space and try again. Nothing has been stored of what was under way.",
  },
  "storage-file-limit": {
    reason: "The file would become larger than this file system or this account allows.",
    remedy:
      "Raise the limit on the size of files (`ulimit -f`), or move the data folder to a file system that takes larger files (FAT32 ends at 4 GB). Nothing has been stored of what was under way.",
  },
  "storage-read-only": {
    reason: "The data can be read here, but not written.",
    remedy:
      "Make the folder and its files writable for this account, or choose another data folder; then start Bulbar again.",
  },
  "storage-no-permission": {
    reason: "This account may not use the file or folder.",
    remedy: "Ask for access to it, or choose another data folder.",
  },
  "storage-in-the-way": {
    reason: "A file is where a folder belongs, or a folder where a file belongs.",
    remedy: "Move it away or choose another data folder.",
  },
  "storage-unavailable": {
    reason: "The disk or share does not answer, or the file is no longer where it was.",
    remedy:
      "Connect the disk or share again, then start Bulbar again. What was stored before has not been found damaged.",
  },
};

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
  data: Partial<ErrorData> = {},
  cause?: unknown,
): BulbarError {
  return new BulbarError(code, { ...storageWords[code], ...data }, { cause });
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
