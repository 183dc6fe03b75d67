import { setImmediate } from "node:timers/promises";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { ChannelWatch } from "./channels.ts";
import { downmix } from "./downmix.ts";
import { type ByteSource, isSoundLeft } from "./left-over.ts";
import { checkFormat } from "./limits.ts";

type SampleFormat = "u8" | "s16le" | "s24le" | "s32le" | "f32le" | "f64le";

/** Where and how the samples of a WAV file lie. */
export type WavHeader = {
  format: SampleFormat;
  channels: number;
  sampleRateHz: number;
  /** 1, or what full scale needs where the bits that count are the lowest of a larger container. */
  gain: number;
  /** Position of the first sample, bytes. */
  dataOffset: number;
  /** Frames that are there, whatever the header claims. */
  frames: number;
  /** The header claims more than the file holds. */
  truncated: boolean;
  /** Behind the sound there are bytes that no chunk explains, or a second chunk of sound. */
  isMoreLeft: boolean;
};

const PCM = 1;
const IEEE_FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const UNKNOWN_SIZE = 0xffffffff;
/** Writers into pipes (sox: 0x7ffff000 and up) claim a size that no file has; it means "to the end". */
const STREAM_SIZE = 0x7ffff000;
/** Bytes of a plain header, which some writers count as sound, and what else they count wrongly. */
const PLAIN_HEADER_BYTES = 44;
/** Bytes of the header of a file of floats, which says how many frames it holds. */
const FLOAT_HEADER_BYTES = 58;
/** Samples that tell how the bits that count lie in a larger container. */
const PROBED_BYTES = 2 ** 18;
/** Last 12 bytes of the GUIDs KSDATAFORMAT_SUBTYPE_PCM and _IEEE_FLOAT after the 4-byte tag. */
const SUBTYPE_TAIL = "00001000800000aa00389b71";
const CHUNK_FRAMES = 2 ** 18;

const bytesPerSample: Record<SampleFormat, number> = {
  u8: 1,
  s16le: 2,
  s24le: 3,
  s32le: 4,
  f32le: 4,
  f64le: 8,
};

/**
 * Reads the header of a WAV file (RIFF, RF64, BW64; PCM 8 to 32 bit, float 32 and 64, plain or extensible),
 * skipping chunks that do not matter.
 *
 * @returns null when it is no WAV file, or one whose coding needs ffmpeg (ADPCM, A-law, big-endian ...)
 * @throws BulbarError `file-corrupt` (no format or no data, 0 channels, 0 Hz), `file-empty` (no sample),
 *   `audio-format-unsupported` (rate or channels outside the limits)
 */
export function readWavHeader(source: ByteSource, fileName: string): WavHeader | null {
  const riff = source.read(0, 12);
  if (!["RIFF", "RF64", "BW64"].includes(text(riff, 0)) || text(riff, 8) !== "WAVE") return null;
  let format: ReturnType<typeof readFormat> | undefined;
  let dataSize64: number | undefined;
  for (let position = 12; position + 8 <= source.size; ) {
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
    if (id === "data") {
      if (!format) throw new BulbarError("file-corrupt", { file: fileName, why: "wav-no-format" });
      const claimed = size === UNKNOWN_SIZE && dataSize64 !== undefined && dataSize64 > 0 ? dataSize64 : size;
      const layout = { ...format, ...containerOf(source, position + 8, format, fileName) };
      return { ...layout, ...dataExtent(source, position + 8, claimed, layout, fileName) };
    }
    position += 8 + size + (size % 2);
  }
  throw new BulbarError("file-corrupt", { file: fileName, why: "wav-no-sound" });
}

