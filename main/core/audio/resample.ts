import type { BulbarError } from "../../../shared/domain/error.ts";
import type { Signal } from "../../../shared/domain/recording.ts";
import { type Ffmpeg, ffmpegError, runFfmpeg } from "./ffmpeg.ts";

/**
 * Resamples for a model. With libsoxr at 20-bit precision (soxr's HQ, the default of librosa and python-soxr),
 * otherwise with ffmpeg's own resampler at settings of like quality. Both are linear-phase and give the output
 * without delay: sample m lies at m / `targetHz` seconds, like sample n of the input at n / its rate.
 *
 * @returns round(n * targetHz / rate) samples (cut, or padded with zeros at the end); the same signal when the rates are equal
 * @throws BulbarError `cancelled`, `decode-timeout`, `ffmpeg-missing`, `internal`
 */
export async function resample(
  signal: Signal,
  targetHz: number,
  ffmpeg: Ffmpeg,
  abort?: AbortSignal,
): Promise<Signal> {
  const { samples, sampleRateHz } = signal;
  if (sampleRateHz === targetHz) return signal;
  const output = new Float32Array(Math.round((samples.length * targetHz) / sampleRateHz));
  const bytes = Buffer.from(output.buffer);
  let filled = 0;
  const run = {
    args: resampleArguments(sampleRateHz, targetHz, ffmpeg.hasSoxr),
    input: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    fileName: "resampling",
    signal: abort,
    outputLimitBytes: bytes.length + 4 * targetHz,
    onOutput(chunk: Buffer) {
      chunk.copy(bytes, filled);
      filled = Math.min(bytes.length, filled + chunk.length);
    },
  };
  const result = await runFfmpeg(ffmpeg, run);
  if (result.exitCode !== 0 || (filled === 0 && output.length > 0)) throw failure(run, result);
  return { samples: output, sampleRateHz: targetHz };
}

function resampleArguments(fromHz: number, toHz: number, hasSoxr: boolean): string[] {
  const quality = hasSoxr
    ? "resampler=soxr:precision=20"
    : "resampler=swr:filter_size=64:phase_shift=14:linear_interp=1:cutoff=0.95:filter_type=kaiser:kaiser_beta=12";
  return [
    ...["-protocol_whitelist", "file,pipe", "-f", "f32le", "-ar", String(fromHz), "-ac", "1", "-i", "pipe:0"],
    ...["-af", `aresample=${toHz}:${quality}`, "-f", "f32le", "pipe:1"],
  ];
}

function failure(
  run: { args: string[]; fileName: string },
  result: { exitCode: number; log: string },
): BulbarError {
  return ffmpegError("internal", run, result, {
    reason: "ffmpeg could not change the sampling rate.",
    remedy: "Run `npm run setup` to get another ffmpeg.",
  });
}
