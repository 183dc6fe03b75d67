import { createHash, type Hash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import { keyIdOf } from "../vault/derived-key.ts";

/** What a backup says of itself, in plain: nothing of a patient. Format 1 was without users. */
const BackupNote = z.object({
  format: z.literal([1, 2]),
  createdAt: z.string(),
  programVersion: z.string(),
  /** Names the key that it needs; see `keyIdOf`. */
  keyId: z.string(),
  /** Length and SHA-256 of the encrypted history before the note. */
  bytes: z.int().positive(),
  sha256: z.string(),
  /** Length and SHA-256 of the users file between history and note; 0 where there is none. */
  usersBytes: z.int().nonnegative().default(0),
  usersSha256: z.string().default(""),
});
export type BackupNote = z.infer<typeof BackupNote>;

const noteBytes = 4096;
const chunkBytes = 1 << 20;
const mark = "\nBulbar backup\n";
const words = `An encrypted copy of a history of Bulbar, with its users. It opens, on any computer, with the recovery key
of the time when it was made, and with a user's password of that time unless it is bound to a computer:
bulbar history restore FILE
Eine verschlüsselte Kopie einer Akte von Bulbar, mit ihren Benutzern. Sie öffnet sich auf jedem Computer mit dem
Wiederherstellungsschlüssel der Zeit, als sie gemacht wurde, und mit einem damaligen Kennwort, wenn es nicht an einen
Computer gebunden ist: bulbar history restore DATEI
`;

/**
 * Makes a backup of an encrypted history by writing its users and the note behind it, and waits until the disk has it.
 * @param users the users file
 */
export function sealBackup(
  path: string,
  key: string,
  about: Pick<BackupNote, "createdAt" | "programVersion">,
  users: string | null,
): BackupNote {
  const usersText = Buffer.from(users ?? "");
  const file = openSync(path, "r");
  let note: BackupNote;
  try {
    const bytes = fstatSync(file).size;
    const usersSha256 = createHash("sha256").update(usersText).digest("hex");
    const ofUsers = { usersBytes: usersText.length, usersSha256 };
    note = { format: 2, ...about, keyId: keyIdOf(key), bytes, sha256: hashOf(file, bytes), ...ofUsers };
  } finally {
    closeSync(file);
  }
  const text = Buffer.from(`${mark}${JSON.stringify(note)}\n${words}`);
  const padding = Buffer.alloc(noteBytes - text.length, " ");
  appendFileSync(path, Buffer.concat([usersText, text, padding]), { flush: true });
  return note;
}

/** The users file of the moment when a backup was made; null where it has none. @throws BulbarError backup-invalid */
export function readBackupUsers(path: string): string | null {
  const { bytes, usersBytes, usersSha256 } = readBackupNote(path);
  if (usersBytes === 0) return null;
  const text = Buffer.alloc(usersBytes);
  const file = openSync(path, "r");
  try {
    readSync(file, text, 0, usersBytes, bytes);
  } finally {
    closeSync(file);
  }
  if (createHash("sha256").update(text).digest("hex") !== usersSha256) throw notWhole(path, "damaged");
  return text.toString("utf8");
}

/** @throws BulbarError backup-invalid where the file is no backup, or cut; storage-... */
export function readBackupNote(path: string): BackupNote {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const note = Buffer.alloc(noteBytes);
    if (size > noteBytes) readSync(file, note, 0, noteBytes, size - noteBytes);
    const found = parseNote(note);
    if (found && found.bytes + found.usersBytes === size - noteBytes) return found;
  } finally {
    closeSync(file);
  }
  throw notWhole(path, "not-a-backup");
}

/**
 * Writes the encrypted history that a backup holds to `target`, a new file, and waits until the disk has it.
 * @throws BulbarError backup-invalid where its bytes are not those that were written
 */
export function unsealBackup(path: string, target: string): BackupNote {
  const note = readBackupNote(path);
  const source = openSync(path, "r");
  const copy = openSync(target, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    if (hashOf(source, note.bytes, (chunk) => writeAll(copy, chunk)) !== note.sha256)
      throw notWhole(path, "damaged");
    fsyncSync(copy);
    return note;
  } finally {
    closeSync(source);
    closeSync(copy);
  }
}

function writeAll(file: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
}

/** SHA-256 of the first bytes, hexadecimal. */
function hashOf(file: number, bytes: number, onChunk: (chunk: Buffer) => void = () => {}): string {
  const hash: Hash = createHash("sha256");
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = 0; at < bytes; ) {
    const read = readSync(file, buffer, 0, Math.min(chunkBytes, bytes - at), at);
    if (read === 0) break;
    const chunk = buffer.subarray(0, read);
    hash.update(chunk);
    onChunk(chunk);
    at += read;
  }
  return hash.digest("hex");
}

function parseNote(note: Buffer): BackupNote | null {
  const [empty, title, json = ""] = note.toString("utf8").split("\n");
  if (empty !== "" || title !== mark.trim()) return null;
  try {
    return BackupNote.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

function notWhole(path: string, why: "not-a-backup" | "damaged"): BulbarError {
  return new BulbarError("backup-invalid", { file: basename(path), why });
}
