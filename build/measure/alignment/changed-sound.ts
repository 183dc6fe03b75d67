import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeAudio } from "../../../main/core/audio/decode.ts";
import { findFfmpeg } from "../../../main/core/audio/ffmpeg.ts";
import { encode, noiseSource } from "../../../main/core/audio/test-recordings.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { Spoken } from "./synthetic-readers.ts";

/** With white noise so many dB below it. */
export function withNoise({ samples, sampleRateHz }: Sound, belowDb: number): Sound {
  const noise = noiseSource(1);
  const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
  // uniform noise of +-a has the power a^2 / 3
  const width = Math.sqrt(3 * power * 10 ** (-belowDb / 10));
  return { samples: samples.map((value) => value + width * noise()), sampleRateHz };
}

/** Encoders of ffmpeg, at 64 kbit/s. */
const codecs = { mp3: "-b:a 64k", m4a: "-c:a aac -b:a 64k", ogg: "-c:a libvorbis -b:a 64k" } as const;
export type Codec = keyof typeof codecs;

/** Written in a lossy format and read again as the program reads it. */
export async function throughCodec({ samples, sampleRateHz }: Sound, codec: Codec): Promise<Sound> {
  const ffmpeg = await findFfmpeg();
  const folder = mkdtempSync(join(tmpdir(), "bulbar-codec-"));
  try {
    const path = join(folder, `read.${codec}`);
    encode(ffmpeg, samples, { sampleRateHz, channels: 1, options: codecs[codec], path });
    return (await decodeAudio({ path }, { fileName: `read.${codec}`, ffmpeg: findFfmpeg })).signal;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As if another vocal tract had said it: everything so many times higher and faster. */
export function warped({ samples, sampleRateHz }: Sound, factor: number): Sound {
  return { samples, sampleRateHz: Math.round(sampleRateHz * factor) };
}

/** The same with the times of its words and pauses. */
export function warpedReading({ sound, words, pauses }: Spoken, factor: number): Spoken {
  const changed = warped(sound, factor);
  const longer = sound.sampleRateHz / changed.sampleRateHz;
  const scaled = <Part extends { startSeconds: number; endSeconds: number }>(part: Part): Part => ({
    ...part,
    startSeconds: longer * part.startSeconds,
    endSeconds: longer * part.endSeconds,
  });
  return { sound: changed, words: words.map(scaled), pauses: pauses.map(scaled) };
}
