import type { BulbarError } from "../../../shared/domain/error.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type Ffmpeg, ffmpegError, runFfmpeg } from "./ffmpeg.ts";

/** Silence put around the signal for ffmpeg's own resampler, which mirrors the signal at its ends otherwise, s. */
const MARGIN_SECONDS = 0.05;

const SOXR = "resampler=soxr:precision=20";
const SWR =
  "resampler=swr:filter_size=128:phase_shift=10:exact_rational=1:linear_interp=1:cutoff=0.955:filter_type=kaiser:kaiser_beta=13";

/**
 * Resamples for a model with libsoxr at 20-bit precision: bit for bit python-soxr's HQ, which is librosa's default
 * (measured against soxr 1.1.0). An ffmpeg without libsoxr uses its own resampler; on voices that differs by an RMS
 * of up to 9e-4 of full scale next to the new Nyquist frequency. Both are linear-phase and compensate their delay:
 * sample m of the output lies at m / `targetHz` seconds, as sample n of the input lies at n / its rate.
 *
 * @param targetHz whole number
 * @returns round(n * targetHz / rate) samples (cut, or zeros at the end); the same signal when the rates are equal
 * @throws BulbarError `cancelled`, `decode-timeout`, `ffmpeg-missing`, `ffmpeg-failed`, `ffmpeg-hung`
 */
export async function resample(
  signal: Sound,
  targetHz: number,
  ffmpeg: Ffmpeg,
  abort?: AbortSignal,
): Promise<Sound> {
  const { samples, sampleRateHz } = signal;
  if (sampleRateHz === targetHz) return signal;
  const margin = ffmpeg.hasSoxr ? { input: 0, output: 0 } : wholeMargin(sampleRateHz, targetHz);
  const padded = new Float32Array(samples.length + 2 * margin.input);
  padded.set(samples, margin.input);
  const length = Math.round((samples.length * targetHz) / sampleRateHz);
  const output = new Float32Array(length + margin.output);
  const bytes = new Uint8Array(output.buffer);
  let filled = 0;
  const run = {
    args: resampleArguments(sampleRateHz, targetHz, ffmpeg.hasSoxr ? SOXR : SWR),
    input: new Uint8Array(padded.buffer),
    fileName: "resampling",
    signal: abort,
    outputLimitBytes: bytes.length + 8 * targetHz,
    onOutput(chunk: Buffer) {
      bytes.set(chunk.subarray(0, bytes.length - filled), filled);
      filled = Math.min(bytes.length, filled + chunk.length);
    },
  };
  const result = await runFfmpeg(ffmpeg, run);
  if (result.exitCode !== 0 || (filled === 0 && length > 0)) throw failure(run, result);
  return { samples: output.slice(margin.output), sampleRateHz: targetHz };
}

/** The shortest margin of at least 50 ms that is a whole number of samples at both rates. */
function wholeMargin(fromHz: number, toHz: number): { input: number; output: number } {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const periods = Math.ceil(MARGIN_SECONDS * divisor);
  return { input: (fromHz / divisor) * periods, output: (toHz / divisor) * periods };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function resampleArguments(fromHz: number, toHz: number, quality: string): string[] {
  return [
    ...["-f", "f32le", "-ar", String(fromHz), "-ac", "1", "-i", "pipe:0"],
    ...["-af", `aresample=${toHz}:${quality}`, "-f", "f32le", "pipe:1"],
  ];
}

function failure(
  run: { args: string[]; fileName: string },
  result: { exitCode: number; log: string },
): BulbarError {
  return ffmpegError("ffmpeg-failed", run, result, {
    reason: "ffmpeg could not change the sampling rate.",
    remedy: "Run `npm run setup` to get another ffmpeg.",
  });
}
