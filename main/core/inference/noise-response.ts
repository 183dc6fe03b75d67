import type { Sound } from "../../../shared/domain/sound.ts";

/** Sound-to-noise ratios at which an answer is tried, dB. */
export const noiseLevelsDb = [30, 25, 20, 15, 10, 5, 0] as const;

export type NoiseResponse = { snrDb: number; probabilities: number[] };

/**
 * How an answer changes when white noise is added to the recording, from 30 dB to 0 dB signal-to-noise ratio. The
 * noise is the same at every level and every call.
 * @param abort stops the work between two levels, by its reason
 */
export async function noiseResponse(
  sound: Sound,
  probabilitiesOf: (sound: Sound) => Promise<number[]>,
  abort?: AbortSignal,
): Promise<NoiseResponse[]> {
  const noise = whiteNoise(sound.samples.length);
  const level = rms(sound.samples);
  const responses: NoiseResponse[] = [];
  for (const snrDb of noiseLevelsDb) {
    abort?.throwIfAborted();
    const gain = level / 10 ** (snrDb / 20);
    const samples = sound.samples.map((sample, n) => sample + gain * noise[n]!);
    responses.push({ snrDb, probabilities: await probabilitiesOf({ ...sound, samples }) });
  }
  return responses;
}

/** Gaussian noise of unit power: Box-Muller over mulberry32, always the same. */
export function whiteNoise(length: number): Float32Array {
  let state = 0x9e3779b9;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return Float32Array.from({ length }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  });
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}
