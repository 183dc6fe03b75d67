import type { Sound } from "../../../../shared/domain/sound.ts";
import { type FrameGrid, frameGrid, frameTime, sampleAt } from "../../dsp/frame-grid.ts";
import { inWorkspace, kernels, type Workspace } from "../../dsp/kernels.ts";
import { besselI0 } from "../../dsp/windows.ts";

/** Intensity contour, dB relative to 2e-5 where full scale is 1 (Praat's reading of a sound file). */
export type Intensity = FrameGrid & { levelsDb: Float64Array };

const referencePower = 2e-5 ** 2;

/**
 * Praat's "To Intensity: floor, step, yes": power under a Kaiser-20 window of 6.4 periods of the floor, the mean of
 * the window taken away. `stepSeconds` 0 means 0.8 periods of the floor. Null where the signal is shorter than one
 * window. The level is that of the file: without a calibrated microphone it is no sound pressure level.
 */
export function intensity(signal: Sound, floorHz: number, stepSeconds = 0): Intensity | null {
  const windowSeconds = 6.4 / floorHz;
  const grid = frameGrid(signal, windowSeconds, stepSeconds || 0.8 / floorHz);
  if (!grid) return null;
  const half = Math.floor((0.5 * windowSeconds) / (1 / signal.sampleRateHz));
  const window = kaiserWindow(half, 0.5 * windowSeconds * signal.sampleRateHz);
  return inWorkspace((room) => {
    const levelDb = levelReader(signal.samples, window, room);
    const levelsDb = Float64Array.from({ length: grid.count }, (_, i) =>
      levelDb(Math.floor(sampleAt(signal, frameTime(grid, i)) + 0.5)),
    );
    return { ...grid, levelsDb };
  });
}

/** What gives the level of the window about a sample, dB; samples outside the recording do not count. */
function levelReader(samples: Float32Array, window: Float64Array, room: Workspace) {
  const half = (window.length - 1) / 2;
  const taper = room.doubles(window.length);
  taper.values.set(window);
  const block = room.floats(window.length);
  const sums = room.doubles(1);
  const weightOf = (from: number, to: number) => window.subarray(from, to).reduce((sum, w) => sum + w, 0);
  const wholeWeight = weightOf(0, window.length);
  return (centre: number) => {
    const from = Math.max(0, centre - half);
    const inside = samples.subarray(from, Math.min(samples.length, centre + half + 1));
    const skipped = from - centre + half;
    const count = inside.length;
    block.values.set(inside);
    const total = kernels.weightedSums(block.address, taper.address + 8 * skipped, count, sums.address);
    const weighted = kernels.second();
    const power = sums.values[0]!;
    const weight = count === window.length ? wholeWeight : weightOf(skipped, skipped + count);
    const mean = total / count;
    const ratio = ((power - 2 * mean * weighted) / weight + mean * mean) / referencePower;
    return ratio < 1e-30 ? -300 : 10 * Math.log10(ratio);
  };
}

type Kaiser = { half: number; halfWidth: number; window: Float64Array };

/** The last window: its Bessel function costs more than a second of sound, and recordings of a visit share their rate. */
let known: Kaiser | null = null;

/** Kaiser-20 window of 2 `half` + 1 numbers, zero `halfWidth` from the middle on. */
function kaiserWindow(half: number, halfWidth: number): Float64Array {
  if (known?.half === half && known.halfWidth === halfWidth) return known.window;
  const window = new Float64Array(2 * half + 1);
  for (let i = 0; i <= half; i++) {
    const x = i / halfWidth;
    const value = besselI0((2 * Math.PI ** 2 + 0.5) * Math.sqrt(Math.max(0, 1 - x * x)));
    window[half + i] = window[half - i] = value;
  }
  known = { half, halfWidth, window };
  return window;
}

/**
 * Mean intensity, dB: the level of the mean power over all frames, Praat's "Get mean: 0, 0, energy" (its default).
 * This is the equivalent continuous level that sound level meters call Leq.
 */
export function meanIntensity({ levelsDb, count }: Intensity): number {
  return 10 * Math.log10(levelsDb.reduce((sum, level) => sum + 10 ** (level / 10), 0) / count);
}
