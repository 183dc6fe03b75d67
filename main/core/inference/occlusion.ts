import type { Sound } from "../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "../dsp/fft.ts";

/** Grid of an occlusion map: time steps by frequency bands. */
export type OcclusionGrid = { rows: number; frequencyEdgesHz: number[] };

/** How much the class loses when a patch of sound is taken away: rows x columns, negative where it gains. */
export type OcclusionMap = { rows: number; columns: number; values: Float32Array };

/**
 * Occlusion map of any model (Zeiler & Fergus 2014, doi 10.1007/978-3-319-10590-1_53) in the sound itself: each patch
 * of time and frequency is removed from the waveform, without clicks, and the probability asked again.
 * @param probabilityOf probability of the explained class for a changed signal
 * @param abort stops the work between two patches, by its reason
 */
export async function occlusionMap(
  sound: Sound,
  { rows, frequencyEdgesHz }: OcclusionGrid,
  probabilityOf: (sound: Sound) => Promise<number>,
  abort?: AbortSignal,
): Promise<OcclusionMap> {
  const columns = frequencyEdgesHz.length - 1;
  const values = new Float32Array(rows * columns);
  const whole = await probabilityOf(sound);
  const { samples, sampleRateHz } = sound;
  for (let column = 0; column < columns; column++) {
    const band = bandOf(sound, frequencyEdgesHz[column]!, frequencyEdgesHz[column + 1]!);
    for (let row = 0; row < rows; row++) {
      abort?.throwIfAborted();
      const occluded = without(samples, band, row, rows);
      values[row * columns + column] = whole - (await probabilityOf({ samples: occluded, sampleRateHz }));
    }
  }
  return { rows, columns, values };
}

/** The part of a signal between two frequencies [low, high), Hz, by the Fourier transform of the whole. */
export function bandOf({ samples, sampleRateHz }: Sound, lowHz: number, highHz: number): Float64Array {
  const size = nextPowerOfTwo(samples.length);
  const fft = new RealFft(size);
  const padded = new Float64Array(size);
  padded.set(samples);
  const [re, im] = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)];
  fft.forward(padded, re, im);
  for (let k = 0; k <= size / 2; k++) {
    const hz = (k * sampleRateHz) / size;
    if (hz < lowHz || hz >= highHz) re[k] = im[k] = 0;
  }
  fft.inverse(re, im, padded);
  return padded;
}

/** Samples without one time step of a band; raised-cosine slopes that add up to one over the steps. */
function without(samples: Float32Array, band: Float64Array, row: number, rows: number): Float32Array {
  const step = samples.length / rows;
  const slope = step / 4;
  const [from, to] = [row * step, (row + 1) * step];
  const rise = (distance: number) =>
    0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, Math.max(0, 0.5 + distance / slope)));
  return samples.map((sample, n) => {
    const entered = row === 0 ? 1 : rise(n - from);
    const left = row === rows - 1 ? 0 : rise(n - to);
    return sample - band[n]! * (entered - left);
  });
}
