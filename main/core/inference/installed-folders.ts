import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { idOfFolder } from "./model-package.ts";

/** What a killed installation left is taken away after so long, ms; another may still be at work before. */
const abandonedAfterMilliseconds = 24 * 3_600_000;

/**
 * Folders of packages, the newest of each id, by name. An installed package lies in "id@number": a new one gets the
 * next number by one rename, and counts from that moment on, so that a kill leaves the old or the new one.
 */
export async function packageFolders(folder: string): Promise<string[]> {
  const newest = new Map<string, string>();
  for (const name of await allFolders(folder)) newest.set(idOfFolder(name), name);
  return [...newest.values()];
}

/** Gives a finished folder its place as the newest of `id`, then takes the older ones away. */
export async function placePackage(draft: string, installedFolder: string, id: string): Promise<void> {
  for (;;) {
    const older = await foldersOf(installedFolder, id);
    const next = numberOf(older.at(-1) ?? id) + 1;
    try {
      await rename(draft, join(installedFolder, `${id}@${next}`));
      return await takeAway(installedFolder, older);
    } catch (error) {
      // another process has just taken the number
      if (!["EEXIST", "ENOTEMPTY"].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    }
  }
}

/** Takes every folder of `id` away, the newest last: a kill never brings an older one back. False: there was none. */
export async function removePackageFolders(installedFolder: string, id: string): Promise<boolean> {
  const folders = await foldersOf(installedFolder, id);
  await takeAway(installedFolder, folders);
  return folders.length > 0;
}

/** A new folder inside `installedFolder`, never taken for a package. */
export async function draftFolder(installedFolder: string): Promise<string> {
  await mkdir(installedFolder, { recursive: true });
  await sweep(installedFolder);
  const draft = join(installedFolder, `.incoming-${randomUUID()}`);
  await mkdir(draft);
  return draft;
}

/** Renamed before it is removed, so that no half of a package is ever taken for one. */
async function takeAway(installedFolder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const gone = join(installedFolder, `.gone-${randomUUID()}`);
    await rename(join(installedFolder, name), gone);
    await rm(gone, { recursive: true, force: true });
  }
}

async function sweep(installedFolder: string): Promise<void> {
  for (const name of await readdir(installedFolder)) {
    const path = join(installedFolder, name);
    const isLeft = name.startsWith(".gone-") || (name.startsWith(".incoming-") && (await isAbandoned(path)));
    if (isLeft) await rm(path, { recursive: true, force: true });
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > abandonedAfterMilliseconds;
}

async function foldersOf(installedFolder: string, id: string): Promise<string[]> {
  return (await allFolders(installedFolder)).filter((name) => idOfFolder(name) === id);
}

/** Folders that may hold a package, by id and number, oldest first. */
async function allFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "training" && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort((a, b) =>
      idOfFolder(a) < idOfFolder(b) ? -1 : idOfFolder(a) > idOfFolder(b) ? 1 : numberOf(a) - numberOf(b),
    );
}

function numberOf(folder: string): number {
  return Number(/@(\d+)$/.exec(folder)?.[1] ?? 0);
}
