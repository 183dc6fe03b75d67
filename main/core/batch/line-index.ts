import { open } from "node:fs/promises";
import type { BatchLine } from "./batch-line.ts";
import { wholeLines } from "./whole-lines.ts";

/**
 * Where the lines of a batch's results begin, so that a part of them is read without those before it. The file is only
 * ever added to: what was looked through once is not looked through again.
 */
export class LineIndex {
  readonly #path: string;
  /** Where each line begins, and at the end where the next one will, bytes from the start of the file. */
  readonly #bounds = [0];
  /** Places of the lines without a result, from 0. */
  readonly #failures: number[] = [];
  #reading: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  get lines(): number {
    return this.#bounds.length - 1;
  }

  get failures(): number {
    return this.#failures.length;
  }

  /** Bytes of the file that were looked through. */
  get bytes(): number {
    return this.#bounds.at(-1)!;
  }

  /** Looks through what was added since. */
  readOn(): Promise<void> {
    this.#reading = this.#reading.catch(() => {}).then(() => this.#readOn());
    return this.#reading;
  }

  /** A part of the lines, or of those without a result. */
  async part({ failuresOnly, offset, limit }: LinesPart): Promise<BatchLine[]> {
    const end = offset + limit;
    const places = failuresOnly
      ? this.#failures.slice(offset, end)
      : Array.from({ length: Math.min(end, this.lines) - offset }, (_, k) => offset + k);
    const file = await open(this.#path);
    try {
      const lines: BatchLine[] = [];
      for (const place of places) {
        const start = this.#bounds[place]!;
        const bytes = Buffer.alloc(this.#bounds[place + 1]! - start);
        await file.read(bytes, 0, bytes.length, start);
        lines.push(JSON.parse(bytes.toString("utf8")));
      }
      return lines;
    } finally {
      await file.close();
    }
  }

  async #readOn(): Promise<void> {
    for await (const { text, endBytes } of wholeLines(this.#path, this.bytes)) {
      if (isFailure(text)) this.#failures.push(this.lines);
      this.#bounds.push(endBytes);
    }
  }
}

export type LinesPart = { failuresOnly: boolean; offset: number; limit: number };

/** Only the line of a recording without a result may hold its error; the others are not read further. */
const isFailure = (text: string): boolean =>
  text.includes('"error":') && (JSON.parse(text) as BatchLine).error !== undefined;
