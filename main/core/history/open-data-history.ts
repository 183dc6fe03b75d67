import { accessSync, constants, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { auditHeadFileOf } from "./audit-head.ts";
import { meetAuditHead } from "./audit-verify.ts";
import { historyFileName, readOrCreateHistoryKey } from "./history-key.ts";
import { type History, type HistoryOptions, openHistory } from "./open-history.ts";
import { isThere } from "./place-new-file.ts";

/**
 * The history of a data folder, made with its key at the first start.
 * @throws BulbarError as `openHistory` and `readOrCreateHistoryKey` do
 */
export function openDataHistory(dataFolder: string, options: HistoryOptions = {}): History {
  makeFolder(dataFolder);
  const path = join(dataFolder, historyFileName);
  const key = readOrCreateHistoryKey(dataFolder);
  const history = { ...openHistory(path, key, options), auditHead: auditHeadFileOf(path, key) };
  try {
    meetAuditHead(history);
    return history;
  } catch (error) {
    history.close();
    throw error;
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
