import { execFileSync } from "node:child_process";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { Ffmpeg } from "./ffmpeg.ts";

/** Whether an ffmpeg was built with libsoxr (for tests only). */
export function hasSoxr(ffmpeg: Ffmpeg): boolean {
  return execFileSync(ffmpeg.path, ["-hide_banner", "-version"], { encoding: "utf8" }).includes(
    "--enable-libsoxr",
  );
}

/**
 * Resamples by libsoxr in ffmpeg, one process each, cut to whole output as `resample` (for tests only).
 * @param precision bits: 20 is soxr's HQ, librosa's default, bit for bit python-soxr 1.1.0's; 28 its VHQ
 */
export function soxr(
  ffmpeg: Ffmpeg,
  { samples, sampleRateHz }: Sound,
  targetHz: number,
  precision: 20 | 28,
): Sound {
  const filter = `aresample=${targetHz}:resampler=soxr:precision=${precision}`;
  const input = `-v error -f f32le -ar ${sampleRateHz} -ac 1 -i pipe:0 -af ${filter} -f f32le pipe:1`;
  const bytes = execFileSync(ffmpeg.path, input.split(" "), {
    input: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    maxBuffer: 2 ** 30,
  });
  const made = new Float32Array(Math.round((samples.length * targetHz) / sampleRateHz));
  made.set(new Float32Array(new Uint8Array(bytes).buffer).subarray(0, made.length));
  return { samples: made, sampleRateHz: targetHz };
}
