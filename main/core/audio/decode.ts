import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { ChannelWatch, checkChannel } from "./channels.ts";
import type { Decoded } from "./decoded.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { decodeWithFfmpeg } from "./ffmpeg-decode.ts";
import { isStreamable } from "./is-streamable.ts";
import { type ByteSource, isMoreLeft, isWavOpen } from "./left-over.ts";
import { checkFileSize, checkLength, checkSamples } from "./limits.ts";
import { readOtherHeader } from "./other-headers.ts";
import { isCompanded, readSamples, type SoundHeader } from "./samples.ts";
import { withSpooled } from "./spool.ts";
import { readWavHeader } from "./wav.ts";

export type DecodeOptions = {
  /** Name for messages. */
  fileName: string;
  /** The channel to take; absent or null: the better one where the channels are not one voice, else their mean. */
  channel?: Channel | null | undefined;
  /** Called only when the file needs ffmpeg: plain samples do not. */
  ffmpeg: () => Promise<Ffmpeg>;
  /**
   * A folder that only this user may enter, for bytes that ffmpeg cannot read through a pipe; asked for only then.
   * Absent: the system's temporary folder.
   */
  spoolFolder?: () => Promise<string>;
  signal?: AbortSignal;
  onProgress?: OnProgress;
};

/**
 * Decodes a recording: plain samples in WAV, AIFF, AU, CAF and SPHERE directly, everything else that is sound by ffmpeg (the first sound
 * track of a video). At most 30 minutes and 86.4 million samples; memory is bounded by the signal's own.
 *
 * @throws BulbarError `file-not-found`, `file-empty`, `file-not-audio`, `file-corrupt`, `no-audio-track`,
 *   `audio-too-long`, `audio-too-large`, `audio-format-unsupported`, `decode-timeout`, `cancelled`, and
 *   what is ffmpeg's fault: `ffmpeg-missing`, `ffmpeg-too-old`, `ffmpeg-failed`, `ffmpeg-hung`
 */
export async function decodeAudio(
  source: { path: string } | { bytes: Uint8Array },
  options: DecodeOptions,
): Promise<Decoded> {
  const opened = "path" in source ? openFile(source.path, options.fileName) : fromBytes(source.bytes);
  try {
    checkAborted(options);
    if (opened.size === 0) throw empty(options.fileName);
    const header = readWavHeader(opened, options.fileName) ?? readOtherHeader(opened, options.fileName);
    const decoded = header
      ? await decodePlain(opened, header, options)
      : await decodeOther(source, opened, options);
    checkSamples(options.fileName, decoded.signal.samples, decoded.signal.sampleRateHz);
    return decoded;
  } finally {
    opened.close();
  }
}

async function decodePlain(
  source: ByteSource,
  header: SoundHeader,
  options: DecodeOptions,
): Promise<Decoded> {
  const { channels, sampleRateHz, frames, truncated, isMoreLeft, lossyCodec } = header;
  checkLength(options.fileName, frames, sampleRateHz);
  checkFileSize(options.fileName, source.size);
  checkChannel(options.fileName, options.channel, channels);
  const watch = channels > 1 ? new ChannelWatch(channels, sampleRateHz) : undefined;
  const read = (use: Channel, watching?: ChannelWatch) =>
    readSamples(source, header, () => checkAborted(options), use, watching);
  let use: Channel = options.channel ?? (channels === 1 ? 1 : "mean");
  let samples = await read(use, watch);
  const judged = watch?.judge();
  if (judged && options.channel == null && judged.use !== use) {
    use = judged.use;
    samples = await read(use);
  }
  const audio = {
    durationSeconds: samples.length / sampleRateHz,
    sampleRateHz,
    channels,
    channelUsed: use,
    codec: lossyCodec ?? `pcm_${header.format}`,
    lossy: isCompanded(header.format) || Boolean(lossyCodec),
  };
  return {
    audio,
    signal: { samples, sampleRateHz },
    truncated,
    flags: [...(isMoreLeft ? (["bytes-left-over"] as const) : []), ...(judged?.flags ?? [])],
  };
}

