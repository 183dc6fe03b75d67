import { randomUUID } from "node:crypto";
import { existsSync, linkSync, rmSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { BulbarError } from "../../../shared/domain/error.ts";
import { historyCorrupt, historyError } from "./history-error.ts";
import { migrate } from "./migrate.ts";

/** An open history. One handle both reads and writes, because every read of patient data writes an audit row. */
export type History = {
  database: Database.Database;
  now(): Date;
  /** Who is written into the audit trail. */
  actor: string;
  close(): void;
};

export type HistoryOptions = { now?: () => Date; actor?: string };

/**
 * Opens the encrypted history (SQLite, SQLCipher 4 format, WAL), creating it when there is none: a new file gets
 * its name only when it is complete, so no moment leaves half a history behind.
 * @param key 64 hexadecimal digits, the raw 256-bit key
 * @throws BulbarError history-locked (wrong key), history-from-future, history-corrupt
 */
export function openHistory(path: string, key: string, options: HistoryOptions = {}): History {
  if (!/^[0-9a-f]{64}$/.test(key)) throw lockedHistory("the key is not 64 hexadecimal digits");
  if (!existsSync(path)) createHistory(path, key);
  const database = openDatabase(path, key);
  try {
    migrate(database);
    refuseDamage(database, path);
  } catch (error) {
    database.close();
    throw historyError(error);
  }
  return {
    database,
    now: options.now ?? (() => new Date()),
    actor: options.actor ?? "local",
    close: () => database.close(),
  };
}

function createHistory(path: string, key: string): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    const database = openDatabase(draft, key);
    migrate(database);
    database.close();
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw historyError(error);
  } finally {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(draft + suffix, { force: true });
  }
}

function openDatabase(path: string, key: string): Database.Database {
  const blank = existsSync(path) && statSync(path).size < 512;
  if (blank) throw historyCorrupt("the file is empty or shorter than one page");
  const database = new Database(path);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma("legacy = 4");
  database.pragma(`key = "x'${key}'"`);
  try {
    database.pragma("busy_timeout = 10000");
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma("secure_delete = ON");
    database.pragma("temp_store = MEMORY"); // temporary files would not be encrypted
    return database;
  } catch (error) {
    database.close();
    const wrongKey = error instanceof Error && "code" in error && error.code === "SQLITE_NOTADB";
    throw wrongKey ? lockedHistory(error.message) : historyError(error);
  }
}

/** Cheap at any size: the file's length, and the tables that everything hangs on. `checkHistory` reads it all. */
function refuseDamage(database: Database.Database, path: string): void {
  const [checkpoint] = database.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
  const pages = database.pragma("page_count", { simple: true }) as number;
  const pageBytes = database.pragma("page_size", { simple: true }) as number;
  const bytes = statSync(path).size;
  if (checkpoint?.busy === 0 && bytes < pages * pageBytes)
    throw historyCorrupt(`${bytes} bytes, where ${pages * pageBytes} belong`);
  for (const table of ["patients", "visits", "recordings"]) refuseUnsound(database, `quick_check(${table})`);
}

/**
 * Reads and authenticates every page; minutes for a history of many gigabytes.
 * @throws BulbarError history-corrupt
 */
export function checkHistory(history: History): void {
  try {
    refuseUnsound(history.database, "integrity_check");
  } catch (error) {
    throw historyError(error);
  }
}

function refuseUnsound(database: Database.Database, check: string): void {
  const found = database.pragma(check, { simple: true });
  if (found !== "ok") throw historyCorrupt(String(found));
}

function lockedHistory(detail: string): BulbarError {
  return new BulbarError("history-locked", {
    reason: "The history does not open with this key.",
    remedy:
      "Put back the key file that belongs to this history. If the key is right, the start of the file is damaged: restore the last backup.",
    detail,
  });
}
