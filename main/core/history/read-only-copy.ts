import { chmodSync, constants, copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { isThere } from "../vault/place-new-file.ts";

/**
 * A copy of a history, with what its write-ahead log holds, in a folder of its own that only this account may enter.
 * It stays encrypted. Another computer that writes to the same share meanwhile may spoil the copy, never the history.
 */
export function copyToRead(path: string): { copy: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-read-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(path));
    for (const suffix of ["", "-wal"].filter((one) => isThere(path + one))) {
      copyFileSync(path + suffix, copy + suffix, constants.COPYFILE_FICLONE);
      chmodSync(copy + suffix, 0o600);
    }
    return { copy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
