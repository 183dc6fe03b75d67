import { randomUUID } from "node:crypto";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import Database from "better-sqlite3";
import { BulbarError } from "../../../shared/domain/error.ts";
import { onlyWritingFails, storageError, storageFailure } from "../../../shared/domain/storage-error.ts";
import { isThere, placeNewFile } from "../vault/place-new-file.ts";
import type { AuditEvent } from "./audit-event.ts";
import type { AuditHeadFile } from "./audit-head.ts";
import { whyReadOnly } from "./diagnose-storage.ts";
import { historyCorrupt, historyError } from "./history-error.ts";
import { migrate } from "./migrate.ts";
import { copyToRead } from "./read-only-copy.ts";
import { whyUnopened } from "./unopened-file.ts";

/** An open history. One handle both reads and writes, because every read of patient data writes an audit row. */
export type History = {
  database: Database.Database;
  now(): Date;
  /** Who is written into the audit trail. */
  actor: string;
  /** Why nothing can be written as long as it is open: it lies where it can only be read. Null everywhere else. */
  readOnly: BulbarError | null;
  /** Reads whose audit rows found no room; `audited` writes them as soon as there is some. */
  untold: AuditEvent[];
  /** Where the trail's head is kept outside the file; null where it is not: a copy, a draft. */
  auditHead: AuditHeadFile | null;
  /** What is still to be done before it closes. */
  closing: (() => void)[];
  /** @throws BulbarError storage-unavailable when the file was moved, removed or replaced, or its share is gone */
  refuseGone(): void;
  close(): void;
};

export type HistoryOptions = { now?: () => Date; actor?: string };

type Opened = { database: Database.Database; readOnly: BulbarError | null; afterwards?: () => void };

/**
 * Opens the encrypted history (SQLite, SQLCipher 4 format, WAL), creating it when there is none: a new file gets
 * its name only when it is complete, so no moment leaves half a history behind. Where there is no room to write, and
 * where nothing may be written, it opens all the same and can be read.
 * @param key 64 hexadecimal digits, the raw 256-bit key
 * @throws BulbarError history-locked (wrong key, or in use), history-from-future, history-corrupt, history-foreign
 * (no history of Bulbar), storage-... (see shared/domain/storage-error.ts)
 */
export function openHistory(path: string, key: string, options: HistoryOptions = {}): History {
  if (!/^[0-9a-f]{64}$/.test(key)) throw lockedHistory("the key is not 64 hexadecimal digits");
  try {
    if (!isThere(path)) createHistory(path, key);
    refuseStub(path, key);
  } catch (error) {
    throw historyError(error, path);
  }
  const { database, readOnly, afterwards } = openSomehow(path, key);
  const identity = readOnly ? null : identityOf(path);
  const closing: (() => void)[] = [];
  return {
    database,
    now: options.now ?? (() => new Date()),
    actor: options.actor ?? "local",
    readOnly,
    untold: [],
    auditHead: null,
    closing,
    refuseGone: () => refuseGone(path, identity),
    close: () => {
      for (const work of closing.splice(0)) work();
      database.close();
      afterwards?.();
    },
  };
}

function createHistory(path: string, key: string): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, "", { mode: 0o600, flag: "wx" });
    const database = openDatabase(draft, key);
    try {
      migrate(database);
    } finally {
      database.close();
    }
    placeNewFile(draft, path); // taken: another process has just made the one that both use
  } catch (error) {
    throw historyError(error, draft);
  } finally {
    if (isThere(draft)) for (const suffix of ["", "-wal", "-shm"]) rmSync(draft + suffix, { force: true });
  }
}

/** What is shorter than a page is never handed to SQLite, which would make a new database of it. */
function refuseStub(path: string, key: string): void {
  const found = statSync(path);
  if (found.isDirectory()) throw storageFailure("storage-in-the-way", { file: basename(path) });
  if (found.size >= 512) return;
  if (found.size > 0 && whyUnopened(path, key) === "foreign") throw foreignHistory(path);
  throw historyCorrupt("the file is empty or shorter than one page");
}

/**
 * In a folder that can only be read a history in WAL mode does not open at all, so a copy of it is read. On a full disk
 * SQLite finds no room for the index that it shares with other programs; alone (`exclusive`) it needs none.
 */
function openSomehow(path: string, key: string): Opened {
  const readOnly = whyReadOnly(path); // asked first: SQLite would leave files beside it that nobody may write
  if (readOnly) return openCopy(path, key, readOnly);
  try {
    return { database: openSound(path, key, "shared"), readOnly: null };
  } catch (error) {
    if (!onlyWritingFails(error)) throw error;
    return { database: openSound(path, key, "exclusive"), readOnly: null };
  }
}

/** @throws BulbarError no-permission and the like of the history itself; `readOnly` where there is no room for a copy */
function openCopy(path: string, key: string, readOnly: BulbarError): Opened {
  const { copy, remove } = copyOf(path, readOnly);
  try {
    const database = openSound(copy, key, "shared");
    database.pragma("query_only = ON");
    if (process.platform === "win32") return { database, readOnly, afterwards: remove };
    remove(); // an open file stays readable, and nothing is left behind by a kill
    return { database, readOnly };
  } catch (error) {
    remove();
    throw error;
  }
}

