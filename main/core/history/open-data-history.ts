import { accessSync, constants, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { isThere } from "../vault/place-new-file.ts";
import { auditHeadFileOf } from "./audit-head.ts";
import { meetAuditHead } from "./audit-verify.ts";
import { historyFileName } from "./history-file-name.ts";
import { type History, type HistoryOptions, openHistory, openToRead } from "./open-history.ts";

/**
 * The history of a data folder, made at the first start.
 * @param key 64 hexadecimal digits
 * @param options `deviceSecret`: of the operating system's store, which signs the trail's head as well
 * @throws BulbarError as `openHistory` does
 */
export function openDataHistory(
  dataFolder: string,
  key: string,
  { deviceSecret, ...options }: HistoryOptions & { deviceSecret?: Uint8Array | null } = {},
): History {
  makeFolder(dataFolder);
  const path = join(dataFolder, historyFileName);
  const auditHead = auditHeadFileOf(path, key, deviceSecret);
  const history = { ...openHistory(path, key, options), auditHead };
  try {
    meetAuditHead(history);
    return history;
  } catch (error) {
    history.close();
    throw error;
  }
}

/**
 * Whether a key is the one of the history that is there; true where there is none, or where something else is wrong.
 * @throws BulbarError history-locked while another program has it for itself: a new key is being made
 */
export function opensDataHistory(dataFolder: string, key: string): boolean {
  const path = join(dataFolder, historyFileName);
  if (!isThere(path)) return true;
  try {
    openToRead(path, key).close();
    return true;
  } catch (error) {
    if (!(error instanceof BulbarError)) return true;
    if (error.code === "history-locked" && error.data.why === "busy") throw error;
    return error.data.why !== "key-wrong";
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storageError(error) ?? storageError(whyNotIn(dirname(folder))) ?? error;
  }
}

/** Node tells ENOENT where a parent cannot be written: what the nearest folder that is there says. */
function whyNotIn(folder: string): unknown {
  if (!isThere(folder) && dirname(folder) !== folder) return whyNotIn(dirname(folder));
  try {
    return accessSync(folder, constants.W_OK);
  } catch (error) {
    return error;
  }
}
