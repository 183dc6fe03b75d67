import type { Sound } from "../../../shared/domain/sound.ts";
import type { Random } from "../dsp/random.ts";
import type { Span } from "./truth.ts";

export type MicrophoneSettings = {
  /** Peak of the sound before noise is added, dB full scale. */
  peakDbfs: number;
  /** White background noise below the mean power of the speech, dB; null = none. */
  snrDb: number | null;
  /** Where there is speech. */
  speech: Span[];
  sampleRateHz: number;
};

/** Sound to signal: level and background noise. */
export function record(sound: Float64Array, settings: MicrophoneSettings, random: Random): Sound {
  const { peakDbfs, snrDb, speech, sampleRateHz } = settings;
  const peak = sound.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const level = 10 ** (peakDbfs / 20) / (peak || 1);
  let [sum, count] = [0, 0];
  for (const { startSeconds, endSeconds } of speech)
    for (let n = Math.round(startSeconds * sampleRateHz); n < endSeconds * sampleRateHz; n++) {
      sum += ((sound[n] ?? 0) * level) ** 2;
      count++;
    }
  // A uniform number from -1 to 1 has a power of 1/3.
  const noise = snrDb === null || count === 0 ? 0 : Math.sqrt((3 * sum) / count / 10 ** (snrDb / 10));
  const samples = new Float32Array(sound.length);
  for (let n = 0; n < samples.length; n++)
    samples[n] = level * sound[n]! + (noise && noise * (2 * random.uniform() - 1));
  return { samples, sampleRateHz };
}
