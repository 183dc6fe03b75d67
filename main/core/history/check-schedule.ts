import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BackupState } from "../../../shared/domain/backup.ts";
import type { HistoryPlace } from "./backup-history.ts";
import { changeBackupState, readBackupState } from "./backup-state.ts";
import type { CheckedHistory } from "./check-file.ts";
import { type HistoryRun, historyApart } from "./history-apart.ts";
import { historyFileName } from "./history-file-name.ts";
import { lookEvery } from "./look-every.ts";

const weekMs = 7 * 86_400_000;
/** Nobody has asked for anything for so long: the check reads the whole file and takes one processor. */
const usualIdleMs = 120_000;
/** So often that the second half of the shortest time to the automatic log-off, a minute, is not missed. */
const lookEveryMs = 20_000;

/** What is known of the people at the program. */
export type Presence = {
  /** How long nobody has asked for anything, ms. */
  idleForMs: number;
  /** After so long they are logged off, and there is no key to check with. */
  logOffAfterMinutes: number;
};

/** Whether the history is to be checked now: nobody works, and the last check is a week ago or was never. */
export function isCheckDue(
  { checked }: Pick<BackupState, "checked">,
  now: Date,
  { idleForMs, logOffAfterMinutes }: Presence,
): boolean {
  const age = checked ? now.getTime() - Date.parse(checked.at) : Number.POSITIVE_INFINITY;
  const idleMs = Math.min(usualIdleMs, (logOffAfterMinutes * 60_000) / 2);
  // a clock that was set back makes the last one lie in the future: nothing to wait for
  return idleForMs >= idleMs && (age >= weekMs || age < 0);
}

/**
 * Reads the whole history in a process of its own and keeps when it was and how it ended. Whenever that process is ended,
 * nothing was changed, and the last result stays.
 * @throws BulbarError history-corrupt and the others of `checkHistoryFile`
 */
export async function checkAndKeep(place: HistoryPlace, run: HistoryRun): Promise<CheckedHistory> {
  const keep = (isWhole: boolean) => {
    try {
      changeBackupState(place.dataFolder, { checked: { at: new Date().toISOString(), isWhole } });
    } catch {
      // a disk on which the date cannot be written does not change what was found
    }
  };
  try {
    const checked = await historyApart("check", place, "", run);
    keep(true);
    return checked;
  } catch (error) {
    if ((error as { code?: string }).code === "history-corrupt") keep(false);
    throw error;
  }
}

/**
 * Looks again and again whether a check is due, until it is stopped; a check that runs then is ended.
 * @param placeNow null while nobody is logged on: without the key nothing can be checked
 */
export function scheduleChecks(
  dataFolder: string,
  presence: () => Presence,
  placeNow: () => HistoryPlace | null,
): () => void {
  const due = () => {
    if (!isCheckDue(readBackupState(dataFolder), new Date(), presence())) return null;
    const place = existsSync(join(dataFolder, historyFileName)) ? placeNow() : null;
    // the record tells how it ended, and Settings show it
    return (
      place &&
      ((signal: AbortSignal) => checkAndKeep(place, { signal, isBackground: true, onProgress: () => {} }))
    );
  };
  return lookEvery(lookEveryMs, due, { atOnce: false });
}
