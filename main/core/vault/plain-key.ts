import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { isThere } from "./place-new-file.ts";

/** Where earlier versions kept the data key, 64 hexadecimal digits in plain. */
export const plainKeyFileName = "history.key";

const pathIn = (dataFolder: string): string => join(dataFolder, plainKeyFileName);

export const hasPlainKey = (dataFolder: string): boolean => isThere(pathIn(dataFolder));

/** @returns null where none is there @throws BulbarError history-locked where the file is damaged; storage-... */
export function readPlainKey(dataFolder: string): Buffer | null {
  try {
    if (!hasPlainKey(dataFolder)) return null;
    const text = readFileSync(pathIn(dataFolder), "utf8").trim();
    if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, "hex");
  } catch (error) {
    throw storageError(error) ?? error;
  }
  throw new BulbarError("history-locked", { file: plainKeyFileName, why: "key-damaged" });
}

export function removePlainKey(dataFolder: string): void {
  rmSync(pathIn(dataFolder), { force: true });
}
