import { join } from "node:path";
import { onlyWritingFails } from "../../../shared/domain/storage-error.ts";
import { isThere } from "../vault/place-new-file.ts";
import { historyError } from "./history-error.ts";
import { historyFileName } from "./history-file-name.ts";
import { type History, openToRead } from "./open-history.ts";

/** Under which name it is kept beside the site's settings: a number, the revision of the users file. */
const setting = "users-revision";

/**
 * The newest revision of the users file that a data folder's history has seen: with an older one somebody has put a copy
 * in its place, in which a removed user or a former password may still be.
 * @returns 0 where none is known, or the history cannot be asked
 */
export function newestUsersOf(dataFolder: string, key: string): number {
  const path = join(dataFolder, historyFileName);
  try {
    if (!isThere(path)) return 0;
    const database = openToRead(path, key);
    try {
      return newestUsers({ database });
    } finally {
      database.close();
    }
  } catch {
    // whoever opens the history is told why it does not open
    return 0;
  }
}

/** Keeps the revision where it is newer. */
export function noteNewestUsers(history: History, revision: number): void {
  const { database, readOnly } = history;
  try {
    if (readOnly || newestUsers(history) >= revision) return;
    database
      .prepare("INSERT OR REPLACE INTO siteSettings (name, value) VALUES (?, ?)")
      .run(setting, String(revision));
  } catch (error) {
    if (!onlyWritingFails(historyError(error, database.name))) throw error;
  }
}

/** In a history that takes another one's place: its users file is not the one of that moment. */
export function forgetNewestUsers({ database }: Pick<History, "database">): void {
  database.prepare("DELETE FROM siteSettings WHERE name = ?").run(setting);
}

function newestUsers({ database }: Pick<History, "database">): number {
  const value = database
    .prepare<[string], string>("SELECT value FROM siteSettings WHERE name = ?")
    .pluck()
    .get(setting);
  return Number(value ?? 0);
}
