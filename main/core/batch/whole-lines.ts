import { createReadStream } from "node:fs";

/** A line without its end, and where the next one begins, bytes from the start of the file. */
export type WholeLine = { text: string; endBytes: number };

/**
 * The lines of a file that have their line feed, one after the other; a last one that was cut off is left out.
 * @param fromBytes where the first one begins
 */
export async function* wholeLines(path: string, fromBytes = 0): AsyncGenerator<WholeLine> {
  let rest = Buffer.alloc(0);
  let endBytes = fromBytes;
  for await (const piece of createReadStream(path, { start: fromBytes, highWaterMark: 2 ** 20 })) {
    let bytes = Buffer.concat([rest, piece as Buffer]);
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10)) {
      endBytes += at + 1;
      yield { text: bytes.toString("utf8", 0, at), endBytes };
      bytes = bytes.subarray(at + 1);
    }
    rest = bytes;
  }
}
