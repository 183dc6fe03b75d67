import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";

/** Bytes written at once; a call takes less than 2 GiB. */
const WRITE_BYTES = 64 * 2 ** 20;

/**
 * Puts bytes on disk while they are worked on. Where the system lets a program read an open file by its number, the file
 * loses its name before the first byte is written: whatever happens then, a crash or a loss of power, nobody finds it.
 * Elsewhere (Windows) it has a name in the folder until the work ends.
 * @param folder one that only this user may enter, and that is emptied after a crash
 */
export async function withSpooled<Result>(
  bytes: Uint8Array,
  folder: string,
  work: (spooled: { descriptor: number } | { path: string }) => Promise<Result>,
  isNameless = existsSync("/dev/fd"),
): Promise<Result> {
  const path = join(folder, randomUUID());
  const file = await open(path, "wx+", 0o600);
  try {
    if (isNameless) await rm(path);
    await writeAt(file, bytes);
    if (isNameless) return await work({ descriptor: file.fd });
    await file.close();
    return await work({ path });
  } finally {
    await file.close();
    await rm(path, { force: true, maxRetries: 5 });
  }
}

/** By position, so that the file's own position stays at its beginning for whoever reads it by its number. */
async function writeAt(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let start = 0; start < bytes.length; ) {
    const length = Math.min(WRITE_BYTES, bytes.length - start);
    start += (await file.write(bytes, start, length, start)).bytesWritten;
  }
}
