import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BackupState } from "../../../shared/domain/backup.ts";
import { replaceJson } from "../replace-json.ts";

/** In the data folder, beside the history, so that it is known when that is damaged. Nothing of a patient. */
const fileName = "backups.json";
const atFirst: BackupState = { folder: null, keep: 14, last: null, failure: null, checked: null };

/** The plan, and how the last backup and check ended; nothing planned where the record is missing or damaged. */
export function readBackupState(dataFolder: string): BackupState {
  try {
    return BackupState.parse(JSON.parse(readFileSync(join(dataFolder, fileName), "utf8")));
  } catch {
    return atFirst;
  }
}

/** Changes the record, whole or not at all. @throws the file system's own error */
export function changeBackupState(dataFolder: string, change: Partial<BackupState>): BackupState {
  const state = { ...readBackupState(dataFolder), ...change };
  replaceJson(join(dataFolder, fileName), state);
  return state;
}
