import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { BulbarError, type ErrorCode, errorFound } from "../../../shared/domain/error.ts";
import { isInstalled, outsideArchive } from "../packed-program.ts";
import { type ProgramEnd, startProgram } from "./start-program.ts";

/** An ffmpeg program that has been started once and answered. */
export type Ffmpeg = {
  /** Path, or a bare name that the system looks up on PATH. */
  path: string;
  /** As the program states it: "5.1.9-0+deb12u1", "7.1", "N-118000-g..." */
  version: string;
};

/** Oldest major version that is taken: `-progress` and `-format_whitelist` as used here. */
const MINIMUM_MAJOR_VERSION = 5;
/** Wall-clock limit of one run, ms: thirty minutes of audio decode in about 3 s, a 2 GiB video in about 30 s. */
const TIME_LIMIT_MS = 300_000;
/** A run that says nothing for so long, though it reports its progress twice a second, hangs, ms. */
const STALL_LIMIT_MS = 30_000;
/** Time in which messages that came while this thread was busy are taken, before a run counts as hanging, ms. */
const STALL_GRACE_MS = 500;
/** Bytes of the program's own messages that are kept from the start and from the end. */
const LOG_HEAD_BYTES = 64 * 1024;
const LOG_TAIL_BYTES = 16 * 1024;

/** Stands before the first input, which it applies to; the runs here have one. */
const NO_NETWORK = ["-protocol_whitelist", "file,pipe"];

const binaryName = process.platform === "win32" ? "ffmpeg.exe" : "ffmpeg";

/** Longest time for an answer to `ffmpeg -version`, ms. */
const VERSION_LIMIT_MS = 8000;

/**
 * Finds ffmpeg: the one that BULBAR_FFMPEG names and no other, else the one that was packed with the program or
 * came with the npm package ffmpeg-static, else `ffmpeg` on PATH.
 *
 * @throws BulbarError `ffmpeg-too-old`, `ffmpeg-hung`, `ffmpeg-failed` or `ffmpeg-missing`: the fault of the one that
 *   came nearest to answering; `detail` lists what was tried.
 */
export async function findFfmpeg(
  env: NodeJS.ProcessEnv = process.env,
  versionLimitMs = VERSION_LIMIT_MS,
): Promise<Ffmpeg> {
  const own = env.BULBAR_FFMPEG;
  const bundled = bundledFfmpeg();
  const candidates = own
    ? [{ path: own, from: "BULBAR_FFMPEG" }]
    : [...(bundled ? [{ path: bundled, from: "its own" }] : []), { path: "ffmpeg", from: "PATH" }];
  const tried: { code: FfmpegFault; words: string }[] = [];
  for (const { path, from } of candidates) {
    const answer = await askVersion(path, env, versionLimitMs);
    if (!("code" in answer)) return answer;
    tried.push({ code: answer.code, words: `${from} (${path}): ${answer.words}` });
  }
  const code = faults.find((fault) => tried.some((one) => one.code === fault)) ?? "ffmpeg-missing";
  throw ffmpegFault(code, tried.map(({ words }) => words).join("\n"));
}

/** Codes of what is ffmpeg's fault and not the recording's, the nearest to a working ffmpeg first. */
const faults = ["ffmpeg-too-old", "ffmpeg-hung", "ffmpeg-failed", "ffmpeg-missing"] as const;
export type FfmpegFault = (typeof faults)[number];

