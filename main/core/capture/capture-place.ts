import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { CaptureId } from "../../../shared/domain/ids.ts";

/** Where takes are written piece by piece, and what seals tickets. Plain data, so that it crosses to the worker thread. */
export type CapturePlace = {
  folder: string;
  /** 256 bits, hexadecimal; it is nowhere but in this process's memory. */
  ticketKey: string;
};

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
/** A take has begun by then, ms. */
const ticketLastsMs = 60 * 60_000;

const Ticket = z.object({
  id: CaptureId,
  /** Of the take's file, base64. */
  key: z.base64(),
  issuedAt: z.number(),
});

/** The place of one door, whose tickets no other door takes. */
export function capturePlace(dataFolder: string): CapturePlace {
  return { folder: join(dataFolder, "captures"), ticketKey: randomBytes(keyBytes).toString("hex") };
}

/** The file of a take. */
export function captureFileOf({ folder }: Pick<CapturePlace, "folder">, id: CaptureId): string {
  return join(folder, `${id}.take`);
}

/**
 * What the core gives a page, for the door: that a take may be written, and its key. Only the two sides of one process
 * can read it, so that a page never holds the key and nobody begins a take past the core.
 */
export function sealTicket({ ticketKey }: CapturePlace, id: CaptureId, key: Uint8Array, now: Date): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(ticketKey, "hex"), nonce);
  const ticket = { id, key: Buffer.from(key).toString("base64"), issuedAt: now.getTime() };
  const sealed = Buffer.concat([cipher.update(JSON.stringify(ticket), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64url");
}

/** The take that a ticket is for; null for one that this process has not sealed, or that is too old. */
export function openTicket(
  { ticketKey }: CapturePlace,
  ticket: string,
  now: Date,
): { id: CaptureId; key: Buffer } | null {
  try {
    const bytes = Buffer.from(ticket, "base64url");
    const decipher = createDecipheriv(
      "aes-256-gcm",
      Buffer.from(ticketKey, "hex"),
      bytes.subarray(0, nonceBytes),
    );
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    const { id, key, issuedAt } = Ticket.parse(JSON.parse(text.toString("utf8")));
    if (now.getTime() - issuedAt > ticketLastsMs) return null;
    return { id, key: Buffer.from(key, "base64") };
  } catch {
    return null;
  }
}
