import type { Sound } from "../../../../shared/domain/sound.ts";
import { type FrameGrid, frameGrid, frameTime } from "../../dsp/frame-grid.ts";
import { inWorkspace } from "../../dsp/kernels.ts";
import { allCandidates, strongestCandidate, unvoicedCandidate } from "./pitch-candidates.ts";
import { type Correlation, correlationFor } from "./pitch-correlation.ts";
import type { PitchFrame } from "./pitch-frame.ts";
import { followPath } from "./pitch-path.ts";
import type { PitchSettings } from "./pitch-settings.ts";

export type Pitch = FrameGrid & {
  /** Candidates at or above it count as unvoiced; never above half the sample rate. */
  ceilingHz: number;
  frames: PitchFrame[];
  /** Chosen frequency per frame, Hz; 0 where unvoiced. */
  frequencies: Float64Array;
};

/** Praat's "To Pitch: 0, floor, ceiling": autocorrelation with its standard parameters. */
export function standardPitch(floorHz: number, ceilingHz: number): PitchSettings {
  return {
    method: "ac-hanning",
    timeStepSeconds: 0,
    floorHz,
    ceilingHz,
    periodsPerWindow: 3,
    maximumCandidates: 15,
    silenceThreshold: 0.03,
    voicingThreshold: 0.45,
    octaveCost: 0.01,
    octaveJumpCost: 0.35,
    voicedUnvoicedCost: 0.14,
  };
}

/** Praat's "To Pitch (cc): 0, floor, 15, no, ..., ceiling" with its standard parameters. */
export function standardPitchCc(floorHz: number, ceilingHz: number): PitchSettings {
  return { ...standardPitch(floorHz, ceilingHz), method: "cc-normal", periodsPerWindow: 1 };
}

/**
 * Pitch contour by Boersma's method (IFA Proceedings 17, 1993) as Praat 6.3 computes it: candidates from the
 * normalised correlation of each frame, then the cheapest path through them. Null where the signal is shorter than
 * one window. Where no cost prefers one path, only the strongest candidate of a frame is kept beside the unvoiced.
 */
export function pitch(signal: Sound, settings: PitchSettings): Pitch | null {
  return inWorkspace((room) => {
    const correlation = correlationFor(signal, settings, room);
    return correlation && contour(signal, correlation, settings);
  });
}

function contour(signal: Sound, correlation: Correlation, settings: PitchSettings): Pitch | null {
  const grid = frameGrid(signal, correlation.spanSeconds, correlation.stepSeconds);
  if (!grid) return null;
  const ceilingHz = Math.min(settings.ceilingHz, 0.5 * signal.sampleRateHz);
  const bounded = { ...settings, ceilingHz };
  const frames = Array.from({ length: grid.count }, (_, i) =>
    pitchFrame(correlation, frameTime(grid, i), signal.sampleRateHz, bounded),
  );
  followPath(frames, grid.stepSeconds, bounded);
  const frequencies = new Float64Array(grid.count);
  for (let i = 0; i < grid.count; i++) {
    const { frequencyHz } = frames[i]!.candidates[0]!;
    if (frequencyHz < ceilingHz) frequencies[i] = frequencyHz;
  }
  return { ...grid, ceilingHz, frames, frequencies };
}

function pitchFrame(
  correlation: Correlation,
  seconds: number,
  sampleRateHz: number,
  settings: PitchSettings,
): PitchFrame {
  const intensity = correlation.at(seconds);
  if (intensity === 0) return { intensity, candidates: [unvoicedCandidate()] };
  const pathIsFree =
    settings.octaveCost === 0 && settings.octaveJumpCost === 0 && settings.voicedUnvoicedCost === 0;
  const find = pathIsFree ? strongestCandidate : allCandidates;
  return { intensity, candidates: find(correlation, sampleRateHz, settings) };
}

/** Frequency at a time by linear interpolation between voiced frames, Hz; null where the nearest frame is unvoiced. */
export function pitchAt(
  { count, stepSeconds, firstSeconds, durationSeconds, frequencies }: Pitch,
  seconds: number,
) {
  if (seconds < 0 || seconds > durationSeconds) return null;
  const position = (seconds - firstSeconds) / stepSeconds;
  const left = Math.floor(position);
  const phase = position - left;
  const [near, far, distance] = phase < 0.5 ? [left, left + 1, phase] : [left + 1, left, 1 - phase];
  if (near < 0 || near >= count || !frequencies[near]) return null;
  const value = frequencies[near];
  const other = frequencies[far];
  return other ? value + distance * (other - value) : value;
}
