import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { audioExtensions } from "../../../shared/domain/audio-extensions.ts";

/**
 * The recordings in and below a folder, in the order of their paths (UTF-16 code units), found as they are asked for: no
 * more than one folder's names are held. Links are followed, each folder once. What has no audio or video ending is left out.
 */
export async function* recordingsBelow(folder: string, seen = new Set<string>()): AsyncGenerator<string> {
  const real = await realpath(folder);
  if (seen.has(real)) return;
  seen.add(real);
  const entries = await sortedEntries(folder).catch(() => null);
  // That a folder may not be read is for the analysis to say, as of a file.
  if (!entries) yield folder;
  for (const { path, kind } of entries ?? []) {
    if (kind === "folder") yield* recordingsBelow(path, seen);
    // A link to a file that is not there has its ending too: that it is missing is for the analysis to say.
    else if (kind !== "other" && audioExtensions.has(extname(path).slice(1).toLowerCase())) yield path;
  }
}

type Entry = { path: string; kind: Kind };

/** A folder sorts as its paths do, with the separator after its name. */
async function sortedEntries(folder: string): Promise<Entry[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const named = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      const kind = await kindOfEntry(entry, path);
      return { path, kind, key: kind === "folder" ? `${entry.name}/` : entry.name };
    }),
  );
  return named.sort((a, b) => (a.key < b.key ? -1 : 1));
}

export type Kind = "file" | "folder" | "missing" | "other";

async function kindOfEntry(entry: Dirent, path: string): Promise<Kind> {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? kindOf(path) : "other";
}

/** What lies at a path, links followed. */
export async function kindOf(path: string): Promise<Kind> {
  const found = await stat(path).catch(() => null);
  if (!found) return "missing";
  if (found.isDirectory()) return "folder";
  return found.isFile() ? "file" : "other";
}
