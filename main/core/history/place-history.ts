import { linkSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type Database from "better-sqlite3";
import type { PlacedHistory } from "../../../shared/domain/backup.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { isThere } from "../vault/place-new-file.ts";
import { writeAudit } from "./audit.ts";
import { auditHeadFileOf, readAuditHead } from "./audit-head.ts";
import { headsBefore } from "./audit-verify.ts";
import { forgetNewestUsers } from "./newest-users.ts";
import { openDataHistory } from "./open-data-history.ts";
import { openHistory, openToRead } from "./open-history.ts";

/** A draft that a killed process left is removed after this, ms. */
const staleAfterMs = 600_000;

/**
 * Puts a finished draft in the place of a history: the trail in the draft says what happened and where the trail of
 * the other one stood, the other one is kept under a dated name, and the draft gets its name by one rename: whenever
 * the process dies, the one or the other is there, whole.
 * @param why goes into the audit trail
 * @throws BulbarError history-locked where another program has the history open; storage-...
 */
export function placeHistory(
  draft: string,
  path: string,
  key: string,
  { actor, why }: { actor: string; why: string },
): PlacedHistory {
  const keptAs = isThere(path) ? keptName(path) : null;
  if (keptAs) refuseUsed(path, key);
  noteIn(draft, path, key, { actor, detail: `${why}${keptAs ? `; before it is kept as ${keptAs}` : ""}` });
  if (keptAs) keepAside(path, join(dirname(path), keptAs));
  renameSync(draft, path);
  const history = openDataHistory(dirname(path), key, { actor });
  try {
    const count = (table: string) =>
      history.database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    return { patients: count("patients"), recordings: count("recordings"), keptAs };
  } finally {
    history.close();
  }
}

/** Where a history is prepared: beside the one whose place it takes. */
export function draftPathOf(path: string, id: string): string {
  for (const name of readdirSync(dirname(path)).filter((one) => one.startsWith(`${basename(path)}.draft-`))) {
    const stale = join(dirname(path), name);
    const age = Date.now() - (statSync(stale, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleAfterMs) rmSync(stale, { force: true });
  }
  return `${path}.draft-${id}`;
}

/** Removes what is left of a draft. */
export function removeDraft(draft: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(draft + suffix, { force: true });
}

function keptName(path: string): string {
  const moment = new Date().toISOString().slice(0, 19).replaceAll(":", "").replace("T", "-");
  for (let number = 1; ; number++) {
    const name = `history-before-${moment}${number > 1 ? `-${number}` : ""}.db`;
    if (!isThere(join(dirname(path), name))) return name;
  }
}

/**
 * Leaving WAL mode needs the history for oneself, and empties the log into the file. One that is too damaged for that
 * is taken as it is.
 */
function refuseUsed(path: string, key: string): void {
  let database: Database.Database | null = null;
  try {
    database = openToRead(path, key);
    database.pragma("query_only = OFF");
    database.pragma("busy_timeout = 1000");
    database.pragma("journal_mode = DELETE");
  } catch (error) {
    const isBusy =
      error instanceof Error && "code" in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code));
    if (isBusy || (error instanceof BulbarError && error.code.startsWith("storage-"))) throw inUse(error);
  } finally {
    database?.close();
  }
}

function inUse(error: unknown): unknown {
  if (error instanceof BulbarError) return error;
  return new BulbarError("history-locked", { why: "busy-unchanged" });
}

/** The row that tells of the change, in the history that will be there. */
function noteIn(
  draft: string,
  path: string,
  key: string,
  { actor, detail }: { actor: string; detail: string },
): void {
  const headFile = auditHeadFileOf(path, key);
  const history = openHistory(draft, key, { actor });
  try {
    // no head was kept here: that none is there is no sign of anything
    if (!readAuditHead(headFile)) history.database.pragma("application_id = 0");
    forgetNewestUsers(history);
    const told = detail + headsBefore(headFile);
    writeAudit(history, { action: "update", patientId: null, subject: "history", detail: told });
  } finally {
    history.close();
  }
}

/** The file keeps its name until the new one takes it; what its log still holds goes with it. */
function keepAside(path: string, kept: string): void {
  const isLinked = link(path, kept);
  if (isThere(`${path}-wal`)) renameSync(`${path}-wal`, `${kept}-wal`);
  rmSync(`${path}-shm`, { force: true });
  if (!isLinked) renameSync(path, kept);
}

/** False where the file system has no hard links. */
function link(path: string, kept: string): boolean {
  try {
    linkSync(path, kept);
    return true;
  } catch {
    return false;
  }
}
