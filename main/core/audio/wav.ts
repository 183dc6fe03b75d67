import { BulbarError } from "../../../shared/domain/error.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { broadcastExtension, lossyCodecOf, type SoundOrigin } from "./broadcast-extension.ts";
import { type ByteSource, MOST_CHUNKS } from "./left-over.ts";
import { checkFormat } from "./limits.ts";
import { bytesPerSample, decodeSamples, type SampleFormat, type SoundHeader } from "./samples.ts";
import { extentOf } from "./sound-extent.ts";

const PCM = 1;
const IEEE_FLOAT = 3;
const ALAW = 6;
const MULAW = 7;
const EXTENSIBLE = 0xfffe;
const UNKNOWN_SIZE = 0xffffffff;
/** Bytes of the header of a file of floats, which says how many frames it holds. */
const FLOAT_HEADER_BYTES = 58;
/** Most that is read of what a file tells of its making. */
const HISTORY_BYTES = 2 ** 14;
/** Samples that tell how the bits that count lie in a larger container. */
const PROBED_BYTES = 2 ** 18;
/** What a float of a sound is at most, full scale. */
const LOUDEST_FLOAT = 64;
/** Last 12 bytes of the GUIDs KSDATAFORMAT_SUBTYPE_PCM and _IEEE_FLOAT after the 4-byte tag. */
const SUBTYPE_TAIL = "00001000800000aa00389b71";

/**
 * Reads the header of a WAV file (RIFF, RF64, BW64, Sony's Wave64; PCM 8 to 32 bit, float 32 and 64, A-law and mu-law, plain or
 * extensible), skipping chunks that do not matter.
 *
 * @returns null when it is no WAV file, or one whose coding needs ffmpeg (ADPCM, big-endian ...)
 * @throws BulbarError `file-corrupt` (no format or no data, 0 channels, 0 Hz), `file-empty` (no sample),
 *   `audio-format-unsupported` (rate or channels outside the limits)
 */
export function readWavHeader(source: ByteSource, fileName: string): SoundHeader | null {
  const riff = source.read(0, 40);
  if (isWave64(riff)) return readWave64(source, fileName);
  if (!["RIFF", "RF64", "BW64"].includes(text(riff, 0)) || text(riff, 8) !== "WAVE") return null;
  let format: ReturnType<typeof readFormat> | undefined;
  let dataSize64: number | undefined;
  let lossyCodec: string | null = null;
  for (let position = 12, chunks = 0; position + 8 <= source.size && chunks < MOST_CHUNKS; chunks++) {
    const chunk = source.read(position, 48);
    const view = viewOf(chunk);
    const size = view.getUint32(4, true);
    const id = text(chunk, 0);
    // 0 and -1: a writer that could not go back.
    if (id === "ds64" && chunk.length >= 24) dataSize64 = Number(view.getBigInt64(16, true)) || undefined;
    if (id === "fmt ") {
      format = readFormat(chunk.subarray(8, 8 + size), fileName);
      if (format === null) return null;
    }
    if (id === "bext") lossyCodec = lossyCodecOf(source.read(position + 8, Math.min(size, HISTORY_BYTES)));
    if (id === "data") {
      if (!format) throw new BulbarError("file-corrupt", { file: fileName, why: "wav-no-format" });
      const claimed = size === UNKNOWN_SIZE && dataSize64 !== undefined && dataSize64 > 0 ? dataSize64 : size;
      const layout = { ...format, ...containerOf(source, position + 8, format, fileName) };
      return { ...layout, lossyCodec, ...extentOf(source, position + 8, claimed, layout, fileName) };
    }
    position = nextChunk(source, position, size);
  }
  throw new BulbarError("file-corrupt", { file: fileName, why: "wav-no-sound" });
}

/** A chunk of odd size has a byte of padding behind it, which some writers leave out. */
function nextChunk(source: ByteSource, position: number, size: number): number {
  const end = position + 8 + size;
  if (size % 2 === 0) return end;
  const isPadded = source.read(end, 1)[0] === 0 || !/^[\w ]{4}$/.test(text(source.read(end, 4), 0));
  return isPadded ? end + 1 : end;
}

/** What follows the four letters of a chunk's name in Wave64; "riff" has another tail. */
const WAVE64_TAIL = "f3acd3118cd100c04f8edb8a";

function isWave64(head: Uint8Array): boolean {
  return (
    text(head, 0) === "riff" &&
    Buffer.from(head.subarray(24, 40)).toString("hex") === `77617665${WAVE64_TAIL}`
  );
}

