import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { BulbarError } from "../../../shared/domain/error.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { type ChannelJudgement, ChannelWatch, checkChannel } from "./channels.ts";
import type { Decoded } from "./decoded.ts";
import { downmix } from "./downmix.ts";
import {
  type Ffmpeg,
  type FfmpegResult,
  ffmpegError,
  ffmpegFault,
  parseProgressSeconds,
  runFfmpeg,
} from "./ffmpeg.ts";
import { checkFormat, checkLength, LONGEST_SECONDS, MOST_SAMPLES, tooLong } from "./limits.ts";

/**
 * Containers that ffmpeg may open. Not among them, on purpose: everything that names other files or devices
 * (hls, concat, dash, sdp, image2, lavfi, imf ...), whatever the file's name or first bytes say.
 */
const CONTAINERS =
  "wav,w64,aiff,au,caf,mp3,flac,ogg,mov,matroska,aac,latm,loas,amr,amrnb,amrwb,ac3,eac3,dts,asf,avi,mpeg,mpegts,flv," +
  "ape,wv,tta,tak,mpc,mpc8,voc,ircam,iff,3gp,gsm,shn,nsp,sox,mlp,truehd,nut,rm,ast,avr,paf,pvf,dsf,oma,dss,act,ilbc,qcp,xwma," +
  "mmf,adx,mxf,dv,wtv,hcom,vqf,wve";

/** Codecs that give back every sample; all `pcm_*` but the companded ones do too. */
const LOSSLESS =
  /^(pcm_(?!alaw|mulaw|vidc)\w+|flac|alac|wavpack|ape|tta|tak|mp4als|truehd|mlp|wmalossless|shorten|ralf|dsd_\w+|dst)$/;

/** A header's duration may be off by padding and rounding; less than this is not a truncation, seconds. */
const DURATION_TOLERANCE_SECONDS = 0.25;

/** Where ffmpeg reads: the absolute path of a regular file, bytes through a pipe, or an open file that may have no name. */
export type FfmpegSource = { path: string } | { bytes: Uint8Array } | { descriptor: number };

/**
 * Decodes the first sound track of a file with one run of ffmpeg at the native rate.
 *
 * @param from see `FfmpegSource`
 * @throws BulbarError as `decodeAudio`
 */
export async function decodeWithFfmpeg(
  ffmpeg: Ffmpeg,
  from: FfmpegSource,
  options: FfmpegDecodeOptions,
): Promise<Decoded> {
  const { judged, ...decoded } = await decodeOnce(ffmpeg, from, options, options.channel ?? "mean");
  if (options.channel != null || judged.use === "mean") return { ...decoded, flags: judged.flags };
  return { ...(await decodeOnce(ffmpeg, from, options, judged.use)), flags: judged.flags };
}

type FfmpegDecodeOptions = {
  fileName: string;
  channel?: Channel | null | undefined;
  signal?: AbortSignal;
  onProgress?: OnProgress;
};

async function decodeOnce(
  ffmpeg: Ffmpeg,
  from: FfmpegSource,
  options: FfmpegDecodeOptions,
  use: Channel,
): Promise<Omit<Decoded, "flags"> & { judged: ChannelJudgement }> {
  const { fileName, signal, onProgress } = options;
  const header = new HeaderReader(fileName);
  const sink = new MonoSink(fileName, use, () => header.durationSeconds);
  const run = {
    args: decodeArguments("bytes" in from ? "pipe:0" : `file:${inputName(from)}`),
    path: inputName(from),
    input: "bytes" in from ? from.bytes : undefined,
    descriptor: "descriptor" in from ? from.descriptor : undefined,
    fileName,
    signal,
    outputLimitBytes: Number.POSITIVE_INFINITY,
    onOutput: (bytes: Buffer) => sink.add(bytes),
    onLine(line: string) {
      header.add(line);
      const seconds = parseProgressSeconds(line);
      if (seconds !== null && header.durationSeconds)
        onProgress?.({ stage: "decoding", fraction: Math.min(1, seconds / header.durationSeconds) });
    },
  };
  const result = await runFfmpeg(ffmpeg, run);
  if (sink.frames === 0) throw decodeError(run, result);
  const { samples, channels, sampleRateHz, judged } = sink.finish();
  const durationSeconds = samples.length / sampleRateHz;
  const missing = (header.soundSeconds() ?? 0) - durationSeconds;
  return {
    audio: {
      durationSeconds,
      sampleRateHz,
      channels,
      channelUsed: channels === 1 ? 1 : use,
      codec: header.codec,
      lossy: !LOSSLESS.test(header.codec),
    },
    signal: { samples, sampleRateHz },
    truncated: missing > DURATION_TOLERANCE_SECONDS || isDamaged(result),
    judged,
  };
}

