import type { Database } from "better-sqlite3";
import type { AuditFinding } from "../../../shared/domain/audit-finding.ts";
import { olderUsersMark } from "../vault/users-file.ts";
import { writeAudit } from "./audit.ts";
import {
  type AuditHead,
  type AuditHeadFile,
  readAuditHead,
  readStoreHead,
  replaceAuditHead,
  standingHeads,
  writeAuditHead,
} from "./audit-head.ts";
import { type AuditRow, auditHash, auditKeys, headOf } from "./audit-trail.ts";
import { historyError } from "./history-error.ts";
import type { History } from "./open-history.ts";

/** How far a clock may go back between two rows without being told, ms: what a time server corrects. */
const clockToleranceMs = 60_000;

/** Marks that a trail carries where it met a head that does not fit; a part of the format, never translated. */
const subject = "audit trail";
const marks = { "rolled-back": "the head does not fit", "head-missing": "the head is missing" } as const;

/** How the trail tells that from here on the operating system's store of a computer signs the head, too. */
const signedBy = ({ deviceId }: { deviceId: string }): string =>
  `the head is signed by this computer's key store, too: ${deviceId}`;

/** Marks a history whose head was kept: where the file is gone then, somebody removed it. "Bulb". */
const headKeptId = 0x42756c62;

/** How a row tells that an older state took the place of a newer one: the newer one's head follows. */
const headBefore = ({ number, sha256 }: AuditHead): string =>
  `the trail stood at row ${number}, ${sha256 || "empty"}`;

/** The same of all heads that stand in the file of the newer state, as the end of a row's detail. */
export const headsBefore = (file: AuditHeadFile): string =>
  standingHeads(file)
    .map((head) => `; ${headBefore(head)}`)
    .join("");

/**
 * Compares the trail with the heads kept outside as a history opens. One that does not fit (an older copy of the file
 * was put in place, rows were rewritten, the head was removed) is written into the trail, once, and stays; one that a
 * restored backup explains is not.
 */
export function meetAuditHead(history: History): void {
  const { database, auditHead } = history;
  if (!auditHead || history.readOnly) return;
  const tell = (detail: string) =>
    writeAudit(history, { action: "update", patientId: null, subject, detail });
  const meet = database.transaction(() => {
    const ofKey = keyHead(history, auditHead);
    const ofStore = storeHead(history, auditHead);
    const heads = ofStore ? [ofKey, ofStore] : [ofKey];
    const fault = heads.map((head) => faultOf(history, head)).find((found) => found !== null);
    if (fault) tell(fault);
    const isSignedBefore = ofStore?.kept || ofStore?.wasKept;
    if (auditHead.store && !isSignedBefore) tell(signedBy(auditHead.store));
    if (!ofKey.wasKept) database.pragma(`application_id = ${headKeptId}`);
    return fault || heads.some(({ kept }) => !kept || !isHere(history, kept)) ? "replace" : "keep";
  });
  try {
    const what = meet.immediate();
    const after = database.transaction(() =>
      (what === "replace" ? replaceAuditHead : writeAuditHead)(auditHead, headOf(database)),
    );
    after.immediate();
  } catch (error) {
    const told = historyError(error, database.name);
    if (!(told instanceof Error && "code" in told && String(told.code).startsWith("storage-"))) throw told;
  }
}

/** A head as it is found, and whether there must be one. */
type FoundHead = { kept: AuditHead | null; wasKept: boolean };

function keyHead({ database }: History, file: AuditHeadFile): FoundHead {
  const wasKept = database.pragma("application_id", { simple: true }) === headKeptId;
  return { kept: readAuditHead(file), wasKept };
}

/** Null where the store is not reached. The trail says from when on this computer's store has signed. */
function storeHead({ database }: History, file: AuditHeadFile): FoundHead | null {
  if (!file.store) return null;
  const signed = database
    .prepare<[string, string], number>("SELECT 1 FROM audit WHERE subject = ? AND detail = ? LIMIT 1")
    .pluck()
    .get(subject, signedBy(file.store));
  return { kept: readStoreHead(file), wasKept: signed !== undefined };
}

