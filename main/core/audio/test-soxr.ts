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

/** `soxr` of many sounds of one rate in one process: each begins at a whole second, with silence after it. */
export function soxrOfAll(
  ffmpeg: Ffmpeg,
  sounds: readonly Sound[],
  targetHz: number,
  precision: 20 | 28,
): Sound[] {
  const rate = sounds[0]!.sampleRateHz;
  if (sounds.some(({ sampleRateHz }) => sampleRateHz !== rate)) throw new Error("sounds of several rates");
  const starts: number[] = [];
  let seconds = 0;
  for (const { samples } of sounds) {
    starts.push(seconds);
    seconds += Math.ceil(samples.length / rate) + 1;
  }
  const joined = new Float32Array(seconds * rate);
  for (const [k, { samples }] of sounds.entries()) joined.set(samples, starts[k]! * rate);
  const made = soxr(ffmpeg, { samples: joined, sampleRateHz: rate }, targetHz, precision).samples;
  return sounds.map(({ samples }, k) => {
    const from = starts[k]! * targetHz;
    const length = Math.round((samples.length * targetHz) / rate);
    return { samples: made.slice(from, from + length), sampleRateHz: targetHz };
  });
}