function readFormat(chunk: Uint8Array, fileName: string) {
  if (chunk.length < 16) throw new BulbarError("file-corrupt", { file: fileName, why: "wav-header-cut" });
  const view = viewOf(chunk);
  const isExtensible = view.getUint16(0, true) === EXTENSIBLE && chunk.length >= 40;
  if (isExtensible && Buffer.from(chunk.subarray(28, 40)).toString("hex") !== SUBTYPE_TAIL) return null;
  const tag = isExtensible ? view.getUint32(24, true) : view.getUint16(0, true);
  const channels = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  const bits = view.getUint16(14, true);
  if (sampleFormat(tag, Math.ceil(bits / 8)) === null) return null;
  checkFormat(fileName, channels, sampleRateHz);
  const blockBytes = view.getUint16(12, true);
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

function sampleFormat(tag: number, bytes: number): SampleFormat | null {
  if (tag === PCM) return ([null, "u8", "s16le", "s24le", "s32le"] as const)[bytes] ?? null;
  if (tag === IEEE_FLOAT) return bytes === 4 ? "f32le" : bytes === 8 ? "f64le" : null;
  return null;
}

function dataExtent(
  source: ByteSource,
  dataOffset: number,
  claimed: number,
  { format, channels }: { format: SampleFormat; channels: number },
  fileName: string,
) {
  const present = source.size - dataOffset;
  // 0 is either a recording without sound, or a writer that could not go back to fill in the size.
  const isUnknown =
    claimed === 0 ? !isChunk(source.read(dataOffset, 8)) : claimed >= STREAM_SIZE && claimed <= UNKNOWN_SIZE;
  const bytes = isUnknown ? present : Math.min(claimed, present);
  const frameBytes = channels * bytesPerSample[format];
  const frames = Math.floor(bytes / frameBytes);
  if (frames === 0) throw new BulbarError("file-empty", { file: fileName, why: "no-samples" });
  const missing = isUnknown ? 0 : claimed - present;
  // A writer that counts its header, or takes the size of the file or of RIFF for that of the sound.
  const isHeaderCounted =
    present % frameBytes === 0 &&
    (missing <= PLAIN_HEADER_BYTES || missing === dataOffset || missing === dataOffset - 8);
  return {
    dataOffset,
    frames,
    truncated: missing > 0 && !isHeaderCounted,
    isMoreLeft: !isUnknown && isSoundLeft(source, dataOffset + claimed),
  };
}

/** Is this the head of a chunk that may follow an empty `data`? */
function isChunk(head: Uint8Array): boolean {
  return ["LIST", "fact", "cue ", "smpl", "bext", "id3 ", "ID3 ", "JUNK", "iXML", "_PMX"].includes(
    text(head, 0),
  );
}

/**
 * Samples of a WAV file, mean of the channels or one of them, full scale +-1: bit for bit what ffmpeg's `-f f32le` gives.
 * Yields to the event loop and calls `checkAborted`, which may throw, every 262,144 samples.
 */
export async function readWavSamples(
  source: ByteSource,
  header: WavHeader,
  checkAborted: () => void,
  use: Channel = "mean",
  watch?: ChannelWatch,
): Promise<Float32Array> {
  const { channels, format, frames, dataOffset, gain } = header;
  const frameBytes = channels * bytesPerSample[format];
  const chunkFrames = Math.max(1, Math.floor(CHUNK_FRAMES / channels));
  const mono = new Float32Array(frames);
  const interleaved = new Float32Array(Math.min(frames, chunkFrames) * channels);
  for (let start = 0; start < frames; start += chunkFrames) {
    if (start > 0) await setImmediate();
    checkAborted();
    const count = Math.min(chunkFrames, frames - start);
    const bytes = source.read(dataOffset + start * frameBytes, count * frameBytes);
    const samples = interleaved.subarray(0, Math.floor(bytes.length / frameBytes) * channels);
    decodeSamples(bytes, format, samples);
    if (gain !== 1) for (let i = 0; i < samples.length; i++) samples[i]! *= gain;
    downmix(samples, channels, mono, start, use);
    watch?.add(samples);
  }
  return mono;
}

function decodeSamples(bytes: Uint8Array, format: SampleFormat, output: Float32Array): void {
  const view = viewOf(bytes);
  const count = output.length;
  switch (format) {
    case "u8":
      for (let i = 0; i < count; i++) output[i] = (bytes[i]! - 128) / 128;
      return;
    case "s16le":
      for (let i = 0; i < count; i++) output[i] = view.getInt16(2 * i, true) / 2 ** 15;
      return;
    case "s24le":
      for (let i = 0; i < count; i++)
        output[i] = (view.getInt8(3 * i + 2) * 65536 + view.getUint16(3 * i, true)) / 2 ** 23;
      return;
    case "s32le":
      for (let i = 0; i < count; i++) output[i] = view.getInt32(4 * i, true) / 2 ** 31;
      return;
    case "f32le":
      for (let i = 0; i < count; i++) output[i] = view.getFloat32(4 * i, true);
      return;
    case "f64le":
      for (let i = 0; i < count; i++) output[i] = view.getFloat64(8 * i, true);
  }
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

/** WAV file of 32-bit floats, every sample as it is. */
export function encodeFloatWav({ sampleRateHz, channels, pieces }: InterleavedSound): Uint8Array {
  const soundBytes = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(FLOAT_HEADER_BYTES + soundBytes);
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
  ascii(50, "data");
  view.setUint32(54, soundBytes, true);
  let position = FLOAT_HEADER_BYTES;
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
