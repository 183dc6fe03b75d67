import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import Database from "better-sqlite3";
import { backupSuffix } from "../../../shared/domain/backup.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { isBackup } from "./backup-history.ts";
import { readBackupState } from "./backup-state.ts";
import { setKey } from "./open-history.ts";

/**
 * Names of the files beside the history and in the folder for backups that still hold a patient, or that cannot be looked
 * into (another key, damage, no access): earlier backups and what a restore has put aside. Copies elsewhere are not known.
 * @param key 64 hexadecimal digits
 */
export function stillKeptIn(dataFolder: string, key: string, patientId: PatientId): string[] {
  const { folder } = readBackupState(dataFolder);
  const backups = folder === null ? [] : filesIn(folder, (name) => name.endsWith(backupSuffix));
  const aside = filesIn(dataFolder, (name) => /^history-before-.*\.db$/.test(name));
  return [...backups.filter(isBackupOrUnread), ...aside]
    .filter((path) => mayHold(path, key, patientId))
    .map((path) => basename(path));
}

function filesIn(folder: string, isMeant: (name: string) => boolean): string[] {
  try {
    return readdirSync(folder)
      .filter(isMeant)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function isBackupOrUnread(path: string): boolean {
  try {
    return isBackup(path);
  } catch {
    return true;
  }
}

function mayHold(path: string, key: string, patientId: PatientId): boolean {
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    setKey(database, key);
    return database.prepare("SELECT 1 FROM patients WHERE id = ?").get(patientId) !== undefined;
  } catch {
    return true;
  } finally {
    database?.close();
  }
}
