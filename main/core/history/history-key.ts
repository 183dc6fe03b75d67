import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";

/** Names inside the data folder. */
export const historyFileName = "history.db";
export const historyKeyFileName = "history.key";

/**
 * The history's key, 64 hexadecimal digits, from a file that only its owner may read; made at the first start.
 * @throws BulbarError history-locked when a history is there without its key, or the key file is damaged
 */
export function readOrCreateHistoryKey(dataFolder: string): string {
  const path = join(dataFolder, historyKeyFileName);
  if (!existsSync(path)) createKey(dataFolder, path);
  const key = readFileSync(path, "utf8").trim();
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new BulbarError("history-locked", {
    file: historyKeyFileName,
    reason: "The key file of the history is damaged.",
    remedy: "Put back the key file from a backup.",
  });
}

function createKey(dataFolder: string, path: string): void {
  if (existsSync(join(dataFolder, historyFileName)))
    throw new BulbarError("history-locked", {
      file: historyKeyFileName,
      reason: "The key of the history is missing; a new one could not open it.",
      remedy: `Put the file ${historyKeyFileName} back beside ${historyFileName}.`,
    });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, path); // atomic, and never over a key that another process has just made
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft);
  }
}
