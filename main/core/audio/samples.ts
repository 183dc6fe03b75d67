import { setImmediate } from "node:timers/promises";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { ChannelWatch } from "./channels.ts";
import { downmix } from "./downmix.ts";
import type { ByteSource } from "./left-over.ts";

/** How a sample lies in its bytes: the names are ffmpeg's, without "pcm_". */
export type SampleFormat =
  | "u8"
  | "s8"
  | "alaw"
  | "mulaw"
  | `${"s16" | "s24" | "s32" | "f32" | "f64"}${"le" | "be"}`;

/** Where and how the samples of a file lie that needs no ffmpeg. */
export type SoundHeader = {
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
  /** What lossy coding the sound came through before, where the file tells of one. */
  lossyCodec?: string | null;
};

const CHUNK_FRAMES = 2 ** 18;

export function bytesPerSample(format: SampleFormat): number {
  return /\d+/.test(format) ? Number(/\d+/.exec(format)![0]) / 8 : 1;
}

/** Whether the coding discards information: G.711 keeps 8 bits of 13 or 14. */
export function isCompanded(format: SampleFormat): boolean {
  return format === "alaw" || format === "mulaw";
}

/**
 * Samples of a file, mean of the channels or one of them, full scale +-1: bit for bit what ffmpeg's `-f f32le` gives.
 * Yields to the event loop and calls `checkAborted`, which may throw, every 262,144 samples.
 */
export async function readSamples(
  source: ByteSource,
  header: SoundHeader,
  checkAborted: () => void,
  use: Channel = "mean",
  watch?: ChannelWatch,
): Promise<Float32Array> {
  const { channels, format, frames, dataOffset, gain } = header;
  const frameBytes = channels * bytesPerSample(format);
  const chunkFrames = Math.max(1, Math.floor(CHUNK_FRAMES / channels));
  const mono = new Float32Array(frames);
  const interleaved = channels > 1 ? new Float32Array(Math.min(frames, chunkFrames) * channels) : null;
  for (let start = 0; start < frames; start += chunkFrames) {
    if (start > 0) await setImmediate();
    checkAborted();
    const count = Math.min(chunkFrames, frames - start);
    const bytes = source.read(dataOffset + start * frameBytes, count * frameBytes);
    const room = interleaved ?? mono.subarray(start);
    const samples = room.subarray(0, Math.floor(bytes.length / frameBytes) * channels);
    decodeSamples(bytes, format, samples);
    if (gain !== 1) for (let i = 0; i < samples.length; i++) samples[i]! *= gain;
    if (interleaved) downmix(samples, channels, mono, start, use);
    watch?.add(samples);
  }
  return mono;
}

/** Bytes as numbers, full scale +-1; as many as `output` holds. */
export function decodeSamples(bytes: Uint8Array, format: SampleFormat, output: Float32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = output.length;
  const isLittle = format.endsWith("le");
  switch (format) {
    case "u8":
      for (let i = 0; i < count; i++) output[i] = (bytes[i]! - 128) / 128;
      return;
    case "s8":
      for (let i = 0; i < count; i++) output[i] = view.getInt8(i) / 128;
      return;
    case "alaw":
      for (let i = 0; i < count; i++) output[i] = alaw[bytes[i]!]!;
      return;
    case "mulaw":
      for (let i = 0; i < count; i++) output[i] = mulaw[bytes[i]!]!;
      return;
    case "s16le":
    case "s16be":
      for (let i = 0; i < count; i++) output[i] = view.getInt16(2 * i, isLittle) / 2 ** 15;
      return;
    case "s24le":
      for (let i = 0; i < count; i++)
        output[i] = (view.getInt8(3 * i + 2) * 65536 + view.getUint16(3 * i, true)) / 2 ** 23;
      return;
    case "s24be":
      for (let i = 0; i < count; i++)
        output[i] = (view.getInt8(3 * i) * 65536 + view.getUint16(3 * i + 1)) / 2 ** 23;
      return;
    case "s32le":
    case "s32be":
      for (let i = 0; i < count; i++) output[i] = view.getInt32(4 * i, isLittle) / 2 ** 31;
      return;
    case "f32le":
    case "f32be":
      for (let i = 0; i < count; i++) output[i] = view.getFloat32(4 * i, isLittle);
      return;
    case "f64le":
    case "f64be":
      for (let i = 0; i < count; i++) output[i] = view.getFloat64(8 * i, isLittle);
  }
}

/** ITU-T G.711, both laws by value of the byte. */
const alaw = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = ((code & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (code & 0x80 ? size : -size) / 2 ** 15;
});
const mulaw = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte;
  const size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
  return (code & 0x80 ? -size : size) / 2 ** 15 + 0;
});
