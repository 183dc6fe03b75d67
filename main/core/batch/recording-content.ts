import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";

/** How far apart the clocks of two file systems may be, ms. */
const clocksApartMs = 10 * 60_000;
/** How much of a recording is read at once. */
const pieceBytes = 2 ** 20;

/**
 * SHA-256 of a recording's bytes, lower-case hexadecimal. It is read without handing over to other threads, which for a file
 * of a few seconds takes longer than the reading.
 * @throws the file system's own error
 */
export function sha256OfRecording(path: string): string {
  const file = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    const piece = Buffer.allocUnsafe(pieceBytes);
    for (let bytes = readSync(file, piece); bytes > 0; bytes = readSync(file, piece))
      hash.update(piece.subarray(0, bytes));
    return hash.digest("hex");
  } finally {
    closeSync(file);
  }
}

/** The same; null where it cannot be read. */
export function sha256IfReadable(path: string): string | null {
  try {
    return sha256OfRecording(path);
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
  return isOlder || sha256IfReadable(path) === sha256;
}
