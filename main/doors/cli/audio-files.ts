import { kindOf, recordingsBelow } from "../../core/audio/recordings-below.ts";

/**
 * The paths in order, with every folder replaced by the recordings in and below it (`recordingsBelow`). A file named by
 * itself is always taken, and so is a folder without recordings, so that it is told.
 */
export async function expandFolders(paths: string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    const before = expanded.length;
    if ((await kindOf(path)) === "folder")
      for await (const found of recordingsBelow(path)) expanded.push(found);
    if (expanded.length === before) expanded.push(path);
  }
  return expanded;
}
