import { inflateSync } from "node:zlib";

const woffHeader = 44;
const woffEntry = 20;
const sfntHeader = 12;
const sfntEntry = 16;

/**
 * The OpenType font inside a WOFF 1.0 file (W3C Recommendation, 2012). fontkit reads WOFF itself, but inflates a table
 * anew at each access: a report takes seconds less with the font unpacked once.
 */
export function unpackWoff(woff: Buffer): Buffer {
  const tables = woff.readUInt16BE(12);
  const directory = Buffer.alloc(sfntHeader + tables * sfntEntry);
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(tables, 4);
  const parts = [directory];
  let position = directory.length;
  for (let index = 0; index < tables; index++) {
    const entry = woffHeader + index * woffEntry;
    const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [
      number,
      number,
      number,
    ];
    const stored = woff.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(stored) : stored;
    const to = sfntHeader + index * sfntEntry;
    woff.copy(directory, to, entry, entry + 4);
    directory.writeUInt32BE(woff.readUInt32BE(entry + 16), to + 4);
    directory.writeUInt32BE(position, to + 8);
    directory.writeUInt32BE(length, to + 12);
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    table.copy(padded);
    parts.push(padded);
    position += padded.length;
  }
  return Buffer.concat(parts);
}
