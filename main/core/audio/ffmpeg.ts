import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { BulbarError, type ErrorCode } from "../../../shared/domain/error.ts";

/** An ffmpeg program that has been started once and answered. */
export type Ffmpeg = {
  /** Path, or a bare name that the system looks up on PATH. */
  path: string;
  /** As the program states it: "5.1.9-0+deb12u1", "7.1", "N-118000-g..." */
  version: string;
  /** Built with libsoxr, the resampler of librosa's default. */
  hasSoxr: boolean;
};

/** Oldest major version that is taken from PATH: `-progress` and `-format_whitelist` as used here. */
const MINIMUM_MAJOR_VERSION = 5;
/** Wall-clock limit of one run, ms: thirty minutes of audio decode in about 3 s, a 2 GiB video in about 30 s. */
const TIME_LIMIT_MS = 300_000;
/** Bytes of the program's own messages that are kept from the start and from the end. */
const LOG_HEAD_BYTES = 64 * 1024;
const LOG_TAIL_BYTES = 16 * 1024;

/** Stands before the first input, which it applies to; the runs here have one. */
const NO_NETWORK = ["-protocol_whitelist", "file,pipe"];

const execute = promisify(execFile);

/**
 * Finds ffmpeg: BULBAR_FFMPEG, then the binary of the npm package ffmpeg-static, then `ffmpeg` >= 5 on PATH.
 *
 * @throws BulbarError `ffmpeg-missing` when none answers; `detail` lists what was tried.
 */
export async function findFfmpeg(env: NodeJS.ProcessEnv = process.env): Promise<Ffmpeg> {
  const tried: string[] = [];
  const own = env.BULBAR_FFMPEG;
  const bundled = bundledFfmpeg();
  const candidates = [
    ...(own ? [{ path: own, from: "BULBAR_FFMPEG" }] : []),
    ...(bundled ? [{ path: bundled, from: "ffmpeg-static" }] : []),
    { path: "ffmpeg", from: "PATH" },
  ];
  for (const { path, from } of candidates) {
    try {
      const { stdout } = await execute(path, ["-hide_banner", "-version"], {
        timeout: 10_000,
        env: quietEnv(env),
      });
      const found = parseVersion(stdout);
      if (found && (from !== "PATH" || found.major >= MINIMUM_MAJOR_VERSION))
        return { path, version: found.version, hasSoxr: found.hasSoxr };
      tried.push(`${from} (${path}): ${found ? `version ${found.version} is too old` : "is not ffmpeg"}`);
    } catch (error) {
      tried.push(`${from} (${path}): ${(error as Error).message.split("\n")[0]}`);
    }
  }
  throw missing(tried.join("\n"));
}

/** Version and build of ffmpeg from the text of `ffmpeg -version`; null when it is another program's. */
export function parseVersion(text: string): { version: string; major: number; hasSoxr: boolean } | null {
  const version = /^ffmpeg version (\S+)/.exec(text)?.[1];
  if (!version) return null;
  // Builds from git ("N-118000-gabc") carry no release number: they are newer than any we refuse.
  const major = /^n?(\d+)\./.exec(version)?.[1];
  return { version, major: major ? Number(major) : 99, hasSoxr: text.includes("--enable-libsoxr") };
}

/** What to run, and what may stop it. */
export type FfmpegRun = {
  /** Everything after the options that every run has; one input at most. */
  args: string[];
  /** Raw bytes for `pipe:0`. */
  input?: Uint8Array;
  /** Takes `pipe:1` piece by piece; a throw from here kills the program and is passed on. */
  onOutput: (bytes: Buffer) => void;
  /** One line of messages, as it comes; a throw from here kills the program and is passed on. */
  onLine?: (line: string) => void;
  /** Name for messages, in place of `path`. */
  fileName: string;
  /** Path that must not appear in messages. */
  path?: string;
  signal?: AbortSignal | undefined;
  timeLimitMs?: number;
  /** Most bytes that `pipe:1` may carry. */
  outputLimitBytes: number;
};

/** How a run ended: `exitCode` 0 is success; `log` holds the messages, without the path. */
export type FfmpegResult = { exitCode: number; log: string };

/**
 * Runs ffmpeg: no terminal, no network (files and pipes only), within limits of time and output.
 * Output is handed on as it comes, with back-pressure; nothing but messages is kept here.
 *
 * @throws BulbarError `cancelled`, `decode-timeout`, `audio-too-large` (output limit), `ffmpeg-missing`
 *   (cannot be started). An exit code other than 0 is the caller's to judge: see `ffmpegError`.
 */