function copyOf(path: string, readOnly: BulbarError): ReturnType<typeof copyToRead> {
  try {
    return copyToRead(path);
  } catch (error) {
    const told = storageError(error);
    throw told && onlyWritingFails(told) ? readOnly : (told ?? error);
  }
}

function openSound(path: string, key: string, use: "shared" | "exclusive"): Database.Database {
  const database = openDatabase(path, key, use);
  try {
    migrate(database);
    refuseDamage(database, path);
    return database;
  } catch (error) {
    database.close();
    throw historyError(error, path);
  }
}

function openDatabase(path: string, key: string, use: "shared" | "exclusive" = "shared"): Database.Database {
  let database: Database.Database;
  try {
    database = new Database(path);
  } catch (error) {
    throw historyError(error, path);
  }
  try {
    setKey(database, key);
    database.pragma("busy_timeout = 10000");
    if (use === "exclusive") database.pragma("locking_mode = EXCLUSIVE");
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma("secure_delete = ON");
    database.pragma("temp_store = MEMORY"); // temporary files would not be encrypted
    return database;
  } catch (error) {
    database.close();
    throw notOpened(error, path, key);
  }
}

/**
 * The same at any size: the file's length, and the first pages of the tables that everything hangs on. What lies deeper is
 * found when it is read, since each page is signed, and by the full check when nobody works (`scheduleChecks`).
 */
function refuseDamage(database: Database.Database, path: string): void {
  const pages = database.pragma("page_count", { simple: true }) as number;
  const pageBytes = database.pragma("page_size", { simple: true }) as number;
  const isWhole = emptyLog(database);
  const bytes = statSync(path).size;
  if (isWhole && bytes < pages * pageBytes)
    throw historyCorrupt(`${bytes} bytes, where ${pages * pageBytes} belong`);
  for (const table of ["patients", "visits", "recordings"])
    database.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
}

/** Moves the write-ahead log into the file; false while another program reads from it, or where it cannot be written. */
function emptyLog(database: Database.Database): boolean {
  try {
    const [checkpoint] = database.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    return checkpoint?.busy === 0;
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (/^SQLITE_(FULL|READONLY|IOERR_(WRITE|TRUNCATE|FSYNC))/.test(code)) return false;
    throw error;
  }
}

/**
 * The bare database of a history, to be looked at or copied: nothing is migrated, nothing is written.
 * @throws BulbarError history-locked, history-corrupt, history-foreign, storage-...
 */
export function openToRead(path: string, key: string): Database.Database {
  try {
    const database = new Database(path, { fileMustExist: true });
    setKey(database, key);
    database.pragma("busy_timeout = 10000");
    database.pragma("temp_store = MEMORY");
    database.pragma("query_only = ON");
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    return database;
  } catch (error) {
    throw notOpened(error, path, key);
  }
}

/** What every connection begins with. */
export function setKey(database: Database.Database, key: string): void {
  database.pragma("cipher = 'sqlcipher'");
  database.pragma("legacy = 4");
  database.pragma(`key = "x'${key}'"`);
}

/** Why a file does not open: another key, damage, no history at all, or its disk. */
export function notOpened(error: unknown, path: string, key: string): unknown {
  const isNone = error instanceof Error && "code" in error && error.code === "SQLITE_NOTADB";
  return isNone ? unopened(path, key, error.message) : historyError(error, path);
}

/**
 * Reads and authenticates every page; minutes for a history of many gigabytes.
 * @throws BulbarError history-corrupt
 */
export function checkHistory(history: History): void {
  try {
    refuseUnsound(history.database, "integrity_check");
  } catch (error) {
    throw historyError(error, history.database.name);
  }
}

function refuseUnsound(database: Database.Database, check: string): void {
  const found = database.pragma(check, { simple: true });
  if (found !== "ok") throw historyCorrupt(String(found));
}

/** SQLite goes on writing into a file that has lost its name, and everything would be lost with it. */
function refuseGone(path: string, identity: string | null): void {
  if (identity === null) return;
  let found: string | null;
  try {
    found = identityOf(path);
  } catch (error) {
    throw storageError(error) ?? error;
  }
  if (found !== identity) throw storageFailure("storage-unavailable", { file: basename(path) });
}

/** Device and number of the file; never opened, since closing it would drop SQLite's locks. */
function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}

function unopened(path: string, key: string, detail: string): BulbarError {
  const why = whyUnopened(path, key);
  if (why === "foreign") return foreignHistory(path);
  return why === "damaged" ? historyCorrupt(`${detail}; the key is right`) : lockedHistory(detail);
}

function foreignHistory(path: string): BulbarError {
  return new BulbarError("history-foreign", { file: basename(path) });
}

function lockedHistory(detail: string): BulbarError {
  return new BulbarError("history-locked", { why: "key-wrong", detail });
}
