import type { Sound } from "../../../../shared/domain/sound.ts";
import { frameTime } from "../../dsp/frame-grid.ts";
import { quantile } from "../../dsp/median.ts";
import { type Intensity, intensity } from "./intensity.ts";

/** A stretch of time, s from the start of the recording. */
export type Stretch = { startSeconds: number; endSeconds: number };

export type SoundingSettings = {
  /** Silence is this far below the loud parts (99 % quantile of the intensity of what is not silent), dB. */
  silenceDb: number;
  /** Shorter silences are no pauses, s. */
  minimumPauseSeconds: number;
  /** Shorter sounds are no speech, s. */
  minimumSoundSeconds: number;
  /** Pitch floor that gives the length of the window of the intensity (6.4 of its periods), Hz, and its step, s. */
  windowFloorHz: number;
  stepSeconds: number;
};

/**
 * De Jong & Wempe's: silence 25 dB below the loud parts, pauses from 0.3 s, sounds from 0.1 s; intensity with a pitch floor of
 * 50 Hz, every 16 ms, as in the Syllable Nuclei script, which lets 25 dB pass as silence.
 */
export const standardSounding: SoundingSettings = {
  silenceDb: 25,
  minimumPauseSeconds: 0.3,
  minimumSoundSeconds: 0.1,
  windowFloorHz: 50,
  stepSeconds: 0.016,
};

export type Sounding = { contour: Intensity; thresholdDb: number; stretches: Stretch[] };

/**
 * Where there is sound: intensity (Praat) above the threshold, or above the background by 6 dB where that is louder.
 * Null where the recording is shorter than the window (128 ms by De Jong & Wempe's settings) or digitally silent.
 */
export function findSounding(signal: Sound, settings = standardSounding): Sounding | null {
  const contour = intensity(signal, settings.windowFloorHz, settings.stepSeconds);
  if (!contour?.levelsDb.some((level) => level > -200)) return null;
  const loud = loudLevel(contour.levelsDb, settings.silenceDb);
  const background = quantile(contour.levelsDb, 0.02);
  const aboveNoise = loud - background > 12 ? background + 6 : Number.NEGATIVE_INFINITY;
  const thresholdDb = Math.max(loud - settings.silenceDb, Math.min(aboveNoise, loud - 6));
  const runs: Stretch[] = [];
  for (let i = 0; i < contour.count; i++) {
    if (contour.levelsDb[i]! < thresholdDb) continue;
    const time = frameTime(contour, i);
    // what sounds in the first or last window is cut off by the file, which no window can be centred on
    const startSeconds = i === 0 ? 0 : time - contour.stepSeconds / 2;
    const endSeconds = i === contour.count - 1 ? contour.durationSeconds : time + contour.stepSeconds / 2;
    const last = runs.at(-1);
    if (last && startSeconds - last.endSeconds < 1e-6) last.endSeconds = endSeconds;
    else runs.push({ startSeconds, endSeconds });
  }
  return { contour, thresholdDb, stretches: joined(runs, settings) };
}

/** The 99 % quantile of what is not silent, so that quiet before and after does not count, dB. */
function loudLevel(levelsDb: Float64Array, silenceDb: number): number {
  const silent = quantile(levelsDb, 0.99) - silenceDb;
  return quantile(
    levelsDb.filter((level) => level >= silent),
    0.99,
  );
}

/** Stretches with short silences filled, then without short sounds. */
function joined(runs: Stretch[], { minimumPauseSeconds, minimumSoundSeconds }: SoundingSettings): Stretch[] {
  const bridged: Stretch[] = [];
  for (const run of runs) {
    const last = bridged.at(-1);
    if (last && run.startSeconds - last.endSeconds < minimumPauseSeconds) last.endSeconds = run.endSeconds;
    else bridged.push({ ...run });
  }
  return bridged.filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= minimumSoundSeconds);
}
