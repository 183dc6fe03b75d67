import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes what a command was asked to write into a file; a folder that is not there yet is made. */
export async function writeOutput(
  path: string,
  content: string | Uint8Array,
  options: { mode?: number } = {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, options);
}
