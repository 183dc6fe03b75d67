import type { Quality } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type Ffmpeg, ffmpegError, runFfmpeg } from "./ffmpeg.ts";

/** How a recording is played, never how it is measured. */
export type Listening = {
  /** Speed with the pitch kept: 1 as recorded, 0.5 half as fast. */
  tempo: number;
  /** Level of the noise that is taken away, dB full scale; null: none is. */
  noiseDb: number | null;
};

/** ffmpeg's atempo (WSOLA) goes down to half; slower takes it twice. */
const slowestStep = 0.5;

/** How much of the noise `afftdn` takes away, dB: enough to hear, little enough to leave the voice. */
const reductionDb = 18;

/** Levels of noise that `afftdn` takes, dB full scale. */
const noiseRangeDb = [-80, -20] as const;

/** Where a recording's noise is not known, dB full scale: `afftdn`'s own. */
const usualNoiseDb = -50;

/** Level of a recording's noise, dB full scale, from what its quality says. */
export function noiseLevelDb({ rmsDbfs, snrDb }: Pick<Quality, "rmsDbfs" | "snrDb">): number {
  return rmsDbfs === null || snrDb === null ? usualNoiseDb : rmsDbfs - Math.max(0, snrDb);
}

/** The filters of ffmpeg for a way to listen; none for a recording as it is. */
export function listeningFilters({ tempo, noiseDb }: Listening): string[] {
  const steps: string[] = [];
  let left = tempo;
  for (; left < slowestStep; left /= slowestStep) steps.push(`atempo=${slowestStep}`);
  if (left !== 1) steps.push(`atempo=${left}`);
  if (noiseDb === null) return steps;
  const [least, most] = noiseRangeDb;
  const level = Math.min(most, Math.max(least, noiseDb)).toFixed(1);
  return [`afftdn=nr=${reductionDb}:nf=${level}`, ...steps];
}

/**
 * A recording for the ear: slower with its pitch kept (time stretching, WSOLA), or with less noise (spectral subtraction), by
 * ffmpeg. The sound itself where neither is wished.
 * @throws BulbarError `cancelled`, `decode-timeout`, `ffmpeg-missing`, `ffmpeg-too-old`, `ffmpeg-failed`, `ffmpeg-hung`
 */
export async function forListening(
  sound: Sound,
  listening: Listening,
  ffmpeg: () => Promise<Ffmpeg>,
  { fileName, signal }: { fileName: string; signal?: AbortSignal },
): Promise<Sound> {
  const filters = listeningFilters(listening);
  if (filters.length === 0) return sound;
  const { samples, sampleRateHz } = sound;
  const raw = ["-f", "f32le", "-ar", String(sampleRateHz), "-ac", "1"];
  const pieces: Buffer[] = [];
  const run = {
    args: [...raw, "-i", "pipe:0", "-af", filters.join(","), ...raw, "pipe:1"],
    input: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    onOutput: (piece: Buffer) => pieces.push(piece),
    fileName,
    signal,
    outputLimitBytes: 8 * samples.byteLength + 1_000_000,
  };
  const result = await runFfmpeg(await ffmpeg(), run);
  if (result.exitCode !== 0) throw ffmpegError("ffmpeg-failed", run, result);
  const bytes = Buffer.concat(pieces);
  const heard = new Float32Array(Math.floor(bytes.length / 4));
  new Uint8Array(heard.buffer).set(bytes.subarray(0, heard.byteLength));
  return { samples: heard, sampleRateHz };
}