async function askVersion(
  path: string,
  env: NodeJS.ProcessEnv,
  limitMs: number,
): Promise<Ffmpeg | { code: FfmpegFault; words: string }> {
  let stdout = "";
  const program = startProgram(path, ["-hide_banner", "-version"], {
    env: quietEnv(env),
    onStdout: (bytes) => {
      stdout = (stdout + bytes.toString("latin1")).slice(0, LOG_HEAD_BYTES);
    },
    onStderr: () => {},
  });
  let isHung = false;
  const timer = setTimeout(() => {
    isHung = true;
    program.kill();
  }, limitMs);
  try {
    const end = await program.ended;
    if (isHung) return { code: "ffmpeg-hung", words: `did not answer within ${limitMs / 1000} s` };
    const crash = crashOf(end);
    if (crash) return { code: "ffmpeg-failed", words: crash };
    const found = parseVersion(stdout);
    if (!found) return { code: "ffmpeg-failed", words: "is not ffmpeg: it tells no version" };
    if (found.major < MINIMUM_MAJOR_VERSION)
      return { code: "ffmpeg-too-old", words: `version ${found.version} is too old` };
    return { path, version: found.version };
  } catch (error) {
    return { code: startFault(error), words: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}

/** Version of ffmpeg from the text of `ffmpeg -version`; null when it is another program's. */
export function parseVersion(text: string): { version: string; major: number } | null {
  const version = /^ffmpeg version (\S+)/.exec(text)?.[1];
  if (!version) return null;
  // Builds from git ("N-118000-gabc") carry no release number: they are newer than any we refuse.
  const major = /^n?(\d+)\./.exec(version)?.[1];
  return { version, major: major ? Number(major) : 99 };
}

/** What to run, and what may stop it. */
export type FfmpegRun = {
  /** Everything after the options that every run has; one input at most. */
  args: string[];
  /** Raw bytes for `pipe:0`. */
  input?: Uint8Array | undefined;
  /** An open file for `file:/dev/fd/3`. */
  descriptor?: number | undefined;
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
  stallLimitMs?: number;
  /** Most bytes that `pipe:1` may carry. */
  outputLimitBytes: number;
};

/** How a run ended: `exitCode` 0 is success; `log` holds the messages, without the path. */
export type FfmpegResult = { exitCode: number; log: string };

/**
 * Runs ffmpeg: no terminal, no network (files and pipes only), within limits of time and output, with nothing of it left
 * running afterwards. Output is handed on as it comes, with back-pressure; nothing but messages is kept here.
 *
 * @throws BulbarError `cancelled`, `decode-timeout`, `audio-too-large` (output limit), `ffmpeg-missing`, `ffmpeg-failed`
 *   (cannot be started, crashes), `ffmpeg-hung`. An exit code other than 0 is the caller's to judge: see `ffmpegError`.
 */
export async function runFfmpeg(ffmpeg: Ffmpeg, run: FfmpegRun): Promise<FfmpegResult> {
  if (run.signal?.aborted) throw cancelled(run.fileName);
  const args = ["-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:2", ...NO_NETWORK, ...run.args];
  const log = new RunLog(run.path, run.fileName);
  let stopped: { reason: unknown } | null = null;
  const stop = (reason: unknown) => {
    stopped ??= { reason };
    program.kill();
  };
  const guarded = (work: () => void) => {
    watch.alive();
    try {
      if (!stopped) work();
    } catch (error) {
      stop(error);
    }
  };
  let outputBytes = 0;
  const program = startProgram(ffmpeg.path, args, {
    env: quietEnv(process.env),
    input: run.input,
    descriptor: run.descriptor,
    onStdout: (bytes) =>
      guarded(() => {
        outputBytes += bytes.length;
        if (outputBytes > run.outputLimitBytes) throw tooMuchOutput(run.fileName, run.outputLimitBytes);
        run.onOutput(bytes);
      }),
    onStderr: (bytes) =>
      guarded(() => {
        for (const line of log.add(bytes)) run.onLine?.(line);
      }),
  });
  const watch = watchRun(run, stop);
  try {
    const end = await program.ended;
    if (stopped) throw (stopped as { reason: unknown }).reason;
    const crash = crashOf(end);
    if (crash) throw ffmpegFault("ffmpeg-failed", `${crash}\n${log.text()}`, run.fileName);
    return { exitCode: end.exitCode ?? -1, log: log.text() };
  } catch (error) {
    if (stopped || error instanceof BulbarError) throw error;
    throw ffmpegFault(startFault(error), `${ffmpeg.path}: ${(error as Error).message}`, run.fileName);
  } finally {
    watch.end();
  }
}

/** Stops a run that is cancelled, takes too long, or says nothing for too long. */
function watchRun(run: FfmpegRun, stop: (reason: unknown) => void): { alive(): void; end(): void } {
  const limit = run.timeLimitMs ?? TIME_LIMIT_MS;
  const stallLimit = run.stallLimitMs ?? STALL_LIMIT_MS;
  const onAbort = () => stop(cancelled(run.fileName));
  run.signal?.addEventListener("abort", onAbort);
  const timer = setTimeout(() => stop(timeout(run.fileName, limit)), limit);
  let grace: NodeJS.Timeout | undefined;
  const stalled = () => stop(hung(run.fileName, stallLimit));
  const stall = setTimeout(() => {
    grace = setTimeout(stalled, STALL_GRACE_MS);
  }, stallLimit);
  return {
    alive: () => {
      clearTimeout(grace);
      stall.refresh();
    },
    end: () => {
      for (const one of [timer, stall, grace]) clearTimeout(one);
      run.signal?.removeEventListener("abort", onAbort);
    },
  };
}

/** Exit codes by which a shell or Windows tells that the program crashed: 128 + signal, or a status of 0xC0000000 on. */
const CRASH_CODES = new Set([132, 134, 135, 136, 137, 139]);
const WINDOWS_CRASH = 0xc0000000;

/** How the program crashed, in words; null when it ended by itself. */
function crashOf({ exitCode, signal }: ProgramEnd): string | null {
  if (signal) return `crashed (${signal})`;
  if (exitCode === null) return "did not end when it was told to";
  const isCrash = CRASH_CODES.has(exitCode) || exitCode >>> 0 >= WINDOWS_CRASH;
  return isCrash ? `crashed (exit code ${exitCode})` : null;
}

function startFault(error: unknown): FfmpegFault {
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? "ffmpeg-missing" : "ffmpeg-failed";
}

/** The one error for a failed run: what happened, and arguments and messages as technical detail. */
export function ffmpegError(
  code: ErrorCode,
  run: Pick<FfmpegRun, "args" | "path" | "fileName">,
  result: FfmpegResult,
  why?: string,
): BulbarError {
  const args = run.args.map((arg) => (run.path ? arg.replaceAll(run.path, run.fileName) : arg)).join(" ");
  const detail = `ffmpeg ${args}\nexit code ${result.exitCode}\n${result.log}`;
  return errorFound(code, { file: run.fileName, why, detail });
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

/** The binary that was packed with the program, else ffmpeg-static's; null when its download is missing. */
function bundledFfmpeg(): string | null {
  const packed = fileURLToPath(new URL(`../../ffmpeg/${binaryName}`, import.meta.url));
  if (existsSync(packed)) return outsideArchive(packed);
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

/** The error for what is ffmpeg's fault. */
export function ffmpegFault(code: FfmpegFault, detail: string, file?: string): BulbarError {
  if (code === "ffmpeg-missing" && isInstalled)
    return new BulbarError(code, { file, detail, why: "not-in-program" });
  return new BulbarError(code, { file, detail });
}

function hung(file: string, limitMs: number): BulbarError {
  return ffmpegFault("ffmpeg-hung", `ffmpeg said nothing for ${limitMs / 1000} s`, file);
}

function cancelled(file: string): BulbarError {
  return new BulbarError("cancelled", { file });
}

function timeout(file: string, limitMs: number): BulbarError {
  return new BulbarError("decode-timeout", { file, why: "late", facts: { seconds: limitMs / 1000 } });
}

function tooMuchOutput(file: string, limit: number): BulbarError {
  return new BulbarError("audio-too-large", {
    file,
    why: "decoded",
    facts: { limitMebibytes: Math.round(limit / 2 ** 20) },
  });
}
