import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BulbarError } from "../../shared/domain/error.ts";
import { type HeldFolder, heldFolderOf, holdFolder } from "./held-folder.ts";

/** Where received files lie, and the key that they are encrypted with. Plain data, so that it crosses to the worker thread. */
export type UploadPlace = {
  folder: string;
  /** 256 bits, hexadecimal; it is nowhere but in this process's memory. */
  key: string;
};

/** An upload that nobody imports is removed after this, ms. */
const EXPIRY_MS = 3_600_000;

/**
 * The files that a window hands to its door, until they are imported. They lie encrypted (AES-256-CTR) with a key that
 * ends with the process, so that a crash leaves nothing to read; the next start removes them.
 */
export class Uploads {
  readonly place: UploadPlace;
  readonly #dataFolder: string;
  readonly #id = randomUUID();
  #held: Promise<HeldFolder> | null = null;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
    this.place = { folder: heldFolderOf(dataFolder, this.#id), key: randomBytes(32).toString("hex") };
  }

  /** Takes a file's bytes and gives the id under which the core finds them: the whole file or, after a failure, nothing. */
  async receive(body: Readable, signal?: AbortSignal): Promise<string> {
    this.#held ??= holdFolder(this.#dataFolder, this.#id).catch((error) => {
      this.#held = null;
      throw error;
    });
    await this.#held;
    const uploadId = randomUUID();
    const path = join(this.place.folder, uploadId);
    const cipher = createCipheriv("aes-256-ctr", keyOf(this.place), counterOf(uploadId));
    try {
      await pipeline(body, cipher, createWriteStream(path, { mode: 0o600, flags: "wx" }), { signal });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    setTimeout(() => void rm(path, { force: true }).catch(() => {}), EXPIRY_MS).unref();
    return uploadId;
  }

  /** Removes a file that nobody needs any more, where it is still there. */
  async remove(uploadId: string): Promise<void> {
    await rm(uploadPath(this.place, uploadId), { force: true });
  }

  /** Removes what was never imported, and the folder. */
  async release(): Promise<void> {
    const held = await this.#held?.catch(() => null);
    await held?.release();
  }
}

/**
 * Works on the bytes of a received file, and removes it whatever comes of that.
 * @throws BulbarError `invalid-input` for anything but the id of an upload that is there
 */
export async function withUpload<Result>(
  place: UploadPlace | undefined,
  uploadId: string,
  work: (bytes: Buffer) => Promise<Result>,
): Promise<Result> {
  if (!place) throw notAnUpload();
  try {
    return await work(await readUpload(place, uploadId));
  } finally {
    await rm(uploadPath(place, uploadId), { force: true });
  }
}

async function readUpload(place: UploadPlace, uploadId: string): Promise<Buffer> {
  const path = uploadPath(place, uploadId);
  const found = await stat(path).catch(() => null);
  if (!found) throw notAnUpload();
  const bytes = Buffer.allocUnsafe(found.size);
  let filled = 0;
  const decipher = createDecipheriv("aes-256-ctr", keyOf(place), counterOf(uploadId));
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), decipher, async (pieces) => {
    for await (const piece of pieces) filled += (piece as Buffer).copy(bytes, filled);
  });
  return bytes.subarray(0, filled);
}

function uploadPath({ folder }: UploadPlace, uploadId: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uploadId)) return join(folder, uploadId);
  throw notAnUpload();
}

function notAnUpload(): BulbarError {
  return new BulbarError("invalid-input", { why: "upload" });
}

function keyOf({ key }: UploadPlace): Buffer {
  return Buffer.from(key, "hex");
}

/** An id is used once, and so is the counter that starts from it. */
function counterOf(uploadId: string): Buffer {
  return Buffer.from(uploadId.replaceAll("-", ""), "hex");
}
