import type { Sound } from "../../../shared/domain/sound.ts";
import { nextPowerOfTwo } from "../dsp/fft.ts";
import { totalPower } from "../dsp/total-power.ts";
import { HOP_SECONDS } from "./noise-floor.ts";

/** Analysis window, seconds (rounded up to a power of two of samples), and width of a band, Hz. */
const WINDOW_SECONDS = 0.03;
export const BAND_HZ = 125;
/** Sound must exceed the noise of its band by this much, dB. */
const ABOVE_NOISE_DB = 6;
/** Without pauses: sound must exceed the quietest band by this much, dB; a spectrum flatter than that is full. */
const ABOVE_FLOOR_DB = 10;
/** Most spectra that are averaged; longer recordings are sampled evenly. */
const MOST_SPECTRA = 200;

/**
 * Highest frequency at which the sound exceeds the noise, Hz: in bands of 125 Hz of the long-term average spectrum,
 * 6 dB above the same band in the pauses, or 10 dB above the quietest band where there are no pauses. It finds
 * the edge that a telephone, a lossy codec or an earlier resampling left, and the frequency where the voice sinks into noise.
 *
 * A signal shorter than a window (about 40 ms) counts as full.
 *
 * @param pauses hops that hold only noise (see `noiseFloor`), null where there are none
 */
export function bandwidth(signal: Sound, pauses: number[] | null): number {
  const nyquist = signal.sampleRateHz / 2;
  const hops = Math.floor(signal.samples.length / signal.sampleRateHz / HOP_SECONDS);
  const all = Array.from({ length: Math.max(1, hops) }, (_, k) => k);
  const sound = bandLevels(signal, all);
  const bands = Math.floor(nyquist / BAND_HZ);
  if (pauses) {
    const noise = bandLevels(signal, pauses);
    return edge(sound, (band) => noise[band]! + ABOVE_NOISE_DB);
  }
  const floor = Math.min(...sound.subarray(0, bands));
  const limit = edge(sound, () => floor + ABOVE_FLOOR_DB);
  return limit === 0 ? nyquist : limit;
}

function edge(levels: Float64Array, threshold: (band: number) => number): number {
  const top = levels.findLastIndex((level, band) => level > threshold(band));
  return (top + 1) * BAND_HZ;
}

/** Mean power per band of 125 Hz around the given hops, dB (Hann window); windows that reach beyond the signal are left out. */
export function bandLevels({ samples, sampleRateHz }: Sound, hops: number[]): Float64Array {
  const size = nextPowerOfTwo(WINDOW_SECONDS * sampleRateHz);
  const step = Math.max(2, Math.ceil(hops.length / MOST_SPECTRA));
  const starts = hops
    .filter((_, h) => h % step === 0)
    .map((hop) => Math.round((hop + 0.5) * HOP_SECONDS * sampleRateHz) - size / 2)
    .filter((start) => start >= 0 && start + size <= samples.length);
  const power = totalPower(samples, starts, size);
  const bandPower = new Float64Array(Math.floor(sampleRateHz / 2 / BAND_HZ));
  for (let k = 1; k < size / 2; k++) {
    const band = Math.floor((k * sampleRateHz) / size / BAND_HZ);
    if (band < bandPower.length) bandPower[band]! += power[k]!;
  }
  return bandPower.map((sum) => 10 * Math.log10(sum / Math.max(1, starts.length) + 1e-30));
}
