import { randomUUID } from "node:crypto";
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { backupSuffix, type MadeBackup } from "../../../shared/domain/backup.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { storageError, storageFailure } from "../../../shared/domain/storage-error.ts";
import { isThere } from "../vault/place-new-file.ts";
import { audited } from "./audit.ts";
import { readBackupNote, sealBackup } from "./backup-file.ts";
import { checkHistoryFile } from "./check-file.ts";
import { historyError } from "./history-error.ts";
import { historyFileName } from "./history-file-name.ts";
import { openDataHistory } from "./open-data-history.ts";

/** Who asks, where the history lies, and what opens it. */
export type HistoryPlace = {
  dataFolder: string;
  actor: string;
  programVersion: string;
  /** 64 hexadecimal digits. */
  key: string;
  /** The users file, which goes with a backup; null where there is none. */
  users: string | null;
};

/** Ends the name of what is not yet a backup; a process that died leaves one, removed after this time, ms. */
const draftSuffix = `${backupSuffix}-part`;
const staleAfterMs = 600_000;

/**
 * Copies the history into one file while others go on writing (`VACUUM INTO`: one moment's state), reads the copy
 * from end to end, and only then gives it its name; what had that name is replaced where it is a backup. The audit
 * trail says so. To be called in a process of its own.
 * @throws BulbarError storage-... where the folder is not there, full or read-only; history-... ; storage-in-the-way
 * where the name is taken by something else
 */
export async function backUpHistory(
  place: HistoryPlace,
  target: string,
  onProgress: OnProgress,
): Promise<MadeBackup> {
  const path = resolve(target);
  refuseMissing(join(place.dataFolder, historyFileName));
  refuseTarget(path);
  removeStaleDrafts(dirname(path), draftSuffix);
  const draft = join(dirname(path), `.${randomUUID()}${draftSuffix}`);
  try {
    return await copyAndName(place, { path, draft }, onProgress);
  } catch (error) {
    throw historyError(error, draft);
  } finally {
    rmSync(draft, { force: true });
    rmSync(`${draft}-journal`, { force: true });
  }
}

async function copyAndName(
  { dataFolder, actor, programVersion, key, users }: HistoryPlace,
  { path, draft }: { path: string; draft: string },
  onProgress: OnProgress,
): Promise<MadeBackup> {
  const history = openDataHistory(dataFolder, key, { actor });
  try {
    onProgress({ stage: "copying-history", fraction: 0 });
    writeFileSync(draft, "", { mode: 0o600, flag: "wx" });
    const at = history.now().toISOString();
    history.database.prepare("VACUUM INTO ?").run(draft);
    onProgress({ stage: "copying-history", fraction: 1 });
    const { recordings } = await checkHistoryFile(draft, key, onProgress);
    const { sha256 } = sealBackup(draft, key, { createdAt: at, programVersion }, users);
    const detail = `backup ${basename(path)}, history's SHA-256 ${sha256}`;
    audited(
      history,
      () => renameSync(draft, path),
      () => ({ action: "export", patientId: null, subject: "history", detail }),
    );
    return { file: path, at, bytes: statSync(path).size, recordings };
  } finally {
    history.close();
  }
}

/** @throws BulbarError not-found where there is no history yet */
export function refuseMissing(historyPath: string): void {
  if (isThere(historyPath)) return;
  throw new BulbarError("not-found", { file: basename(historyPath), why: "no-history" });
}

/** A folder that is not there is not made: a stick that was not put in must be told. @throws BulbarError storage-... */
export function refuseNoFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  const file = basename(folder);
  if (!found) throw new BulbarError("storage-unavailable", { file, why: "no-backup-folder" });
  if (!found.isDirectory()) throw storageFailure("storage-in-the-way", { file });
}

function refuseTarget(path: string): void {
  refuseNoFolder(dirname(path));
  if (!isThere(path)) return;
  if (statSync(path).isFile() && isBackup(path)) return;
  throw new BulbarError("storage-in-the-way", { file: basename(path), why: "no-backup" });
}

/** Whether a file is a whole backup. @throws BulbarError storage-... */
export function isBackup(path: string): boolean {
  try {
    return Boolean(readBackupNote(path));
  } catch (error) {
    if (error instanceof BulbarError) return false;
    throw storageError(error) ?? error;
  }
}

/** Removes what processes that died have left of files that were being written. */
export function removeStaleDrafts(folder: string, suffix: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith(".") && one.includes(suffix))) {
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleAfterMs) rmSync(path, { force: true });
  }
}
