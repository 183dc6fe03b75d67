import { crc32, inflateRawSync } from "node:zlib";

/** One file of a zip by its directory. Nothing of it is true before `unpackEntry` has unpacked it. */
export type ZipEntry = {
  /** Path as it stands in the directory, "/" between folders, at the end of a folder's own entry. */
  path: string;
  /** Size unpacked, bytes. */
  bytes: number;
  /** Whether it says to be a link to another file. */
  isLink: boolean;
  method: number;
  crc32: number;
  compressedBytes: number;
  headerAt: number;
};

const endOfDirectory = 0x06054b50;
const inDirectory = 0x02014b50;
const beforeContent = 0x04034b50;

/**
 * Reads a zip's directory and unpacks nothing (PKWARE APPNOTE 6.3.10, 4.3.7-4.3.16). Plain zips only: no comment after
 * the directory, no encryption, no zip64 (4 GB and more), one part. Libraries that unpack whole files give no bound on
 * the time that a lying entry takes, hence our own.
 * @throws Error where it is no such zip
 */
export function zipEntries(zip: Uint8Array): ZipEntry[] {
  const view = viewOf(zip);
  const end = zip.length - 22;
  if (end < 0 || view.getUint32(end, true) !== endOfDirectory) throw new Error("no end of a zip's directory");
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== inDirectory) throw new Error("no entry of a zip's directory");
    entries.push(readEntry(zip, view, at));
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
  }
  if (at !== end) throw new Error("a zip's directory of another length");
  return entries;
}

function readEntry(zip: Uint8Array, view: DataView, at: number): ZipEntry {
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  const name = zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true));
  const entry = {
    path: new TextDecoder("utf-8", { fatal: true }).decode(name),
    isLink: ((view.getUint32(at + 38, true) >>> 28) & 15) === 10, // S_IFLNK, where it was made by Unix
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    compressedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    headerAt: view.getUint32(at + 42, true),
  };
  if (isEncrypted || ![0, 8].includes(entry.method)) throw new Error("an entry of a kind that is not read");
  return entry;
}

/**
 * The bytes of a file. Unpacking ends at the size that the directory gives, however much the entry holds.
 * @throws Error where it holds more, less or other bytes than the directory says
 */
export function unpackEntry(zip: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = viewOf(zip);
  if (view.getUint32(entry.headerAt, true) !== beforeContent) throw new Error("no entry's header");
  const start =
    entry.headerAt +
    30 +
    view.getUint16(entry.headerAt + 26, true) +
    view.getUint16(entry.headerAt + 28, true);
  const content = zip.subarray(start, start + entry.compressedBytes);
  const bytes =
    entry.method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, entry.bytes) });
  if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc32)
    throw new Error("other bytes than it says");
  return bytes;
}

function viewOf(zip: Uint8Array): DataView {
  return new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
}
