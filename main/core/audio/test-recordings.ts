import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { Ffmpeg } from "./ffmpeg.ts";

/** Deterministic noise, uniform in -1..1 (for tests only). */
export function noiseSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** A vowel-like sound: ten harmonics of 120 Hz with 4 % vibrato, peak 0.5 (for tests only). */
export function vowel(seconds: number, sampleRateHz: number, peak = 0.5): Sound {
  const samples = Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, n) => {
    const phase =
      (2 * Math.PI * 120 * n) / sampleRateHz + 0.04 * Math.sin((2 * Math.PI * 5 * n) / sampleRateHz);
    let sum = 0;
    for (let harmonic = 1; harmonic <= 10; harmonic++) sum += Math.sin(harmonic * phase) / harmonic;
    return (peak * sum) / 1.86;
  });
  return { samples, sampleRateHz };
}

/** Interleaved channels as a file made by ffmpeg with the given output options (for tests only). */
export function encode(
  ffmpeg: Ffmpeg,
  interleaved: Float32Array,
  {
    sampleRateHz,
    channels,
    options,
    path,
  }: { sampleRateHz: number; channels: number; options: string; path: string },
): void {
  const input = `-v error -f f32le -ar ${sampleRateHz} -ac ${channels} -i pipe:0`.split(" ");
  execFileSync(ffmpeg.path, ["-y", ...input, ...options.split(" ").filter(Boolean), path], {
    input: new Uint8Array(interleaved.buffer, interleaved.byteOffset, interleaved.byteLength),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** A WAV file with any header (for tests only). Sizes are right unless given. */
export function wavFile(parts: {
  tag?: number;
  bits?: number;
  channels?: number;
  sampleRateHz?: number;
  form?: string;
  riffSize?: number;
  dataSize?: number;
  data: Uint8Array;
  /** Chunks before and after `data`, complete with id and size. */
  before?: Uint8Array;
  after?: Uint8Array;
  /** Replaces the body of `fmt `. */
  format?: Uint8Array;
}): Buffer {
  const { tag = 1, bits = 16, channels = 1, sampleRateHz = 44100, data } = parts;
  const plain = Buffer.alloc(16);
  plain.writeUInt16LE(tag, 0);
  plain.writeUInt16LE(channels, 2);
  plain.writeUInt32LE(sampleRateHz, 4);
  plain.writeUInt32LE(((sampleRateHz * channels * bits) / 8) % 2 ** 32, 8);
  plain.writeUInt16LE(((channels * bits) / 8) % 2 ** 16, 12);
  plain.writeUInt16LE(bits, 14);
  const dataHead = chunk("data", Buffer.alloc(0));
  dataHead.writeUInt32LE(parts.dataSize ?? data.length, 4);
  const body = Buffer.concat([
    parts.before ?? Buffer.alloc(0),
    chunk("fmt ", parts.format ?? plain),
    dataHead,
    data,
    parts.after ?? Buffer.alloc(0),
  ]);
  const head = Buffer.from(`${parts.form ?? "RIFF"}....WAVE`, "latin1");
  head.writeUInt32LE(parts.riffSize ?? 4 + body.length, 4);
  return Buffer.concat([head, body]);
}

/** A RIFF chunk: id, size, body, and a byte of padding after an odd body (for tests only). */
export function chunk(id: string, body: Uint8Array): Buffer {
  const head = Buffer.from(`${id}....`, "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** 16-bit little-endian samples of a signal (for tests only). */
export function pcm16({ samples }: Sound): Buffer {
  const bytes = Buffer.alloc(2 * samples.length);
  samples.forEach((x, i) => void bytes.writeInt16LE(Math.round(x * 32767), 2 * i));
  return bytes;
}

/** Writes a file and returns its path (for tests only). */
export function write(path: string, bytes: Uint8Array | string): string {
  writeFileSync(path, bytes);
  return path;
}

/** Samples as bytes, for a fast comparison of long signals bit by bit (for tests only). */
export function bytesOf({ samples }: Sound): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}
