import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  ftruncateSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import type { BulbarError } from "../../../shared/domain/error.ts";
import { storageError, storageFailure } from "../../../shared/domain/storage-error.ts";
import { isThere } from "../vault/place-new-file.ts";

/** How far beyond the history's size a file must be allowed to grow, bytes: the longest recording, and some. */
const roomBytes = 256 * 1024 ** 2;

/**
 * Why the file system failed under SQLite, which keeps errno to itself: whether the file is there and can be read,
 * whether it and its folder can be written, and what a small file beside it meets. Null where all of that works.
 */
export function diagnoseStorage(path: string): BulbarError | null {
  return whyUnreadable(path) ?? whyReadOnly(path) ?? whyNoRoom(path);
}

function whyUnreadable(path: string): BulbarError | null {
  const file = basename(path);
  try {
    if (!statSync(path).isFile()) return storageFailure("storage-in-the-way", { file });
    accessSync(path, constants.R_OK);
    return null;
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    return isGone ? storageFailure("storage-unavailable", { file }, error) : storageError(error);
  }
}

/**
 * Why a history that can be read cannot be written: it, its folder, or what SQLite keeps beside it. No permission is
 * told as read-only here, whatever the operating system calls it. Null where it can be written.
 */
export function whyReadOnly(path: string): BulbarError | null {
  const beside = [`${path}-wal`, `${path}-shm`].filter(isThere);
  try {
    for (const place of [path, dirname(path), ...beside]) accessSync(place, constants.W_OK);
    return null;
  } catch (error) {
    const found = storageError(error);
    if (found?.code !== "storage-no-permission") return found;
    return storageFailure("storage-read-only", { file: found.data.file, detail: found.data.detail }, error);
  }
}

function whyNoRoom(path: string): BulbarError | null {
  try {
    tryToWrite(`${path}.probe-${randomUUID()}`, statSync(path).size + roomBytes);
    return null;
  } catch (error) {
    return storageError(error);
  }
}

/** @throws the file system's error; EFBIG where no file of `sizeBytes` may be, which a hole in it finds out for free */
function tryToWrite(probe: string, sizeBytes: number): void {
  const file = openSync(probe, "wx", 0o600);
  try {
    writeFileSync(file, Buffer.alloc(65_536));
    allowSize(file, sizeBytes);
  } finally {
    closeSync(file);
    rmSync(probe);
  }
}

/** Only the limit counts: a file system without holes may lack the room, which says nothing of what failed. */
function allowSize(file: number, sizeBytes: number): void {
  try {
    ftruncateSync(file, sizeBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EFBIG") throw error;
  }
}
