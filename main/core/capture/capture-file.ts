import { createCipheriv, createDecipheriv } from "node:crypto";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { Sound } from "../../../shared/domain/sound.ts";

/**
 * A take's file: records one after the other, each a length (32 bits, little-endian), the sealed bytes (AES-256-GCM) and
 * the tag. The nonce is the record's number, so that none can be moved or left out; the key is this file's alone. The
 * first record says how the sound is laid out, every other one is a piece of it: 32-bit floats, channel beside channel.
 * A record that a crash has cut is not there.
 */
const lengthBytes = 4;
const tagBytes = 16;
/** What is written is on the disk after this at the latest, ms. */
const syncEveryMs = 1000;

export const CaptureFormat = z.object({ sampleRateHz: z.int(), channels: z.int() });
export type CaptureFormat = z.infer<typeof CaptureFormat>;

/** The sound of a take as it lies in its file. */
export type CapturedSound = CaptureFormat & { pieces: Buffer[] };

/** Appends the pieces of one take; what is asked for is done in its order. */
export class CaptureWriter {
  readonly #file: FileHandle;
  readonly #key: Buffer;
  #records: number;
  #position: number;
  #work: Promise<unknown> = Promise.resolve();
  #syncedAt = performance.now();

  private constructor(file: FileHandle, key: Buffer, found: { records: number; end: number }) {
    this.#file = file;
    this.#key = key;
    this.#records = found.records;
    this.#position = found.end;
  }

  /**
   * Opens the file of a take, behind the last whole record where there is one.
   * @returns null where it holds sound of another format; @throws the file system's own error
   */
  static async open(path: string, key: Buffer, format: CaptureFormat): Promise<CaptureWriter | null> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, "a+", 0o600);
    try {
      const { records, end } = readRecords(await file.readFile(), key);
      await file.truncate(end);
      const writer = new CaptureWriter(file, key, { records: records.length, end });
      if (!records[0]) await writer.#append(Buffer.from(JSON.stringify(format)));
      else if (!isSame(formatOf(records[0]), format)) {
        await file.close();
        return null;
      }
      return writer;
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
  }

  /** Pieces that are written. */
  get pieces(): number {
    return Math.max(0, this.#records - 1);
  }

  /** Appends the piece after the last; done when the file has it, and once a second when the disk has it. */
  append(piece: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      await this.#append(piece);
      if (performance.now() - this.#syncedAt < syncEveryMs) return;
      await this.#file.datasync();
      this.#syncedAt = performance.now();
    });
  }

  /** Done when the disk has all of it. */
  sync(): Promise<void> {
    return this.#inTurn(() => this.#file.datasync());
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#file.close());
  }

  async #append(bytes: Uint8Array): Promise<void> {
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonceOf(this.#records));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32LE(sealed.length);
    const record = Buffer.concat([length, sealed, cipher.getAuthTag()]);
    try {
      await this.#file.appendFile(record);
    } catch (error) {
      // half a record would end the file for whoever reads it
      await this.#file.truncate(this.#position).catch(() => {});
      throw error;
    }
    this.#position += record.length;
    this.#records++;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work, work);
    this.#work = done.catch(() => {});
    return done;
  }
}

/** What of a take lies in its file, up to the first record that is not whole; null where that is nothing. */
export function readCapture(file: Buffer, key: Buffer): CapturedSound | null {
  const [head, ...pieces] = readRecords(file, key).records;
  return head && pieces.length > 0 ? { ...formatOf(head), pieces } : null;
}

function readRecords(file: Buffer, key: Buffer): { records: Buffer[]; end: number } {
  const records: Buffer[] = [];
  let end = 0;
  while (file.length - end >= lengthBytes + tagBytes) {
    const next = end + lengthBytes + file.readUInt32LE(end) + tagBytes;
    if (next > file.length) break;
    const record = openRecord(file.subarray(end + lengthBytes, next), key, records.length);
    if (!record) break;
    records.push(record);
    end = next;
  }
  return { records, end };
}

function openRecord(sealed: Buffer, key: Buffer, number: number): Buffer | null {
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

const formatOf = (record: Buffer): CaptureFormat => CaptureFormat.parse(JSON.parse(record.toString("utf8")));
const isSame = (a: CaptureFormat, b: CaptureFormat): boolean =>
  a.sampleRateHz === b.sampleRateHz && a.channels === b.channels;

/** The channel of a take that holds the most sound. */
export function loudestChannel({ sampleRateHz, channels, pieces }: CapturedSound): Sound {
  const all = Buffer.concat(pieces);
  const frames = Math.floor(all.byteLength / (Float32Array.BYTES_PER_ELEMENT * channels));
  const found = Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: frames }, (_, frame) => all.readFloatLE(4 * (frame * channels + channel))),
  );
  const powers = found.map((samples) => samples.reduce((sum, sample) => sum + sample * sample, 0));
  return { samples: found[powers.indexOf(Math.max(...powers))]!, sampleRateHz };
}

/** Length of a take, s. */
export function captureSeconds({ sampleRateHz, channels, pieces }: CapturedSound): number {
  const bytes = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return bytes / (Float32Array.BYTES_PER_ELEMENT * channels * sampleRateHz);
}
