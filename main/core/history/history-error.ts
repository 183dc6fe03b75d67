import { closeSync, openSync, readSync } from "node:fs";
import { BulbarError, errorFound } from "../../../shared/domain/error.ts";
import { storageError, storageFailure } from "../../../shared/domain/storage-error.ts";
import { diagnoseStorage } from "./diagnose-storage.ts";

/**
 * SQLite's and the file system's failures in the product's words; anything else is handed back as it is. Damaged is
 * only what SQLite read and found wrong; where reading or writing itself failed, the file system at `path` is asked.
 */
export function historyError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof BulbarError) return error;
  const code = "code" in error ? String(error.code) : "";
  const options = { cause: error };
  const detail = `${code} ${error.message}`;
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code))
    return unread(path) ?? new BulbarError("history-corrupt", { detail }, options);
  if (code.startsWith("SQLITE_FULL")) return storageFailure("storage-full", { detail }, error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new BulbarError("history-locked", { why: "busy", detail }, options);
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY|PERM|AUTH)/.test(code)) return failedStorage(code, path, error);
  return storageError(error) ?? error;
}

/** SQLite calls a page malformed that it could not read while a trigger ran: then the file itself cannot be read. */
function unread(path: string): BulbarError | null {
  let file: number | null = null;
  try {
    file = openSync(path, "r");
    readSync(file, Buffer.alloc(1), 0, 1, 0);
    return null;
  } catch (error) {
    return storageError(error) ?? storageFailure("storage-unavailable", { detail: String(error) }, error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** A disk that answers reads wrongly is not asked whether it can be written: that would name what did not fail. */
function failedStorage(code: string, path: string, error: Error): BulbarError {
  const detail = `${code} ${error.message}`;
  const isReading = /^SQLITE_IOERR_(READ|FSTAT|CORRUPTFS|DATA)/.test(code);
  const found = isReading ? null : diagnoseStorage(path);
  if (found) return errorFound(found.code, { ...found.data, detail }, { cause: error });
  const isReadOnly = code.startsWith("SQLITE_READONLY") && code !== "SQLITE_READONLY_DBMOVED";
  return storageFailure(isReadOnly ? "storage-read-only" : "storage-unavailable", { detail }, error);
}

/** A damaged history, with what was found. */
export function historyCorrupt(detail: string): BulbarError {
  return new BulbarError("history-corrupt", { detail });
}
