import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { isThere, placeNewFile } from "../vault/place-new-file.ts";

/** Names inside the data folder. */
export const historyFileName = "history.db";
export const historyKeyFileName = "history.key";

/**
 * The history's key, 64 hexadecimal digits, from a file that only its owner may read; made at the first start.
 * @throws BulbarError history-locked when a history is there without its key, or the key file is damaged; storage-...
 * where the folder cannot be used
 */
export function readOrCreateHistoryKey(dataFolder: string): string {
  const path = join(dataFolder, historyKeyFileName);
  return wholeKey(readKey(dataFolder, path));
}

/**
 * The history's key where there is one: nothing is made.
 * @throws BulbarError history-locked when it is missing or damaged; storage-...
 */
export function readHistoryKey(dataFolder: string): string {
  const path = join(dataFolder, historyKeyFileName);
  if (isThere(path)) return wholeKey(readKey(dataFolder, path));
  throw new BulbarError("history-locked", { file: historyKeyFileName, why: "no-key" });
}

function wholeKey(key: string): string {
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new BulbarError("history-locked", { file: historyKeyFileName, why: "key-damaged" });
}

function readKey(dataFolder: string, path: string): string {
  try {
    if (!isThere(path)) createKey(dataFolder, path);
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw storageError(error) ?? error;
  }
}

function createKey(dataFolder: string, path: string): void {
  if (isThere(join(dataFolder, historyFileName)))
    throw new BulbarError("history-locked", { file: historyKeyFileName, why: "key-missing" });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
    placeNewFile(draft, path); // taken: another process has just made the key that both use
  } finally {
    rmSync(draft, { force: true });
  }
}
