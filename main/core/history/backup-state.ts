import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BackupState } from "../../../shared/domain/backup.ts";

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
  const draft = join(dataFolder, `.${fileName}-${randomUUID()}`);
  try {
    writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(draft, join(dataFolder, fileName));
    return state;
  } finally {
    rmSync(draft, { force: true });
  }
}
