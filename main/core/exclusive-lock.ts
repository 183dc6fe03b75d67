import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";

export type ExclusiveLock = { release(): void };

/**
 * Takes an exclusive lock of SQLite on a file, made where it is not there; null while somebody else holds it. The
 * operating system gives it up when the process ends in whatever way, on Linux, macOS and Windows alike; a number of a
 * process would be given to another one some day.
 * @throws the file system's own error
 */
export function tryExclusiveLock(path: string): ExclusiveLock | null {
  const database = open(path);
  try {
    database.exec("BEGIN EXCLUSIVE");
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return null;
    throw error;
  }
}

function open(path: string): Database.Database {
  try {
    return new Database(path, { timeout: 0 });
  } catch (error) {
    accessSync(dirname(path), constants.W_OK); // says why, which SQLite does not
    throw error;
  }
}
