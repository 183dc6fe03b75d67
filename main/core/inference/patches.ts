import type { Sound } from "../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "../dsp/fft.ts";

/** Patches of a sound: time steps by frequency bands. */
export type PatchGrid = { rows: number; frequencyEdgesHz: number[] };

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

/** How much of a band's sound belongs to a time step, sample by sample from `start` on. */
export type RowGain = { start: number; gains: Float32Array };

/** Time steps with raised-cosine slopes, so that nothing clicks; over all of them every sample's gains add up to one. */
export function rowGains(length: number, rows: number): RowGain[] {
  const step = length / rows;
  const slope = step / 4;
  const rise = (distance: number) =>
    0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, Math.max(0, 0.5 + distance / slope)));
  return Array.from({ length: rows }, (_, row) => {
    const [from, to] = [row * step, (row + 1) * step];
    const start = Math.max(0, Math.floor(from - slope));
    const end = Math.min(length, Math.ceil(to + slope));
    const gains = Float32Array.from({ length: end - start }, (_, k) => {
      const entered = row === 0 ? 1 : rise(start + k - from);
      const left = row === rows - 1 ? 0 : rise(start + k - to);
      return entered - left;
    });
    return { start, gains };
  });
}

/** Takes one time step of a band out of `samples`, in place. */
export function takeOut(samples: Float32Array, band: Float64Array | Float32Array, row: RowGain): void {
  for (let k = 0; k < row.gains.length; k += 1) {
    const n = row.start + k;
    samples[n] = samples[n]! - band[n]! * row.gains[k]!;
  }
}
