import { createHmac } from "node:crypto";
import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { z } from "zod";
import { deriveFrom, deriveKey, deviceIdOf } from "../vault/derived-key.ts";

/** The last row of the trail as it was once committed; number 0, hash "" of an empty one. */
const AuditHead = z.object({ number: z.int().nonnegative(), sha256: z.string() });
export type AuditHead = z.infer<typeof AuditHead>;

/** Where the head is kept outside the database, and who signs its lines. */
export type AuditHeadFile = {
  path: string;
  /** Of the data key: every program signs with it. */
  signer: HeadSigner;
  /** Of the operating system's store, and which computer's that is; null where there is none, or it is not reached. */
  store: (HeadSigner & { deviceId: string }) | null;
};

/** Each has two places, written in turn, so that one cut short by a crash leaves the other. */
type HeadSigner = { secret: Buffer; firstSlot: 0 | 2 };

/** Bytes of a place. */
const slotBytes = 256;
const storeSlot = 2;
const SignedHead = AuditHead.extend({ mac: z.string() });

/**
 * The head's file of a history: beside it, `history.head`.
 * @param deviceSecret of the operating system's store, outside the data folder: who has the data key alone cannot sign
 *   with it
 */
export function auditHeadFileOf(
  historyPath: string,
  dataKey: string,
  deviceSecret: Uint8Array | null = null,
): AuditHeadFile {
  return {
    path: `${historyPath.replace(/\.db$/, "")}.head`,
    signer: { secret: deriveKey(dataKey, "audit head"), firstSlot: 0 },
    store: deviceSecret && {
      secret: deriveFrom(deviceSecret, "audit head"),
      firstSlot: storeSlot,
      deviceId: deviceIdOf(deviceSecret),
    },
  };
}

/** The newest head that the data key vouches for; null where there is none. @throws the file system's own error */
export function readAuditHead({ path, signer }: AuditHeadFile): AuditHead | null {
  return newestHead(path, signer);
}

/** The newest head that the operating system's store vouches for. @throws the file system's own error */
export function readStoreHead({ path, store }: AuditHeadFile): AuditHead | null {
  return store && newestHead(path, store);
}

/** Every head that stands in the file, the store's whether or not it is reached. @throws the file system's own error */
export function standingHeads(file: AuditHeadFile): AuditHead[] {
  const ofStore = readSlots(file.path).slice(storeSlot);
  return [readAuditHead(file), ...ofStore.map((slot) => parseSlot(slot))].filter((head) => head !== null);
}

function newestHead(path: string, { secret, firstSlot }: HeadSigner): AuditHead | null {
  const slots = readSlots(path).slice(firstSlot, firstSlot + 2);
  const heads = slots.flatMap((slot) => parseSlot(slot, secret) ?? []);
  return heads.sort((a, b) => b.number - a.number)[0] ?? null;
}

/**
 * Writes the head in place, without waiting for the disk: a head that is older than the trail is no harm. To be called
 * with the database's write lock, after the row was committed.
 */
export function writeAuditHead(file: AuditHeadFile, head: AuditHead): void {
  writeSlots(file, ({ secret, firstSlot }) => ({
    slot: firstSlot + (head.number % 2),
    text: JSON.stringify({ ...head, mac: macOf(head, secret) }),
  }));
}

/** Forgets what was kept and begins with this head: after the difference was written into the trail. */
export function replaceAuditHead(file: AuditHeadFile, head: AuditHead): void {
  writeAuditHead(file, head);
  writeSlots(file, ({ firstSlot }) => ({ slot: firstSlot + ((head.number + 1) % 2), text: "" }));
}

function writeSlots(
  { path, signer, store }: AuditHeadFile,
  slotOf: (signer: HeadSigner) => { slot: number; text: string },
): void {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    for (const { slot, text } of [signer, ...(store ? [store] : [])].map(slotOf))
      writeSync(file, `${text.padEnd(slotBytes - 1)}\n`, slot * slotBytes);
  } finally {
    closeSync(file);
  }
}

function readSlots(path: string): string[] {
  try {
    const text = readFileSync(path, "latin1");
    return [0, 1, 2, 3].map((slot) => text.slice(slot * slotBytes, (slot + 1) * slotBytes));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** @param secret who must have signed it; anybody by default */
function parseSlot(slot: string, secret?: Buffer): AuditHead | null {
  try {
    const { mac, ...head } = SignedHead.parse(JSON.parse(slot));
    return secret === undefined || mac === macOf(head, secret) ? head : null;
  } catch {
    return null;
  }
}

function macOf({ number, sha256 }: AuditHead, secret: Buffer): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify([number, sha256]))
    .digest("hex");
}
