/** First bytes of formats that ffmpeg decodes through a pipe to the same samples as from a file (measured: 5.1). */
const streamable: readonly (string | readonly number[])[] = [
  "fLaC",
  "OggS",
  "FORM",
  ".snd",
  "caff",
  "RIFF",
  "riff",
  "wvpk",
  "TTA1",
  "NIST_1A",
  "#!AMR",
  "Creative Voice File",
  "FLV",
  [0x1a, 0x45, 0xdf, 0xa3], // Matroska, WebM
  [0x30, 0x26, 0xb2, 0x75], // ASF: WMA, WMV
  [0x0b, 0x77], // AC-3, E-AC-3
  [0xff, 0xf1], // AAC in ADTS
  [0xff, 0xf9],
];

/**
 * Can these bytes be decoded from the beginning to the end without a jump? Not an MP4 with its index at the end, and not
 * MP3, whose length and padding ffmpeg reads of a file alone.
 */
export function isStreamable(bytes: Uint8Array): boolean {
  if (isMp4(bytes)) return hasIndexFirst(bytes);
  return streamable.some((magic) =>
    [...(typeof magic === "string" ? Buffer.from(magic, "latin1") : magic)].every(
      (byte, i) => bytes[i] === byte,
    ),
  );
}

function isMp4(bytes: Uint8Array): boolean {
  return boxAt(bytes, 0)?.type === "ftyp";
}

/** Does the box `moov`, the index, come before `mdat`, the sound (ISO/IEC 14496-12)? */
function hasIndexFirst(bytes: Uint8Array): boolean {
  for (let position = 0; ; ) {
    const box = boxAt(bytes, position);
    if (!box || box.type === "mdat") return false;
    if (box.type === "moov") return true;
    position += box.size;
  }
}

function boxAt(bytes: Uint8Array, position: number): { type: string; size: number } | null {
  if (position + 16 > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + position, 16);
  const type = Buffer.from(bytes.subarray(position + 4, position + 8)).toString("latin1");
  const short = view.getUint32(0);
  const size = short === 1 ? Number(view.getBigUint64(8)) : short;
  return size >= 8 ? { type, size } : null;
}
