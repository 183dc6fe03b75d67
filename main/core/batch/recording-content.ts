import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";

/** How far apart the clocks of two file systems may be, ms. */
const clocksApartMs = 10 * 60_000;

/** SHA-256 of a recording's bytes; null where it cannot be read. */
export function sha256OfRecording(path: string): string | null {
  try {
    const file = openSync(path, "r");
    try {
      const hash = createHash("sha256");
      const piece = Buffer.alloc(2 ** 20);
      for (let bytes = readSync(file, piece); bytes > 0; bytes = readSync(file, piece))
        hash.update(piece.subarray(0, bytes));
      return hash.digest("hex");
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/**
 * Whether a recording is the one of which this hash was taken after `sinceMs` (ms since 1970). It is read only where its
 * times, of which nobody can set the one of its last change of state, do not tell.
 */
export function isAsBefore(path: string, sha256: string | null, sinceMs: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  const isOlder = found && Math.max(found.mtimeMs, found.ctimeMs) < sinceMs - clocksApartMs;
  return isOlder || sha256OfRecording(path) === sha256;
}
