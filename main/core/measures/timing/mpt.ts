import type { Measures } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { frameTime } from "../../dsp/frame-grid.ts";
import type { Pitch } from "../pitch/pitch.ts";
import { findSounding, type Stretch, standardSounding } from "./sounding.ts";

/** A breath ends the phonation: interruptions up to this length do not, s. */
const bridgedSeconds = 0.25;

/**
 * `mpt` (s): maximum phonation time, the longest stretch of sound without a break of 0.25 s that is voiced for the
 * most part. Resolution 16 ms. Missing: `silent`; `unvoiced` where nothing of 0.3 s and more is voiced.
 * @param pitch contour of the recording for voicing; null where there is none
 */
export function mptMeasures(signal: Sound, pitch: Pitch | null): Measures {
  const unit = "s";
  const sounding = findSounding(signal, {
    ...standardSounding,
    minimumPauseSeconds: bridgedSeconds,
    minimumSoundSeconds: 0.3,
  });
  if (!sounding) return { mpt: { value: null, unit, missing: "silent" } };
  const voiced = sounding.stretches.filter((stretch) => pitch && voicedShare(pitch, stretch) >= 0.5);
  if (voiced.length === 0) return { mpt: { value: null, unit, missing: "unvoiced" } };
  const value = Math.max(...voiced.map(({ startSeconds, endSeconds }) => endSeconds - startSeconds));
  return { mpt: { value, unit } };
}

function voicedShare(pitch: Pitch, { startSeconds, endSeconds }: Stretch): number {
  let [voiced, all] = [0, 0];
  for (let i = 0; i < pitch.count; i++) {
    const time = frameTime(pitch, i);
    if (time < startSeconds || time > endSeconds) continue;
    all++;
    if (pitch.frequencies[i]! > 0) voiced++;
  }
  return all > 0 ? voiced / all : 0;
}
