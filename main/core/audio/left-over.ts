/** Random access to the bytes of a file; `read` returns fewer than `length` only at the end. */
export type ByteSource = { size: number; read(position: number, length: number): Uint8Array };

/** No recorder writes so many; a file of zeros holds 268 million of none. */
export const MOST_CHUNKS = 65_536;

/** Fewer bytes than this behind the sound are padding, not sound. */
const LEAST_LEFT_BYTES = 32;
/** Writers into pipes (sox: 0x7ffff000 and up) claim a size that no file has; it means "to the end". */
const STREAM_SIZE = 0x7ffff000;
const UNKNOWN_SIZE = 0xffffffff;
/** No disk holds a recording of so many bytes. */
const ABSURD_SIZE = 2 ** 48;

/**
 * Does a file that ffmpeg decodes hold bytes that its own sizes do not tell of? Asked of WAV and AIFF with packed sound; no
 * other format has a size that a recorder fills in at the end.
 */
export function isMoreLeft(source: ByteSource): boolean {
  const head = source.read(0, 12);
  if (head.length < 12) return false;
  const [id, form] = [text(head, 0), text(head, 8)];
  if (id === "RIFF" && form === "WAVE") return isWavLeft(source);
  const size = viewOf(head).getUint32(4);
  if (isOpenSize(size)) return false;
  return id === "FORM" && /^AIF[FC]$/.test(form) && isSoundLeft(source, 8 + size + (size % 2), false);
}

/** Is a size one that the writer could not go back and fill in? Larger than 4 GB it may be a true one of 64 bits. */
export function isOpenSize(size: number): boolean {
  return size <= 0 || (size >= STREAM_SIZE && size <= UNKNOWN_SIZE) || size >= ABSURD_SIZE;
}

/** Did a recorder into a pipe, or one that lost its power, leave the size of a WAV file's sound open? */
export function isWavOpen(source: ByteSource): boolean {
  const head = source.read(0, 12);
  if (text(head, 0) !== "RIFF" || text(head, 8) !== "WAVE") return false;
  const sound = soundOfWav(source);
  return sound !== null && isOpenSize(sound.size);
}

function isWavLeft(source: ByteSource): boolean {
  const sound = soundOfWav(source);
  if (!sound || isOpenSize(sound.size)) return false;
  return isSoundLeft(source, sound.position + sound.size);
}

function soundOfWav(source: ByteSource): { position: number; size: number } | null {
  for (let position = 12, chunks = 0; position + 8 <= source.size && chunks < MOST_CHUNKS; chunks++) {
    const chunk = source.read(position, 8);
    const size = viewOf(chunk).getUint32(4, true);
    if (text(chunk, 0) === "data") return { position: position + 8, size };
    position += 8 + size + (size % 2);
  }
  return null;
}

/** Tags that other programs put behind a file, not as chunks. */
const TRAILING_TAGS = ["TAG", "APETAGEX", "ID3", "LYRICSBEGIN"];

/** Is there, behind the sound, what is no chain of chunks, or another chunk of sound? */
export function isSoundLeft(source: ByteSource, end: number, isLittleEndian = true): boolean {
  for (let position = end, chunks = 0; source.size - position >= LEAST_LEFT_BYTES; chunks++) {
    if (chunks === MOST_CHUNKS) return true;
    const head = source.read(position, 12);
    const id = text(head, 0);
    const size = viewOf(head).getUint32(4, isLittleEndian);
    if (TRAILING_TAGS.some((tag) => Buffer.from(head).toString("latin1").startsWith(tag))) return false;
    if ((id === "data" && size > 0) || !/^[\w ]{4}$/.test(id) || position + 8 + size > source.size + 1) {
      // A chunk of odd size has a byte of padding behind it, or has not.
      if (position === end && end % 2 === 1) return isSoundLeft(source, end + 1, isLittleEndian);
      return !isPadding(source, position);
    }
    position += 8 + size + (size % 2);
  }
  return false;
}

/** Nothing but zeros to the end, or at least for the first 64 kB: a device that fills up its last block. */
function isPadding(source: ByteSource, position: number): boolean {
  return source.size - position <= 65_536 && source.read(position, 65_536).every((byte) => byte === 0);
}

function text(bytes: Uint8Array, position: number): string {
  return Buffer.from(bytes.subarray(position, position + 4)).toString("latin1");
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
