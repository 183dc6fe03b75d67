import { BulbarError } from "../../../shared/domain/error.ts";

const damaged = {
  reason: "The history file is damaged.",
  remedy: "Close Bulbar, keep a copy of the file as it is, and restore the last backup.",
};
const full = {
  reason: "There is no room left on the disk that holds the history.",
  remedy: "Free some space and try again. Nothing has been stored of what was under way.",
};
const busy = {
  reason: "The history is in use by another program.",
  remedy: "Wait until the other window or command is done and try again.",
};

/** SQLite's failures in the product's words; anything else is handed back as it is. */
export function historyError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof BulbarError) return error;
  const code = "code" in error ? String(error.code) : "";
  const options = { cause: error };
  const detail = `${code} ${error.message}`;
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code))
    return new BulbarError("history-corrupt", { ...damaged, detail }, options);
  if (code.startsWith("SQLITE_FULL")) return new BulbarError("storage-full", { ...full, detail }, options);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new BulbarError("history-locked", { ...busy, detail }, options);
  return error;
}

/** A damaged history, with what was found. */
export function historyCorrupt(detail: string): BulbarError {
  return new BulbarError("history-corrupt", { ...damaged, detail });
}
