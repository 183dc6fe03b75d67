import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { audioExtensions } from "../audio-extensions.ts";

/**
 * The paths in order, with every folder replaced by the recordings in and below it, sorted by name; links are followed,
 * each folder once. What has no audio or video ending in a folder is left out; a file named by itself is always taken,
 * and so is a folder without recordings, so that it is told.
 */
export async function expandFolders(paths: string[]): Promise<string[]> {
  const expanded = await Promise.all(
    paths.map(async (path) => {
      if ((await kindOf(path)) !== "folder") return [path];
      const found = (await recordingsBelow(path, new Set())).sort();
      return found.length > 0 ? found : [path];
    }),
  );
  return expanded.flat();
}

async function recordingsBelow(folder: string, seen: Set<string>): Promise<string[]> {
  const real = await realpath(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  // By name, so that of two links to one folder it is always the same that counts.
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const kind = await kindOfEntry(entry, path);
    if (kind === "folder") found.push(...(await recordingsBelow(path, seen)));
    // A link to a file that is not there has its ending too: that it is missing is for the analysis to say.
    else if (kind !== "other" && audioExtensions.has(extname(entry.name).slice(1).toLowerCase()))
      found.push(path);
  }
  return found;
}

type Kind = "file" | "folder" | "missing" | "other";

async function kindOfEntry(entry: Dirent, path: string): Promise<Kind> {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? kindOf(path) : "other";
}

async function kindOf(path: string): Promise<Kind> {
  const found = await stat(path).catch(() => null);
  if (!found) return "missing";
  if (found.isDirectory()) return "folder";
  return found.isFile() ? "file" : "other";
}
