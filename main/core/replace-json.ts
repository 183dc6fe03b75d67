import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes a value as JSON in the place of a file, whole or not at all, and waits until the disk has it.
 * @param mode who may read it, before the umask; its owner alone when absent
 * @throws the file system's own error
 */
export function replaceJson(path: string, value: unknown, mode = 0o600): void {
  const draft = join(dirname(path), `.${basename(path)}-${randomUUID()}`);
  try {
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode, flush: true });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
