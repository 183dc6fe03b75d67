import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { setTimeout as after, setImmediate as breath } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { historyCorrupt, historyError } from "./history-error.ts";
import { openToRead } from "./open-history.ts";
import { hmacKey, isAuthentic, pageBytes, whyUnopened } from "./unopened-file.ts";

/** What was read and found whole. */
export type CheckedHistory = { pages: number; recordings: number; media: number; reports: number };

/** Pages read at once, and how often a page that does not fit is read again while another program writes. */
const pagesAtOnce = 256;
const mostReadings = 4;
const rereadAfterMs = 100;

/**
 * Reads a whole history: every page's signature, SQLite's own check, foreign keys, and each recording's
 * and report's bytes against their SHA-256. Another program may go on writing. To be called where the file is not open
 * in this process (see `whyUnopened`).
 * @param key 64 hexadecimal digits
 * @throws BulbarError history-corrupt with what was found first; history-locked, history-foreign, storage-...
 */
export async function checkHistoryFile(
  path: string,
  key: string,
  onProgress: OnProgress,
): Promise<CheckedHistory> {
  try {
    const pages = await checkPages(path, key, (fraction) =>
      onProgress({ stage: "checking-history", fraction }),
    );
    const database = openToRead(path, key);
    try {
      checkTables(database);
      const media = await checkBytes(database, "media", "bytes", onProgress);
      const reports = await checkBytes(database, "reports", "pdf", () => {});
      const recordings = database.prepare<[], number>("SELECT count(*) FROM recordings").pluck().get() ?? 0;
      return { pages, recordings, media, reports };
    } finally {
      database.close();
    }
  } catch (error) {
    throw historyError(error, path);
  }
}

/** Numbers of the pages that do not carry the key's signature; a hole, all zeros, is none. */
export async function damagedPages(
  path: string,
  key: string,
  onFraction: (fraction: number) => void,
): Promise<{ pages: number; damaged: number[] }> {
  const file = openSync(path, "r");
  try {
    const pages = Math.ceil(fstatSync(file).size / pageBytes);
    const salt = readPages(file, 1, 1).subarray(0, 16);
    const known = hmacKey(key, salt);
    const damaged: number[] = [];
    for (let first = 1; first <= pages; first += pagesAtOnce) {
      const read = readPages(file, first, Math.min(pagesAtOnce, pages - first + 1));
      for (let at = 0; at < read.length; at += pageBytes)
        if (!isSound(read.subarray(at, at + pageBytes), first + at / pageBytes, known))
          damaged.push(first + at / pageBytes);
      onFraction(Math.min(1, (first + pagesAtOnce) / pages));
      await breath();
    }
    return { pages, damaged: await stillDamaged(file, damaged, known) };
  } finally {
    closeSync(file);
  }
}

/** A page that another program was just writing is whole a moment later. */
async function stillDamaged(file: number, suspects: number[], known: Buffer): Promise<number[]> {
  let damaged = suspects;
  for (let reading = 1; reading < mostReadings && damaged.length > 0; reading++) {
    await after(rereadAfterMs);
    damaged = damaged.filter((number) => !isSound(readPages(file, number, 1), number, known));
  }
  return damaged;
}

async function checkPages(path: string, key: string, onFraction: (fraction: number) => void) {
  const { pages, damaged } = await damagedPages(path, key, onFraction);
  if (damaged.length === 0) return pages;
  // of another key or kind no page fits: opening says which
  if (damaged[0] === 1 && whyUnopened(path, key) !== "damaged") openToRead(path, key).close();
  throw historyCorrupt(`${damaged.length} of ${pages} pages do not authenticate, the first is ${damaged[0]}`);
}

function isSound(page: Buffer, number: number, key: Buffer): boolean {
  if (page.length < pageBytes) return false;
  return isAuthentic(page, number, key) || page.every((byte) => byte === 0);
}

function readPages(file: number, first: number, count: number): Buffer {
  const pages = Buffer.alloc(count * pageBytes);
  return pages.subarray(0, readSync(file, pages, 0, pages.length, (first - 1) * pageBytes));
}

/** SQLite's own check of all that hangs together, which nothing can interrupt: 1.4 s for 300 MB. */
function checkTables(database: Database): void {
  const found = database.pragma("integrity_check(1)", { simple: true });
  if (found !== "ok") throw historyCorrupt(String(found));
  const [orphan] = database.pragma("foreign_key_check") as { table: string }[];
  if (orphan) throw historyCorrupt(`${orphan.table}: a row belongs to nothing`);
}

/** Reads each row's bytes and compares them with their SHA-256; gives how many there are. */
async function checkBytes(
  database: Database,
  table: "media" | "reports",
  column: "bytes" | "pdf",
  onProgress: OnProgress,
): Promise<number> {
  const ids = database.prepare<[], number>(`SELECT rowid FROM ${table}`).pluck().all();
  const read = database.prepare<[number], { sha256: string; bytes: Buffer }>(
    `SELECT sha256, ${column} AS bytes FROM ${table} WHERE rowid = ?`,
  );
  for (const [index, id] of ids.entries()) {
    const row = read.get(id); // removed meanwhile: nothing to compare
    if (row && sha256Of(row.bytes) !== row.sha256)
      throw historyCorrupt(`${table}: the bytes of ${row.sha256} are others`);
    onProgress({ stage: "checking-sound", fraction: (index + 1) / ids.length });
    await breath();
  }
  return ids.length;
}

/** SHA-256, hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