/** The path as ffmpeg sees it, which must not appear in messages. */
function inputName(from: FfmpegSource): string {
  if ("path" in from) return from.path;
  return "bytes" in from ? "pipe:0" : "/dev/fd/3";
}

/** AU, for its header of 24 bytes tells rate and channels of what follows, even through a pipe. */
function decodeArguments(input: string): string[] {
  return [
    ...["-format_whitelist", CONTAINERS],
    // One second more than allowed, so that an excess shows.
    ...["-err_detect", "crccheck", "-t", String(LONGEST_SECONDS + 1), "-i", input],
    ...["-map", "0:a:0", "-map_metadata", "-1", "-c:a", "pcm_f32be", "-f", "au", "pipe:1"],
  ];
}

/** Codec and duration of the file, as ffmpeg's messages tell them. */
class HeaderReader {
  /** ffmpeg's name of the codec, "unknown" until told. */
  codec = "unknown";
  /** As the container claims; null where it does not, or where ffmpeg only guesses. */
  durationSeconds: number | null = null;
  readonly #fileName: string;
  #isGuess = false;
  #startSeconds = 0;
  #tracks = 0;
  #isInput = true;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  /** @throws BulbarError `audio-too-long` before anything is decoded */
  add(line: string): void {
    if (/Estimating duration from bitrate/.test(line)) this.#isGuess = true;
    if (!this.#isGuess) this.durationSeconds ??= parseDurationSeconds(line);
    const seconds = this.durationSeconds ?? 0;
    if (seconds > LONGEST_SECONDS) throw tooLong(this.#fileName, seconds);
    this.codec = parseMappedCodec(line) ?? this.codec;
    if (/^Stream mapping:/.test(line)) this.#isInput = false;
    if (!this.#isInput) return;
    this.#startSeconds = Number(/^ {2}Duration: .*, start: (\d+\.\d+)/.exec(line)?.[1] ?? this.#startSeconds);
    if (/^ {2}Stream #0:\d+/.test(line) && !/\(attached pic\)/.test(line)) this.#tracks++;
  }

  /** How long the sound should be; null where only ffmpeg's guess or a longer picture tells. */
  soundSeconds(): number | null {
    if (this.durationSeconds === null || this.#tracks > 1) return null;
    return this.durationSeconds - this.#startSeconds;
  }
}

/** Seconds from ffmpeg's line "  Duration: 00:00:02.04, start: 0.025057, bitrate: 64 kb/s"; null for others. */
export function parseDurationSeconds(line: string): number | null {
  const match = /^ {2}Duration: (\d+):(\d\d):(\d\d\.\d+),/.exec(line);
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
}

/** Codec from ffmpeg's line "  Stream #0:1 -> #0:0 (aac (native) -> pcm_f32be (native))"; null for others. */
export function parseMappedCodec(line: string): string | null {
  return /^ {2}Stream #0:\d+ -> #0:0 \((\w+) /.exec(line)?.[1] ?? null;
}

const AU_HEADER_BYTES = 24;

/** Takes AU (float32, big-endian) piece by piece and keeps the mean of the channels. */
class MonoSink {
  frames = 0;
  readonly #fileName: string;
  readonly #use: Channel;
  readonly #durationSeconds: () => number | null;
  #watch: ChannelWatch | null = null;
  #format: { channels: number; sampleRateHz: number; dataOffset: number } | null = null;
  #rest: Buffer = Buffer.alloc(0);
  #mono = new Float32Array(0);

  constructor(fileName: string, use: Channel, durationSeconds: () => number | null) {
    this.#fileName = fileName;
    this.#use = use;
    this.#durationSeconds = durationSeconds;
  }

  add(bytes: Buffer): void {
    let pending = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    if (!this.#format) {
      this.#rest = pending;
      if (pending.length < AU_HEADER_BYTES) return;
      if (pending.toString("latin1", 0, 4) === ".snd" && pending.length < pending.readUInt32BE(4)) return;
      this.#format = this.#readHeader(pending);
      pending = pending.subarray(this.#format.dataOffset);
    }
    const frameBytes = 4 * this.#format.channels;
    const whole = pending.length - (pending.length % frameBytes);
    this.#append(pending.subarray(0, whole), this.#format);
    this.#rest = Buffer.from(pending.subarray(whole));
  }

  /** The signal; only after at least one frame. */
  finish(): { samples: Float32Array; channels: number; sampleRateHz: number; judged: ChannelJudgement } {
    const { channels, sampleRateHz } = this.#format!;
    const judged = this.#watch?.judge() ?? { flags: [], use: "mean" };
    return { samples: this.#mono.slice(0, this.frames), channels, sampleRateHz, judged };
  }

  #readHeader(au: Buffer) {
    if (au.toString("latin1", 0, 4) !== ".snd")
      throw ffmpegFault("ffmpeg-failed", "ffmpeg's output is not what it was asked for", this.#fileName);
    const format = {
      dataOffset: au.readUInt32BE(4),
      sampleRateHz: au.readUInt32BE(16),
      channels: au.readUInt32BE(20),
    };
    checkFormat(this.#fileName, format.channels, format.sampleRateHz);
    checkChannel(this.#fileName, this.#use, format.channels);
    if (format.channels > 1) this.#watch = new ChannelWatch(format.channels, format.sampleRateHz);
    const expected = Math.ceil((this.#durationSeconds() ?? 10) * format.sampleRateHz) + 8192;
    this.#mono = new Float32Array(Math.min(expected, MOST_SAMPLES));
    return format;
  }

  #append(bigEndian: Buffer, { channels, sampleRateHz }: { channels: number; sampleRateHz: number }): void {
    // Copied to memory of its own, because a view of floats must start at a multiple of four.
    const bytes = Buffer.from(new Uint8Array(bigEndian).buffer).swap32();
    const interleaved = new Float32Array(bytes.buffer);
    const frames = this.frames + interleaved.length / channels;
    checkLength(this.#fileName, frames, sampleRateHz);
    if (frames > this.#mono.length) {
      const grown = new Float32Array(Math.min(MOST_SAMPLES, Math.max(frames, 2 * this.#mono.length)));
      grown.set(this.#mono);
      this.#mono = grown;
    }
    downmix(interleaved, channels, this.#mono, this.frames, this.#use);
    this.#watch?.add(interleaved);
    this.frames = frames;
  }
}

/**
 * Did ffmpeg leave out or make up parts that it could not decode? Checksums count for FLAC and Ogg only: MP3 writers
 * are known to get theirs wrong.
 */
function isDamaged({ exitCode, log }: FfmpegResult): boolean {
  const complaints =
    /Error while decoding|Error submitting packet|partial file|ended prematurely|corrupt|Truncat|^\[(flac|ogg) .*CRC/im;
  return exitCode !== 0 || complaints.test(log);
}

/** What a true ffmpeg says of an input that it cannot decode: it names the input, the demuxer or the decoder. */
const OWN_WORDS =
  /^Input #0|Invalid data found|Error opening input|matches no streams|moov atom|End of file|Input\/output error|[Dd]ecoder|codec|not supported|unsupported|Invalid argument|No such file|Permission denied/im;

/** Why there is no sound, from ffmpeg's own messages. */
function decodeError(
  run: { args: string[]; path: string; fileName: string },
  result: FfmpegResult,
): BulbarError {
  const { log } = result;
  if (!OWN_WORDS.test(log))
    return ffmpegFault("ffmpeg-failed", `exit code ${result.exitCode}\n${log}`, run.fileName);
  if (/matches no streams/.test(log)) return ffmpegError("no-audio-track", run, result);
  const isGuess = /misdetection possible/.test(log);
  if (
    !isGuess &&
    /Decoder .*not found|could not find codec parameters|Unknown decoder|not supported|unsupported/i.test(log)
  )
    return ffmpegError("audio-format-unsupported", run, result, "codec");
  if (!isGuess && /^Input #0|moov atom not found|: (End of file|Input\/output error)$/m.test(log))
    return ffmpegError("file-corrupt", run, result, "no-sound-decoded");
  return ffmpegError("file-not-audio", run, result, "no-format");
}
