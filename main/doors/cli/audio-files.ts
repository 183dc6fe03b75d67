import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";

const audioExtensions = new Set(
  "wav wave mp3 flac m4a mp4 aac ogg oga opus webm mkv mov avi aif aiff aifc au snd caf wma amr 3gp w64 rf64".split(
    " ",
  ),
);

/**
 * The paths in order, with every folder replaced by the recordings in and below it, sorted by name. What has no audio
 * or video extension in a folder is left out; a file named by itself is always taken.
 */
export async function expandFolders(paths: string[]): Promise<string[]> {
  const expanded = await Promise.all(
    paths.map(async (path) => {
      const isFolder = await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isFolder) return [path];
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && audioExtensions.has(extname(entry.name).slice(1).toLowerCase()))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
    }),
  );
  return expanded.flat();
}
