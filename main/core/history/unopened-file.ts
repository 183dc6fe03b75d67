import { createDecipheriv, createHmac, pbkdf2Sync } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/**
 * What a file is that does not open as a history with a key: of another program or kind ("foreign"), a history of
 * another key ("wrong-key"), or one of this key whose start is damaged ("damaged").
 */
export type Unopened = "foreign" | "wrong-key" | "damaged";

/** SQLCipher 4's page, bytes: content, then 16 of initialisation vector, then 64 of HMAC-SHA512. */
export const pageBytes = 4096;
const vectorAt = pageBytes - 80;
const hmacAt = pageBytes - 64;
const sampledPages = 64;
/** Of noise one page in 4,500 looks decrypted; three in 64 by chance: 1 in 2 million. A file of sound has few such pages. */
const pagesThatProve = 3;

/**
 * Tells why SQLite answers "not a database". Every page but the first is looked at on its own: one that the key
 * authenticates proves the key; where the salt itself is damaged (the first 16 bytes, the HMAC's key hangs on it),
 * pages that decrypt to the heads of B-tree pages do. Pages: SQLCipher 4 design, zetetic.net/sqlcipher/design;
 * heads: sqlite.org/fileformat2.html, 1.6.
 *
 * Not for a file that this process has open: closing it here drops SQLite's locks (sqlite.org/howtocorrupt.html, 2.2).
 * @param key 64 hexadecimal digits
 */
export function whyUnopened(path: string, key: string): Unopened {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const first = readPage(file, 1);
    if (isForeign(first)) return "foreign";
    if (size < 2 * pageBytes) return "damaged"; // cut: the schema alone takes more
    const known = hmacKey(key, first.subarray(0, 16));
    const pages = samplePages(Math.floor(size / pageBytes)).map(
      (number) => [number, readPage(file, number)] as const,
    );
    if (pages.some(([number, page]) => isAuthentic(page, number, known))) return "damaged";
    const sound = pages.filter(([, page]) => looksDecrypted(page, key)).length;
    return sound >= pagesThatProve ? "damaged" : "wrong-key";
  } finally {
    closeSync(file);
  }
}

/** An encrypted file is noise from its first byte on: no text, and no byte that fills a quarter of the first page. */
function isForeign(first: Buffer): boolean {
  const isText = first.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
  const counts = new Uint32Array(256);
  for (const byte of first) counts[byte]!++;
  return isText || Math.max(...counts) > first.length / 4 || isPlainSqlite(first);
}

function isPlainSqlite(first: Buffer): boolean {
  return first.subarray(0, 15).toString("latin1") === "SQLite format 3";
}

/** Numbers of at most `sampledPages` pages after the first, spread over the file. */
function samplePages(count: number): number[] {
  const step = Math.max(1, Math.floor((count - 1) / sampledPages));
  return Array.from({ length: Math.min(sampledPages, Math.max(0, count - 1)) }, (_, i) => 2 + i * step);
}

function readPage(file: number, number: number): Buffer {
  const page = Buffer.alloc(pageBytes);
  return page.subarray(0, readSync(file, page, 0, pageBytes, (number - 1) * pageBytes));
}

/** The key that a history's pages are signed with. @param salt the first 16 bytes of the file */
export function hmacKey(key: string, salt: Buffer): Buffer {
  const masked = salt.map((byte) => byte ^ 0x3a);
  return pbkdf2Sync(Buffer.from(key, "hex"), masked, 2, 32, "sha512");
}

/** Whether a page is as it was written under this number, counted from 1; the first begins with the salt. */
export function isAuthentic(page: Buffer, number: number, key: Buffer): boolean {
  const counted = Buffer.alloc(4);
  counted.writeUInt32LE(number);
  const signed = page.subarray(number === 1 ? 16 : 0, hmacAt);
  const found = createHmac("sha512", key).update(signed).update(counted).digest();
  return found.equals(page.subarray(hmacAt));
}

/** Whether the page decrypts to a B-tree page: its kind, and where its cells begin within the page. */
function looksDecrypted(page: Buffer, key: string): boolean {
  const vector = page.subarray(vectorAt, hmacAt);
  const cipher = createDecipheriv("aes-256-cbc", Buffer.from(key, "hex"), vector).setAutoPadding(false);
  const head = cipher.update(page.subarray(0, 32));
  const cells = head.readUInt16BE(5);
  return [2, 5, 10, 13].includes(head[0]!) && head[7]! < 60 && cells > 0 && cells <= vectorAt;
}
