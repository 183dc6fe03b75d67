import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import type { PlacedHistory } from "../../../shared/domain/backup.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { keyIdOf } from "../vault/derived-key.ts";
import { isThere } from "../vault/place-new-file.ts";
import { readBackupNote, unsealBackup } from "./backup-file.ts";
import type { HistoryPlace } from "./backup-history.ts";
import { checkHistoryFile } from "./check-file.ts";
import { historyError } from "./history-error.ts";
import { historyFileName } from "./history-file-name.ts";
import { draftPathOf, placeHistory, removeDraft } from "./place-history.ts";
import { rekeyFile } from "./rekey-history.ts";

/** The key that the backup was made with, where it is another one than today's: the history gets today's. */
export type BackupKey = { backupKey: string | null };

/**
 * Puts the history of a backup in the place of the one in the data folder, after reading it from end to end; what was
 * there is kept. To be called in a process of its own.
 * @throws BulbarError backup-invalid, history-locked (another key; in use), file-not-found, storage-...
 */
export async function restoreHistory(
  { dataFolder, actor, key }: HistoryPlace,
  backup: string,
  { backupKey }: BackupKey,
  onProgress: OnProgress,
): Promise<PlacedHistory> {
  if (!isThere(backup)) throw new BulbarError("file-not-found", { file: basename(backup), why: "missing" });
  const { keyId } = readBackupNote(backup);
  if (keyId !== keyIdOf(backupKey ?? key)) throw otherKey(backup);
  const path = join(dataFolder, historyFileName);
  const draft = draftPathOf(path, randomUUID());
  try {
    onProgress({ stage: "copying-history", fraction: 0 });
    const { createdAt, sha256 } = unsealBackup(backup, draft);
    onProgress({ stage: "copying-history", fraction: 1 });
    if (backupKey !== null && backupKey !== key) {
      await checkHistoryFile(draft, backupKey, onProgress);
      onProgress({ stage: "new-key", fraction: 0 });
      rekeyFile(draft, backupKey, key);
    }
    await checkHistoryFile(draft, key, onProgress);
    const why = `restored: an older state, the backup of ${createdAt}, SHA-256 ${sha256}`;
    return placeHistory(draft, path, key, { actor, why });
  } catch (error) {
    throw historyError(error, draft);
  } finally {
    removeDraft(draft);
  }
}

function otherKey(backup: string): BulbarError {
  return new BulbarError("history-locked", { file: basename(backup), why: "other-key" });
}
