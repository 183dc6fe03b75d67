import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { type ExclusiveLock, tryExclusiveLock } from "./exclusive-lock.ts";

/** A folder of the data folder for what is only passing through, held by a lock as long as its process lives. */
export type HeldFolder = {
  path: string;
  /** Removes the folder with all that is in it, then gives up the lock. */
  release(): Promise<void>;
};

const LOCK_SUFFIX = ".lock";
/** A sweep takes the lock for a moment only. */
const mostTries = 20;

/** Where held folders lie. */
export function transitFolderOf(dataFolder: string): string {
  return join(dataFolder, "transit");
}

/** Where the held folder of an id will lie. */
export function heldFolderOf(dataFolder: string, id: string): string {
  return join(transitFolderOf(dataFolder), id);
}

/**
 * Makes a folder that only this user may enter, held by an exclusive lock on a file beside it.
 * @param id a UUID that is held once
 * @throws the file system's own error
 */
export async function holdFolder(dataFolder: string, id: string = randomUUID()): Promise<HeldFolder> {
  mkdirSync(transitFolderOf(dataFolder), { recursive: true, mode: 0o700 });
  const path = heldFolderOf(dataFolder, id);
  for (let tries = 1; ; tries++) {
    const lock = tryExclusiveLock(path + LOCK_SUFFIX);
    if (lock) {
      mkdirSync(path, { mode: 0o700, recursive: true });
      // A sweep that came between the lock's file and its lock has removed the file: then the lock guards nothing.
      if (existsSync(path + LOCK_SUFFIX)) return { path, release: () => remove(path, lock) };
      await remove(path, lock);
    }
    if (tries === mostTries) throw new Error(`no lock on ${basename(path)}`);
  }
}

/** Removes the folders whose holder is gone: called at the start of every door. What cannot be removed is left. */
export async function sweepHeldFolders(dataFolder: string): Promise<void> {
  const transit = transitFolderOf(dataFolder);
  // Where earlier versions put what a window handed over.
  await rm(join(dataFolder, "uploads"), { recursive: true, force: true }).catch(() => {});
  const names = await readdir(transit).catch((): string[] => []);
  const ids = new Set(names.map((name) => name.replace(LOCK_SUFFIX, "")));
  for (const id of ids) {
    const path = join(transit, id);
    try {
      const lock = tryExclusiveLock(path + LOCK_SUFFIX);
      if (lock) await remove(path, lock);
    } catch {
      // A folder on a disk that cannot be written now is swept another time.
    }
  }
}

async function remove(path: string, lock: ExclusiveLock): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
    rmSync(path + LOCK_SUFFIX, { force: true });
  } finally {
    lock.release();
    // Windows removes no open file.
    rmSync(path + LOCK_SUFFIX, { force: true });
  }
}
