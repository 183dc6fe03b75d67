import type { Signal } from "../../../shared/domain/recording.ts";
import { type FrameGrid, frameGrid, frameTime, sampleAt } from "./frame-grid.ts";

/** Intensity contour, dB relative to 2e-5 where full scale is 1 (Praat's reading of a sound file). */
export type Intensity = FrameGrid & { levelsDb: Float64Array };

const referencePower = 2e-5 ** 2;

/**
 * Praat's "To Intensity: floor, step, yes": power under a Kaiser-20 window of 6.4 periods of the floor, the mean of
 * the window taken away. `stepSeconds` 0 means 0.8 periods of the floor. Null where the signal is shorter than one
 * window. The level is that of the file: without a calibrated microphone it is no sound pressure level.
 */
export function intensity(signal: Signal, floorHz: number, stepSeconds = 0): Intensity | null {
  const windowSeconds = 6.4 / floorHz;
  const grid = frameGrid(signal, windowSeconds, stepSeconds || 0.8 / floorHz);
  if (!grid) return null;
  const half = Math.floor((0.5 * windowSeconds) / (1 / signal.sampleRateHz));
  const window = kaiserWindow(half, 0.5 * windowSeconds * signal.sampleRateHz);
  const levelsDb = Float64Array.from({ length: grid.count }, (_, i) => {
    const centre = Math.floor(sampleAt(signal, frameTime(grid, i)) + 0.5);
    return levelDb(signal.samples, centre, half, window);
  });
  return { ...grid, levelsDb };
}

function levelDb(samples: Float32Array, centre: number, half: number, window: Float64Array): number {
  const from = Math.max(0, centre - half);
  const to = Math.min(samples.length - 1, centre + half);
  let total = 0;
  let weighted = 0;
  let power = 0;
  let weight = 0;
  for (let i = from, j = from - centre + half; i <= to; i++, j++) {
    const x = samples[i]!;
    const w = window[j]!;
    total += x;
    weight += w;
    weighted += w * x;
    power += w * x * x;
  }
  const mean = total / (to - from + 1);
  const ratio = ((power - 2 * mean * weighted) / weight + mean * mean) / referencePower;
  return ratio < 1e-30 ? -300 : 10 * Math.log10(ratio);
}

/** Symmetric, so only one half is computed. */
function kaiserWindow(half: number, halfWidth: number): Float64Array {
  const window = new Float64Array(2 * half + 1);
  for (let i = 0; i <= half; i++) {
    const x = i / halfWidth;
    const value = besselI0((2 * Math.PI ** 2 + 0.5) * Math.sqrt(Math.max(0, 1 - x * x)));
    window[half + i] = window[half - i] = value;
  }
  return window;
}

/** Modified Bessel function of order 0 by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Mean intensity, dB: the level of the mean power over all frames, Praat's "Get mean: 0, 0, energy" (its default).
 * This is the equivalent continuous level that sound level meters call Leq.
 */
export function meanIntensity({ levelsDb, count }: Intensity): number {
  return 10 * Math.log10(levelsDb.reduce((sum, level) => sum + 10 ** (level / 10), 0) / count);
}
