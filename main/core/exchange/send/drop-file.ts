import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { BulbarError } from "../../../../shared/domain/error.ts";
import { storageError } from "../../../../shared/domain/storage-error.ts";

/**
 * Puts a message into a folder under its own name, whole or not at all: whoever watches the folder never sees a part of it.
 * @throws BulbarError exchange-failed where the folder is not there; storage-...
 */
export async function dropFile(folder: string, name: string, content: Uint8Array): Promise<void> {
  if (!existsSync(folder)) throw new BulbarError("exchange-failed", { why: "no-folder" });
  const draft = join(folder, `.${name}-${randomUUID()}`);
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } catch (error) {
    throw storageError(error) ?? error;
  } finally {
    await rm(draft, { force: true });
  }
}
