import { createHmac } from "node:crypto";
import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { z } from "zod";
import { deriveKey } from "../vault/derived-key.ts";

/** The last row of the trail as it was once committed; number 0, hash "" of an empty one. */
const AuditHead = z.object({ number: z.int().nonnegative(), sha256: z.string() });
export type AuditHead = z.infer<typeof AuditHead>;

/** Where the head is kept outside the database, and the secret that its lines are signed with. */
export type AuditHeadFile = { path: string; secret: Buffer };

/** Two places written in turn, so that one cut short by a crash leaves the other. Bytes each. */
const slotBytes = 256;
const SignedHead = AuditHead.extend({ mac: z.string() });

/** The head's file of a history: beside it, `history.head`. */
export function auditHeadFileOf(historyPath: string, dataKey: string): AuditHeadFile {
  return { path: `${historyPath.replace(/\.db$/, "")}.head`, secret: deriveKey(dataKey, "audit head") };
}

/** The newest head that the secret vouches for; null where there is none. @throws the file system's own error */
export function readAuditHead({ path, secret }: AuditHeadFile): AuditHead | null {
  const heads = readSlots(path).flatMap((slot) => parseSlot(slot, secret) ?? []);
  return heads.sort((a, b) => b.number - a.number)[0] ?? null;
}

/**
 * Writes the head in place, without waiting for the disk: a head that is older than the trail is no harm. To be called
 * with the database's write lock, after the row was committed.
 */
export function writeAuditHead({ path, secret }: AuditHeadFile, head: AuditHead): void {
  const signed = JSON.stringify({ ...head, mac: macOf(head, secret) });
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    writeSync(file, `${signed.padEnd(slotBytes - 1)}\n`, (head.number % 2) * slotBytes);
  } finally {
    closeSync(file);
  }
}

/** Forgets what was kept and begins with this head: after the difference was written into the trail. */
export function replaceAuditHead(file: AuditHeadFile, head: AuditHead): void {
  writeAuditHead(file, head);
  const other = openSync(file.path, constants.O_RDWR);
  try {
    writeSync(other, `${"".padEnd(slotBytes - 1)}\n`, ((head.number + 1) % 2) * slotBytes);
  } finally {
    closeSync(other);
  }
}

function readSlots(path: string): string[] {
  try {
    const text = readFileSync(path, "latin1");
    return [text.slice(0, slotBytes), text.slice(slotBytes, 2 * slotBytes)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function parseSlot(slot: string, secret: Buffer): AuditHead | null {
  try {
    const { mac, ...head } = SignedHead.parse(JSON.parse(slot));
    return mac === macOf(head, secret) ? head : null;
  } catch {
    return null;
  }
}

function macOf({ number, sha256 }: AuditHead, secret: Buffer): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify([number, sha256]))
    .digest("hex");
}
