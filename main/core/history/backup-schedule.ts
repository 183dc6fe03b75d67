import { existsSync, readdirSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { type BackupPlan, type BackupState, backupSuffix } from "../../../shared/domain/backup.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { keyIdOf } from "../vault/derived-key.ts";
import { readBackupNote } from "./backup-file.ts";
import { type HistoryPlace, refuseNoFolder } from "./backup-history.ts";
import { changeBackupState, readBackupState } from "./backup-state.ts";
import { type HistoryRun, historyApart } from "./history-apart.ts";
import { historyFileName } from "./history-file-name.ts";
import { lookEvery } from "./look-every.ts";

/** A backup is due a day after the last one; one that failed is tried again after an hour. */
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const lookEveryMs = 300_000;

const namePattern = /^bulbar-\d{8}-\d{6}\.bulbar-backup$/;

/** Whether a backup is to be made now: there is a folder, and the last success and the last failure are long enough ago. */
export function isBackupDue({ folder, last, failure }: BackupState, now: Date): boolean {
  const since = (at: string | undefined) => (at ? now.getTime() - Date.parse(at) : Number.POSITIVE_INFINITY);
  // a clock that was set back makes the last one lie in the future: nothing to wait for
  const isOld = (age: number, limit: number) => age >= limit || age < 0;
  return folder !== null && isOld(since(last?.at), dayMs) && isOld(since(failure?.at), hourMs);
}

/**
 * Plans backups into a folder that is there, or none; what failed before was another plan's.
 * @throws BulbarError invalid-input where the folder is not written in full; storage-unavailable where it is not there
 */
export function planBackups(dataFolder: string, { folder, keep }: BackupPlan): BackupState {
  if (folder !== null && !isAbsolute(folder))
    throw new BulbarError("invalid-input", { why: "backup-folder-in-part" });
  if (folder !== null) refuseNoFolder(folder);
  return changeBackupState(dataFolder, { folder, keep, failure: null });
}

/**
 * Makes a backup in the planned folder, keeps the newest of this history and removes older ones, and writes down how it
 * ended: a failure stays in the record until a backup succeeds.
 * @throws BulbarError invalid-input where no folder was chosen; as `backUpHistory` does
 */
export async function backUpAsPlanned(place: HistoryPlace, run: HistoryRun): Promise<BackupState> {
  const { folder, keep } = readBackupState(place.dataFolder);
  if (folder === null) throw new BulbarError("invalid-input", { why: "no-backup-folder" });
  try {
    const made = await historyApart("backup", place, join(folder, backupName(new Date())), run);
    removeOld(place.key, folder, keep);
    return changeBackupState(place.dataFolder, { last: made, failure: null });
  } catch (error) {
    if (!run.signal?.aborted) writeFailure(place.dataFolder, error);
    throw error;
  }
}

/** "bulbar-20261126-221530.bulbar-backup", UTC: in the order of their names the newest is the last. */
export function backupName(at: Date): string {
  const [day, time] = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").split("T");
  return `bulbar-${day}-${time}${backupSuffix}`;
}

function writeFailure(dataFolder: string, error: unknown): void {
  const known = error instanceof BulbarError ? error : storageError(error);
  const code = known?.code ?? "internal";
  const data = known?.data ?? { reason: String(error) };
  changeBackupState(dataFolder, { failure: { at: new Date().toISOString(), code, data } });
}

/** Only what this program named, of this history's key, goes; another computer may use the same folder. */
function removeOld(key: string, folder: string, keep: number): void {
  const keyId = keyIdOf(key);
  const own = readdirSync(folder)
    .filter((name) => namePattern.test(name) && isOf(join(folder, name), keyId))
    .sort();
  for (const name of own.slice(0, Math.max(0, own.length - keep))) rmSync(join(folder, name));
}

function isOf(path: string, keyId: string): boolean {
  try {
    return readBackupNote(path).keyId === keyId;
  } catch {
    return false;
  }
}

/**
 * Looks at once and then every few minutes whether a backup is due, until it is stopped.
 * @param placeNow null as long as nobody is logged on: without the key there is nothing to back up with
 */
export function scheduleBackups(dataFolder: string, placeNow: () => HistoryPlace | null): () => void {
  const due = () => {
    const isDue = isBackupDue(readBackupState(dataFolder), new Date());
    const place = isDue && existsSync(join(dataFolder, historyFileName)) ? placeOrFailure() : null;
    // the record tells how it ended, and Settings show it
    return place && ((signal: AbortSignal) => backUpAsPlanned(place, { signal, onProgress: () => {} }));
  };
  const placeOrFailure = () => {
    try {
      return placeNow();
    } catch (error) {
      writeFailure(dataFolder, error); // a users file that is not as it was written goes into no backup
      return null;
    }
  };
  return lookEvery(lookEveryMs, due, { atOnce: true });
}
