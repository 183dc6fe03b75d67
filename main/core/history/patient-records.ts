import { z } from "zod";

/** What a file of a patient holds, one after the other: where it begins, rows of tables, where it ends. */
export const PatientRecord = z.discriminatedUnion("kind", [
  /** `schema`: that of the history it was taken from; rows of an older one go through its migrations. */
  z.object({ kind: z.literal("start"), schema: z.int().positive() }),
  z.object({
    kind: z.literal("row"),
    table: z.string(),
    row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    /** So many bytes follow, of the row's column that holds bytes. */
    bytes: z.int().nonnegative().optional(),
  }),
  z.object({ kind: z.literal("end"), rows: z.int().nonnegative() }),
]);
export type PatientRecord = z.infer<typeof PatientRecord>;
export type ReadRecord = { record: PatientRecord; bytes: Buffer | null };

/** A line of JSON is never longer; an analysis has some 20 kB. */
const mostLineBytes = 64 << 20;

/** A record as it is written: a line of JSON, then its bytes. */
export function* recordBytes(record: PatientRecord, bytes: Uint8Array | null = null): Generator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(record)}\n`);
  if (bytes) yield bytes;
}

/**
 * The records of a stream of pieces. One record with its bytes is held at a time.
 * @throws SyntaxError, ZodError, RangeError where the stream holds something else
 */
export function* readRecords(pieces: Iterable<Buffer>): Generator<ReadRecord> {
  const stream = new PieceReader(pieces);
  for (let line = stream.line(); line !== null; line = stream.line()) {
    const record = PatientRecord.parse(JSON.parse(line.toString("utf8")));
    const count = record.kind === "row" ? record.bytes : undefined;
    yield { record, bytes: count === undefined ? null : stream.take(count) };
  }
}

/** Pieces read as one stream. */
class PieceReader {
  readonly #pieces: Iterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(pieces: Iterable<Buffer>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** Up to the next end of line, without it; null at the end. */
  line(): Buffer | null {
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const end = this.#rest.indexOf(10);
      const part = end < 0 ? this.#rest : this.#rest.subarray(0, end);
      parts.push(part);
      length += part.length;
      if (length > mostLineBytes) throw new RangeError("a line is too long");
      if (end >= 0) {
        this.#rest = this.#rest.subarray(end + 1);
        return Buffer.concat(parts);
      }
      if (this.#next()) continue;
      if (length === 0) return null;
      throw new RangeError("a line has no end");
    }
  }

  take(count: number): Buffer {
    const bytes = Buffer.allocUnsafe(count);
    for (let at = 0; at < count; ) {
      if (this.#rest.length === 0 && !this.#next()) throw new RangeError("bytes are missing");
      const copied = this.#rest.copy(bytes, at);
      this.#rest = this.#rest.subarray(copied);
      at += copied;
    }
    return bytes;
  }

  #next(): boolean {
    const { value, done } = this.#pieces.next();
    this.#rest = done ? Buffer.alloc(0) : value;
    return !done;
  }
}