/** What the trail says of a head that does not fit, or is missing; null where nothing is wrong. */
function faultOf(history: History, { kept, wasKept }: FoundHead): string | null {
  if (!kept) return wasKept ? marks["head-missing"] : null;
  return fits(history, kept) ? null : `${marks["rolled-back"]}: ${headBefore(kept)}`;
}

/** Whether the trail goes on from this head, or a row says that an older state was restored in its place. */
function fits(history: History, kept: AuditHead): boolean {
  if (isHere(history, kept)) return true;
  const explained = history.database
    .prepare<[string], number>(
      "SELECT 1 FROM audit WHERE subject = 'history' AND instr(detail, ?) > 0 LIMIT 1",
    )
    .pluck()
    .get(headBefore(kept));
  return explained !== undefined;
}

function isHere({ database }: History, { number, sha256 }: AuditHead): boolean {
  if (number === 0) return true;
  const here = database
    .prepare<[number], string>("SELECT sha256 FROM audit WHERE number = ?")
    .pluck()
    .get(number);
  return here === sha256;
}

/**
 * Everything that is wrong with the trail, first row first: the first row whose hash does not follow or that is not
 * there, rows cut from the end, the head outside that does not fit or did not fit once, and clocks that went back.
 * Empty when it is whole. Protects against whoever can write the files but has no key; whoever has the data key could
 * rewrite all of it, and the head with it, unless the operating system's store signs that too: keep exported copies of
 * its last hash.
 */
export function auditFindings(history: History): AuditFinding[] {
  const findings = chainFindings(history);
  const { auditHead: file } = history;
  const heads = file ? [readAuditHead(file), readStoreHead(file)] : [];
  const misfit = heads.find((head) => head !== null && !fits(history, head));
  if (misfit) findings.push({ row: misfit.number, kind: "rolled-back" });
  return findings.sort((a, b) => a.row - b.row);
}

/**
 * Number of the first row that was changed, or that follows or stands where rows were removed; null when the chain
 * is whole.
 */
export function verifyAudit(history: History): number | null {
  const broken = chainFindings(history).find(({ kind }) => kind === "changed" || kind === "cut");
  return broken?.row ?? null;
}

/** Of one moment, whatever others write meanwhile. */
function chainFindings({ database }: History): AuditFinding[] {
  return database.transaction(() => findingsNow(database)).deferred();
}

function findingsNow(database: Database): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const keyOf = auditKeys(database);
  let last: Pick<AuditRow, "number" | "sha256" | "at"> = { number: 0, sha256: "", at: "" };
  for (const row of database.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY number").iterate()) {
    if (row.number !== last.number + 1 || row.sha256 !== auditHash(last.sha256, row, keyOf(row.number)))
      return [...findings, { row: last.number + 1, kind: "changed" }];
    findings.push(...rowFindings(row, last.at));
    const isLate = row.detail.includes("written late");
    last = isLate ? { ...row, at: last.at } : row;
  }
  const written = database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    .pluck()
    .get();
  return (written ?? 0) === last.number ? findings : [...findings, { row: last.number + 1, kind: "cut" }];
}

function rowFindings(row: AuditRow, before: string): AuditFinding[] {
  const kinds = (["rolled-back", "head-missing"] as const).filter(
    (kind) => row.subject === subject && row.detail.startsWith(marks[kind]),
  );
  const isOlderUsers = row.subject === "session" && row.detail.startsWith(olderUsersMark);
  const isBack = Date.parse(before) - Date.parse(row.at) > clockToleranceMs;
  const isLate = row.detail.includes("written late");
  return [
    ...kinds,
    ...(isOlderUsers ? (["older-users"] as const) : []),
    ...(isBack && !isLate ? (["clock-set-back"] as const) : []),
  ].map((kind) => ({ row: row.number, kind }));
}
