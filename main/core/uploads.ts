import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Where a door of this process puts the files that a window hands over, until they are imported. */
export function uploadsFolderOf(dataFolder: string): string {
  return join(dataFolder, "uploads", String(process.pid));
}

/** Removes what this process, and processes that are gone, left of received files. */
export async function sweepUploads(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, "uploads");
  const left = await readdir(folder).catch((): string[] => []);
  const mine = String(process.pid);
  const stale = left.filter((pid) => pid === mine || !isRunning(Number(pid)));
  await Promise.all(stale.map((pid) => rm(join(folder, pid), { recursive: true, force: true })));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