export function runFfmpeg(ffmpeg: Ffmpeg, run: FfmpegRun): Promise<FfmpegResult> {
  if (run.signal?.aborted) return Promise.reject(cancelled(run.fileName));
  const { promise, resolve, reject } = Promise.withResolvers<FfmpegResult>();
  const args = ["-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:2", ...NO_NETWORK, ...run.args];
  const child = spawn(ffmpeg.path, args, { env: quietEnv(process.env), windowsHide: true });
  const log = new RunLog(run.path, run.fileName);
  let stopped: unknown;
  const stop = (reason: unknown) => {
    stopped ??= reason;
    child.kill("SIGKILL");
  };
  const guarded = (work: () => void) => {
    try {
      if (stopped === undefined) work();
    } catch (error) {
      stop(error);
    }
  };
  const onAbort = () => stop(cancelled(run.fileName));
  const limit = run.timeLimitMs ?? TIME_LIMIT_MS;
  const timer = setTimeout(() => stop(timeout(run.fileName, limit)), limit);
  run.signal?.addEventListener("abort", onAbort);
  let outputBytes = 0;
  child.stdout.on("data", (bytes: Buffer) =>
    guarded(() => {
      outputBytes += bytes.length;
      if (outputBytes > run.outputLimitBytes) throw tooMuchOutput(run.fileName, run.outputLimitBytes);
      run.onOutput(bytes);
    }),
  );
  child.stderr.on("data", (bytes: Buffer) =>
    guarded(() => {
      for (const line of log.add(bytes)) run.onLine?.(line);
    }),
  );
  // ffmpeg may end before it has read all input (EPIPE): its exit code tells why.
  child.stdin.on("error", () => {});
  child.stdin.end(run.input);
  child.on("error", (error) => {
    stopped ??= missing(`${ffmpeg.path}: ${error.message}`);
  });
  child.on("close", (exitCode) => {
    clearTimeout(timer);
    run.signal?.removeEventListener("abort", onAbort);
    if (stopped !== undefined) reject(stopped);
    else resolve({ exitCode: exitCode ?? -1, log: log.text() });
  });
  return promise;
}

/** The one error for a failed run: what happened in words, and arguments and messages as technical detail. */
export function ffmpegError(
  code: ErrorCode,
  run: Pick<FfmpegRun, "args" | "path" | "fileName">,
  result: FfmpegResult,
  words: { reason: string; remedy: string },
): BulbarError {
  const args = run.args.map((arg) => (run.path ? arg.replaceAll(run.path, run.fileName) : arg)).join(" ");
  const detail = `ffmpeg ${args}\nexit code ${result.exitCode}\n${result.log}`;
  return new BulbarError(code, { file: run.fileName, ...words, detail });
}

/** Seconds of output written so far, from one line of `-progress`; null for every other line. */
export function parseProgressSeconds(line: string): number | null {
  const microseconds = /^out_time_us=(\d+)$/.exec(line)?.[1];
  return microseconds === undefined ? null : Number(microseconds) / 1e6;
}

const PROGRESS_LINE =
  /^(frame|fps|stream_\S+|bitrate|total_size|out_time\S*|dup_frames|drop_frames|speed|progress)=/;

/** Messages of a run, bounded: the start, the end, and nothing of the progress reports. */
class RunLog {
  readonly #path: string | undefined;
  readonly #name: string;
  readonly #decoder = new TextDecoder();
  #rest = "";
  #head = "";
  #tail = "";

  constructor(path: string | undefined, name: string) {
    this.#path = path;
    this.#name = name;
  }

  /** Takes bytes, returns the lines that they complete. */
  add(bytes: Buffer): string[] {
    // Bounded, for a line may never end.
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true }))
      .slice(-LOG_HEAD_BYTES)
      .split(/[\r\n]+/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#keep(line);
    return lines;
  }

  text(): string {
    if (this.#rest) this.#keep(this.#rest);
    this.#rest = "";
    return (this.#tail ? `${this.#head}...\n${this.#tail}` : this.#head).trimEnd();
  }

  #keep(line: string): void {
    if (line === "" || PROGRESS_LINE.test(line)) return;
    const text = `${this.#path ? line.replaceAll(this.#path, this.#name) : line}\n`;
    if (this.#head.length + text.length <= LOG_HEAD_BYTES && !this.#tail) this.#head += text;
    else this.#tail = (this.#tail + text).slice(-LOG_TAIL_BYTES);
  }
}

/** Path of ffmpeg-static's binary; null when the optional package or its download is missing. */
function bundledFfmpeg(): string | null {
  try {
    const path: unknown = createRequire(import.meta.url)("ffmpeg-static");
    return typeof path === "string" && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** FFREPORT would make ffmpeg write files with the recording's name; colour codes would spoil the log. */
function quietEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { FFREPORT: _, ...rest } = env;
  return { ...rest, AV_LOG_FORCE_NOCOLOR: "1" };
}

function missing(detail: string): BulbarError {
  return new BulbarError("ffmpeg-missing", {
    reason: "ffmpeg, which reads every format but WAV and resamples for the models, was not found.",
    remedy: "Run `npm run setup`, or set BULBAR_FFMPEG to the path of an ffmpeg of version 5 or later.",
    detail,
  });
}

function cancelled(file: string): BulbarError {
  return new BulbarError("cancelled", { file, reason: "cancelled." });
}

function timeout(file: string, limitMs: number): BulbarError {
  return new BulbarError("decode-timeout", {
    file,
    reason: `ffmpeg did not finish within ${limitMs / 1000} s.`,
    remedy: "Convert the recording to WAV, or cut it shorter, and import it again.",
  });
}

function tooMuchOutput(file: string, limit: number): BulbarError {
  return new BulbarError("audio-too-large", {
    file,
    reason: `decodes to more than ${Math.round(limit / 2 ** 20)} MiB.`,
    remedy: "Cut the recording shorter and import it again.",
  });
}