/** Chunks with names of 16 bytes and sizes of 64 bits that count these 24 bytes too; each begins at a multiple of eight. */
function readWave64(source: ByteSource, fileName: string): SoundHeader | null {
  let format: ReturnType<typeof readFormat> | undefined;
  for (let position = 40, chunks = 0; position + 24 <= source.size && chunks < MOST_CHUNKS; chunks++) {
    const chunk = source.read(position, 64);
    const size = Number(viewOf(chunk).getBigInt64(16, true)) - 24;
    const id = text(chunk, 0);
    if (id === "fmt ") format = readFormat(chunk.subarray(24, 24 + Math.max(0, size)), fileName);
    if (format === null) return null;
    if (id === "data" && format) {
      const layout = { ...format, ...containerOf(source, position + 24, format, fileName) };
      return { ...layout, ...extentOf(source, position + 24, size, layout, fileName) };
    }
    if (size < 0) break;
    position += 8 * Math.ceil((24 + size) / 8);
  }
  throw new BulbarError("file-corrupt", { file: fileName, why: "wav-no-sound" });
}

function readFormat(chunk: Uint8Array, fileName: string) {
  if (chunk.length < 14) throw new BulbarError("file-corrupt", { file: fileName, why: "wav-header-cut" });
  const view = viewOf(chunk);
  const isExtensible = view.getUint16(0, true) === EXTENSIBLE && chunk.length >= 40;
  if (isExtensible && Buffer.from(chunk.subarray(28, 40)).toString("hex") !== SUBTYPE_TAIL) return null;
  const tag = isExtensible ? view.getUint32(24, true) : view.getUint16(0, true);
  const channels = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  const blockBytes = view.getUint16(12, true);
  const containerBytes = blockBytes / channels;
  // The oldest headers end before the bits; of floats some writers tell the bits of what they were made from.
  const told = chunk.length < 16 ? 8 * containerBytes : view.getUint16(14, true);
  const isFloatOfOther = tag === IEEE_FLOAT && told !== 32 && told !== 64;
  const bits = isFloatOfOther ? 8 * containerBytes : told;
  if (sampleFormat(tag, Math.ceil(bits / 8)) === null) return null;
  checkFormat(fileName, channels, sampleRateHz);
  const bytesPerSecond = view.getUint32(8, true);
  return { tag, bits, channels, sampleRateHz, blockBytes, bytesPerSecond };
}

type Format = NonNullable<ReturnType<typeof readFormat>>;

/**
 * How a sample lies in its bytes. Where the size of a block and the bits of a sample disagree, the samples themselves
 * decide: the bits that count are the upper ones of a larger container (as the format asks for) or the lower ones (with
 * the sign above); after them the bytes per second decide.
 * @throws BulbarError `file-corrupt` where the header contradicts itself and nothing decides
 */
function containerOf(
  source: ByteSource,
  dataOffset: number,
  format: Format,
  fileName: string,
): { format: SampleFormat; gain: number } {
  const { tag, bits, channels, sampleRateHz, blockBytes, bytesPerSecond } = format;
  const packedBytes = Math.ceil(bits / 8);
  const packed = { format: sampleFormat(tag, packedBytes)!, gain: 1 };
  const containerBytes = blockBytes / channels;
  if (containerBytes === packedBytes || blockBytes === 0) return packed;
  const container = Number.isInteger(containerBytes) ? sampleFormat(tag, containerBytes) : null;
  if (container && tag === PCM && containerBytes > packedBytes) {
    const samples = source.read(dataOffset, PROBED_BYTES - (PROBED_BYTES % containerBytes));
    const where = justification(samples, containerBytes, packedBytes);
    if (where === "upper") return { format: container, gain: 1 };
    if (where === "lower") return { format: container, gain: 256 ** (containerBytes - packedBytes) };
  }
  if (tag === IEEE_FLOAT && container) {
    const [ifPacked, ifContained] = [packed.format, container].map((one) =>
      loudestFloat(source.read(dataOffset, PROBED_BYTES), one),
    ) as [number, number];
    if (ifPacked !== ifContained) return ifPacked > ifContained ? packed : { format: container, gain: 1 };
  }
  if (bytesPerSecond === sampleRateHz * channels * packedBytes) return packed;
  if (container && bytesPerSecond === sampleRateHz * blockBytes) return { format: container, gain: 1 };
  throw new BulbarError("file-corrupt", {
    file: fileName,
    why: "wav-contradicts",
    facts: { channels, bits, blockBytes },
  });
}

