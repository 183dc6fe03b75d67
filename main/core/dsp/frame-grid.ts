import type { Sound } from "../../../shared/domain/sound.ts";

/** Equidistant analysis times, placed symmetrically in the signal (Praat's Sampled_shortTermAnalysis). */
export type FrameGrid = {
  count: number;
  stepSeconds: number;
  firstSeconds: number;
  /** Length of the analysed signal. */
  durationSeconds: number;
};

/** As many windows as fit, or null where the signal is shorter than one. */
export function frameGrid(signal: Sound, windowSeconds: number, stepSeconds: number): FrameGrid | null {
  const samplePeriod = 1 / signal.sampleRateHz;
  const durationSeconds = samplePeriod * signal.samples.length;
  if (windowSeconds > durationSeconds) return null;
  const count = Math.floor((durationSeconds - windowSeconds) / stepSeconds) + 1;
  const firstSeconds = 0.5 * durationSeconds - 0.5 * count * stepSeconds + 0.5 * stepSeconds;
  return { count, stepSeconds, firstSeconds, durationSeconds };
}

/** Time of a frame, s. */
export function frameTime(grid: FrameGrid, frame: number): number {
  return grid.firstSeconds + frame * grid.stepSeconds;
}

/** Position in samples (zero-based, fractional) of a time: sample i is centred at (i + 1/2) sample periods. */
export function sampleAt(signal: Sound, seconds: number): number {
  const samplePeriod = 1 / signal.sampleRateHz;
  return (seconds - 0.5 * samplePeriod) / samplePeriod;
}

/** Centre of a (fractional, zero-based) sample, s. */
export function timeOfSample(signal: Sound, sample: number): number {
  return (sample + 0.5) / signal.sampleRateHz;
}
