import { linkSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";

/** A process that died holding the lock is waited for so long, ms; the lock is held for some microseconds. */
const staleAfterMilliseconds = 5000;

/**
 * Gives a finished draft its name, at once and never over a file that another process has just put there; the draft
 * is gone afterwards. By a hard link, which fails where the name is taken; where there are none (exFAT, FAT32, many
 * shares) by a rename under a lock, a folder beside it.
 * @returns false when the name was taken
 */
export function placeNewFile(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    rmSync(draft);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return giveUp(draft);
    return isThere(path) ? giveUp(draft) : renameUnderLock(draft, path);
  }
}

/**
 * Whether something has this name.
 * @throws the file system's error where it cannot be known (no permission, share gone), unlike `existsSync`
 */
export function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function renameUnderLock(draft: string, path: string): boolean {
  return underLock(path, () => {
    if (isThere(path)) return giveUp(draft);
    renameSync(draft, path);
    return true;
  });
}

/** Does what only one process at a time may do with a file; it must be short. The lock is a folder beside the file. */
export function underLock<T>(path: string, work: () => T): T {
  const lock = `${path}.lock`;
  takeLock(lock);
  try {
    return work();
  } finally {
    rmdirSync(lock);
  }
}

function takeLock(lock: string): void {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleAfterMilliseconds) rmSync(lock, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}

function giveUp(draft: string): false {
  rmSync(draft, { force: true });
  return false;
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}