/** Which bytes of each container are used: the others are zero, or above they repeat the sign; null where neither, or all is zero. */
function justification(
  samples: Uint8Array,
  containerBytes: number,
  usedBytes: number,
): "upper" | "lower" | null {
  const spare = containerBytes - usedBytes;
  let [isUpper, isLower, isSilent] = [true, true, true];
  for (let start = 0; start + containerBytes <= samples.length; start += containerBytes) {
    const sign = samples[start + usedBytes - 1]! & 0x80 ? 0xff : 0;
    for (let i = 0; i < containerBytes; i++) {
      const byte = samples[start + i]!;
      if (byte !== 0) isSilent = false;
      if (i < spare && byte !== 0) isUpper = false;
      if (i >= usedBytes && byte !== sign) isLower = false;
    }
  }
  if (isSilent) return null;
  // Of a quiet recording both may hold: that the lowest byte of every sample is zero is the less likely chance.
  if (isUpper) return "upper";
  return isLower ? "lower" : null;
}

/** The loudest of floats; 0 where one of them is no level of a sound. What is read amiss is next to nothing, or absurd. */
function loudestFloat(bytes: Uint8Array, format: SampleFormat): number {
  const samples = new Float32Array(Math.floor(bytes.length / bytesPerSample(format)));
  decodeSamples(bytes, format, samples);
  if (!samples.every((x) => Math.abs(x) <= LOUDEST_FLOAT)) return 0;
  return samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

function sampleFormat(tag: number, bytes: number): SampleFormat | null {
  if (tag === PCM) return ([null, "u8", "s16le", "s24le", "s32le"] as const)[bytes] ?? null;
  if (tag === ALAW || tag === MULAW) return bytes === 1 ? (tag === ALAW ? "alaw" : "mulaw") : null;
  if (tag === IEEE_FLOAT) return bytes === 4 ? "f32le" : bytes === 8 ? "f64le" : null;
  return null;
}

/**
 * WAV file of a mono signal, 16-bit PCM, rounded to nearest, beyond full scale clipped. Reading it back gives
 * each sample within 2^-16.
 */
export function encodeWav({ samples, sampleRateHz }: Sound): Uint8Array {
  const bytes = new Uint8Array(44 + 2 * samples.length);
  const view = viewOf(bytes);
  const ascii = (position: number, word: string) => bytes.set(Buffer.from(word, "latin1"), position);
  ascii(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, 2 * sampleRateHz, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, "data");
  view.setUint32(40, 2 * samples.length, true);
  for (let i = 0; i < samples.length; i++)
    view.setInt16(44 + 2 * i, Math.max(-32768, Math.min(32767, Math.round(samples[i]! * 32768))), true);
  return bytes;
}

/** Sound of several channels: 32-bit floats, little-endian, channel beside channel, in pieces. */
export type InterleavedSound = { sampleRateHz: number; channels: number; pieces: readonly Uint8Array[] };

/**
 * WAV file of 32-bit floats, every sample as it is.
 * @param origin where the sound comes from, which the file then tells
 */
export function encodeFloatWav(
  { sampleRateHz, channels, pieces }: InterleavedSound,
  origin: SoundOrigin,
): Uint8Array {
  const soundBytes = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const extension = broadcastExtension(origin);
  const headerBytes = FLOAT_HEADER_BYTES + 8 + extension.length;
  const bytes = new Uint8Array(headerBytes + soundBytes);
  const view = viewOf(bytes);
  const frameBytes = 4 * channels;
  const ascii = (position: number, word: string) => bytes.set(Buffer.from(word, "latin1"), position);
  ascii(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 18, true);
  view.setUint16(20, IEEE_FLOAT, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, frameBytes * sampleRateHz, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 32, true);
  ascii(38, "fact");
  view.setUint32(42, 4, true);
  view.setUint32(46, soundBytes / frameBytes, true);
  ascii(50, "bext");
  view.setUint32(54, extension.length, true);
  bytes.set(extension, 58);
  ascii(headerBytes - 8, "data");
  view.setUint32(headerBytes - 4, soundBytes, true);
  let position = headerBytes;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.byteLength;
  }
  return bytes;
}

function text(bytes: Uint8Array, position: number): string {
  return Buffer.from(bytes.subarray(position, position + 4)).toString("latin1");
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
