import type { Sound } from "../../../shared/domain/sound.ts";

/** Signals of known answer for the tests of this folder: the same numbers on every machine. */

/** Uniform noise in -1..1 (linear congruential generator of Numerical Recipes). */
export function noise(length: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

export type VowelOptions = {
  sampleRateHz?: number;
  seconds?: number;
  /** Fundamental frequency at a time, Hz. */
  f0Hz?: (seconds: number) => number;
  formantsHz?: readonly number[];
  /** Amplitude of added uniform noise, relative to the peak of the vowel. */
  noiseAmplitude?: number;
};

/** Impulse train through resonators (bandwidth 80 Hz), peak 0.5. Pulses fall between samples by linear weights. */
export function vowel(options: VowelOptions = {}): Sound {
  const {
    sampleRateHz = 16_000,
    seconds = 1,
    f0Hz = () => 120,
    formantsHz = [700, 1200, 2600, 3500],
  } = options;
  const length = Math.round(seconds * sampleRateHz);
  let wave = new Float64Array(length);
  for (let time = 0.003; time < seconds - 0.003; time += 1 / f0Hz(time)) {
    const position = time * sampleRateHz;
    const left = Math.floor(position);
    wave[left]! += 1 - (position - left);
    wave[left + 1]! += position - left;
  }
  for (const formantHz of formantsHz) wave = resonate(wave, formantHz, 80, sampleRateHz);
  const peak = wave.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0);
  const disturbance = noise(length);
  const amplitude = options.noiseAmplitude ?? 0.001;
  const samples = Float32Array.from(wave, (sample, i) => 0.5 * (sample / peak + amplitude * disturbance[i]!));
  return { samples, sampleRateHz };
}

function resonate(x: Float64Array, frequencyHz: number, bandwidthHz: number, rate: number) {
  const radius = Math.exp((-Math.PI * bandwidthHz) / rate);
  const b = 2 * radius * Math.cos((2 * Math.PI * frequencyHz) / rate);
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = x[i]! + b * (y[i - 1] ?? 0) - radius * radius * (y[i - 2] ?? 0);
  return y;
}