async function decodeOther(
  source: { path: string } | { bytes: Uint8Array },
  opened: ByteSource,
  options: DecodeOptions,
): Promise<Decoded> {
  checkFileSize(options.fileName, opened.size);
  refuseText(opened.read(0, 4096), options.fileName);
  const ffmpeg = await options.ffmpeg();
  const decoded =
    "path" in source
      ? await decodeWithFfmpeg(ffmpeg, { path: resolve(source.path) }, options)
      : await decodeBytes(ffmpeg, source.bytes, options);
  // Where the file does not say how long it is, nothing is missing of it.
  if (decoded.truncated && isWavOpen(opened)) return { ...decoded, truncated: false };
  return isMoreLeft(opened) ? { ...decoded, flags: [...decoded.flags, "bytes-left-over"] } : decoded;
}

/**
 * Decodes bytes without a file where the format can be read from its beginning to its end. What ffmpeg must jump about
 * in, and what a pipe did not bring through whole, is put on disk for as long as it is decoded.
 */
async function decodeBytes(ffmpeg: Ffmpeg, bytes: Uint8Array, options: DecodeOptions): Promise<Decoded> {
  if (isStreamable(bytes)) {
    const piped = await decodeWithFfmpeg(ffmpeg, { bytes }, options).catch(nullIfDamaged);
    if (piped && !piped.truncated) return piped;
  }
  const folder = (await options.spoolFolder?.()) ?? tmpdir();
  return withSpooled(bytes, folder, (spooled) => decodeWithFfmpeg(ffmpeg, spooled, options));
}

/** Failures that a file in place of a pipe may mend. */
function nullIfDamaged(error: unknown): null {
  const mendable = ["file-corrupt", "file-not-audio", "no-audio-track", "audio-format-unsupported"];
  if (error instanceof BulbarError && mendable.includes(error.code)) return null;
  throw error;
}

type OpenedFile = ByteSource & { close(): void };

function fromBytes(bytes: Uint8Array): OpenedFile {
  return {
    size: bytes.length,
    read: (position, length) => bytes.subarray(position, position + length),
    close: () => {},
  };
}

function openFile(path: string, file: string): OpenedFile {
  const descriptor = open(path, file);
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) {
    closeSync(descriptor);
    throw new BulbarError("file-not-found", { file, why: stat.isDirectory() ? "folder" : "not-a-file" });
  }
  return {
    size: stat.size,
    read(position, length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, stat.size - position)));
      let filled = 0;
      while (filled < bytes.length) {
        const count = readSync(descriptor, bytes, filled, bytes.length - filled, position + filled);
        if (count === 0) break;
        filled += count;
      }
      return bytes.subarray(0, filled);
    },
    close: () => closeSync(descriptor),
  };
}

function open(path: string, file: string): number {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for its writer for ever.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const isDenied = ["EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "");
    throw new BulbarError("file-not-found", {
      file,
      why: isDenied ? "no-permission" : "missing",
      detail: (error as Error).message,
    });
  }
}

/** Sound formats whose first kilobyte is text: SPHERE's header, AMR's magic before its frames. */
const TEXTLIKE = ["NIST_1A\n", "#!AMR"];
/** Share of bytes above ASCII from which it is no text of a Western code page. */
const MOST_ACCENTED = 0.3;

/** Playlists and notes are text; no sound format is, beyond its first kilobyte. */
function refuseText(head: Uint8Array, file: string): void {
  const start = Buffer.from(head.subarray(0, 16)).toString("latin1");
  if (TEXTLIKE.some((magic) => start.startsWith(magic)) || !isText(head)) return;
  throw new BulbarError("file-not-audio", { file, why: "text" });
}

/** Tab, line feed, carriage return, printable ASCII, and what UTF-8 or a Western code page puts above it. */
function isText(head: Uint8Array): boolean {
  const isPrintable = head.every(
    (byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte !== 127),
  );
  if (!isPrintable) return false;
  const accented = head.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0);
  // The last letter may be cut off.
  const isUnicode = [0, 1, 2, 3].some((cut) => isUtf8(Buffer.from(head.subarray(0, head.length - cut))));
  return isUnicode || accented <= MOST_ACCENTED * head.length;
}

function empty(file: string): BulbarError {
  return new BulbarError("file-empty", { file, why: "no-bytes" });
}

function checkAborted({ signal, fileName }: DecodeOptions): void {
  if (signal?.aborted) throw new BulbarError("cancelled", { file: fileName });
}
