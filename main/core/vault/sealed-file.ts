import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import { argon2, type PasswordCost } from "./argon2.ts";

/**
 * A file that a passphrase opens: a head of 2048 bytes (in plain: what it is, how the key is made of the passphrase),
 * then pieces of at most 1 MiB, each with AES-256-GCM. A piece's nonce holds its number and whether it is the last, and
 * every piece authenticates the head, so that none can be changed, moved, left out or cut off (the STREAM construction,
 * Hoang, Reyhanitabar, Rogaway, Vizár 2015). The salt is new in every file, and so is the key.
 */
const headBytes = 2048;
const pieceBytes = 1 << 20;
const lengthBytes = 4;
const tagBytes = 16;
const saltBytes = 16;
const knownFormat = 1;
/** Fixed by the format: a file that named its own price could make this program work for hours. */
const cost: PasswordCost = { memoryKib: 65_536, passes: 3, lanes: 1 };
const mark = "Bulbar sealed file\n";

const Head = z.object({
  format: z.literal(knownFormat),
  /** What is inside. */
  content: z.string(),
  createdAt: z.string(),
  programVersion: z.string(),
  salt: z.base64(),
  /** Tells a wrong passphrase from damage. */
  keyCheck: z.base64(),
});
type Head = z.infer<typeof Head>;

/** What a sealed file tells before it is opened, and the key that opens it. */
export type SealedFile = { path: string; head: Head; key: Buffer; about: Buffer };

/** Writes a sealed file piece by piece: nothing larger than a piece is held. */
export class SealedWriter {
  readonly #file: number;
  readonly #key: Buffer;
  readonly #about: Buffer;
  readonly #waiting = Buffer.alloc(pieceBytes);
  #filled = 0;
  #number = 0;

  /** @param file a new file, open for writing */
  constructor(file: number, key: Buffer, head: Buffer) {
    this.#file = file;
    this.#key = key;
    this.#about = aboutOf(head);
    writeAll(file, head);
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#filled === pieceBytes) this.#flush(false);
      const part = bytes.subarray(at, at + pieceBytes - this.#filled);
      this.#waiting.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
  }

  /** Writes what is left as the last piece: without it the file counts as cut. */
  end(): void {
    this.#flush(true);
  }

  #flush(isLast: boolean): void {
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonceOf(this.#number, isLast));
    cipher.setAAD(this.#about);
    const sealed = cipher.update(this.#waiting.subarray(0, this.#filled));
    cipher.final();
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(sealed.length);
    writeAll(this.#file, Buffer.concat([length, sealed, cipher.getAuthTag()]));
    this.#number++;
    this.#filled = 0;
  }
}

/**
 * Begins a sealed file. @param file a new file, open for writing
 * @param words what a person reads who opens it with another program
 */
export async function beginSealedFile(
  file: number,
  passphrase: string,
  about: Pick<Head, "content" | "createdAt" | "programVersion">,
  words: string,
): Promise<SealedWriter> {
  const salt = randomBytes(saltBytes);
  const key = await argon2(passphrase, salt, cost);
  const head: Head = {
    format: knownFormat,
    ...about,
    salt: salt.toString("base64"),
    keyCheck: keyCheckOf(key),
  };
  return new SealedWriter(file, key, headBlock(head, words));
}

/** Whether a file is a sealed one, whole or not. @throws the file system's own error */
export function isSealedFile(path: string): boolean {
  return readHead(path).subarray(0, mark.length).toString("latin1") === mark;
}

/**
 * Opens a sealed file with its passphrase; `readPieces` gives what is inside.
 * @throws BulbarError sealed-file-foreign, sealed-file-from-future, sealed-file-cut, sealed-file-damaged (its head),
 * passphrase-wrong; the file system's own error
 */
export async function openSealedFile(path: string, passphrase: string, content: string): Promise<SealedFile> {
  const block = readHead(path);
  const head = parseHead(path, block);
  if (head.content !== content) throw foreign(path);
  const key = await argon2(passphrase, Buffer.from(head.salt, "base64"), cost);
  if (keyCheckOf(key) !== head.keyCheck) throw new BulbarError("passphrase-wrong", { file: basename(path) });
  return { path, head, key, about: aboutOf(block) };
}

/**
 * The pieces one after the other, each authenticated before it is given.
 * @throws BulbarError sealed-file-cut where the end is missing, sealed-file-damaged where a byte is another one
 */
export function* readPieces({ path, key, about }: SealedFile): Generator<Buffer> {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    for (let at = headBytes, number = 0; ; number++) {
      const length = readAt(file, at, lengthBytes);
      if (length.length < lengthBytes) throw cut(path);
      const bytes = length.readUInt32BE();
      if (bytes > pieceBytes) throw damaged(path);
      const sealed = readAt(file, at + lengthBytes, bytes + tagBytes);
      if (sealed.length < bytes + tagBytes) throw cut(path);
      at += lengthBytes + sealed.length;
      const isLast = at === size;
      yield openPiece(sealed, { key, about, nonce: nonceOf(number, isLast) }) ?? tellWhy(sealed, number);
      if (isLast) return;
    }
  } finally {
    closeSync(file);
  }

  /** A piece that opens as one in the middle and stands at the end: what followed was cut off. */
  function tellWhy(sealed: Buffer, number: number): never {
    const inTheMiddle = openPiece(sealed, { key, about, nonce: nonceOf(number, false) });
    throw inTheMiddle ? cut(path) : damaged(path);
  }
}

function openPiece(
  sealed: Buffer,
  { key, about, nonce }: { key: Buffer; about: Buffer; nonce: Buffer },
): Buffer | null {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(about);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

/** 12 bytes: whether it is the last piece, zeros, the piece's number. */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

const aboutOf = (head: Buffer): Buffer => createHash("sha256").update(head).digest();
const keyCheckOf = (key: Buffer): string =>
  Buffer.from(hkdfSync("sha256", key, "", "bulbar key check", 8)).toString("base64");

/** The mark, the head as JSON with its own SHA-256, words for people, spaces. */
function headBlock(head: Head, words: string): Buffer {
  const json = JSON.stringify(head);
  const text = Buffer.from(`${mark}${json}\n${sha256Of(json)}\n${words}`);
  return Buffer.concat([text, Buffer.alloc(headBytes - text.length, " ")]);
}

function readHead(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    return readAt(file, 0, headBytes);
  } finally {
    closeSync(file);
  }
}

function parseHead(path: string, block: Buffer): Head {
  const [title, json = "", sha256] = block.toString("utf8").split("\n");
  if (`${title}\n` !== mark) throw foreign(path);
  if (block.length < headBytes) throw cut(path);
  if (sha256Of(json) !== sha256) throw damaged(path);
  const found: unknown = JSON.parse(json);
  const format = z.object({ format: z.int() }).safeParse(found).data?.format ?? 0;
  if (format > knownFormat) throw new BulbarError("sealed-file-from-future", { file: basename(path) });
  const parsed = Head.safeParse(found);
  if (parsed.success) return parsed.data;
  throw damaged(path);
}

function readAt(file: number, at: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  let filled = 0;
  while (filled < count) {
    const read = readSync(file, bytes, filled, count - filled, at + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");
const cut = (path: string) => new BulbarError("sealed-file-cut", { file: basename(path) });
const damaged = (path: string) => new BulbarError("sealed-file-damaged", { file: basename(path) });
const foreign = (path: string) => new BulbarError("sealed-file-foreign", { file: basename(path) });
