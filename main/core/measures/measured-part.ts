import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type TaskFamily, type TaskId, tasks } from "../../../shared/domain/task.ts";
import type { Pitch } from "./pitch/pitch.ts";
import { syllableTrain } from "./timing/ddk.ts";
import { findPhonation } from "./timing/phonation.ts";
import { findSounding } from "./timing/sounding.ts";

/** Where a recording holds what its task asks for. */
export type Found = {
  /** Null where there is nothing of it: the whole recording is measured then. */
  part: MeasuredPart | null;
  /** Pitch contour of the whole recording, where it was needed to find the part. */
  pitch: Pitch | null;
};

/**
 * What the measures of a recording are of, so that quiet, a click or a cough before and after change nothing: the
 * phonation of sustained vowels (`findPhonation`), the train of repeated syllables (`syllableTrain`), and from the first to
 * the last sound for speech (`findSounding`).
 */
export function findPart(
  signal: Sound,
  task: TaskId,
  { pitchFloorHz, pitchCeilingHz }: MeasureSettings,
): Found {
  const phonation = () => findPhonation(signal, pitchFloorHz, pitchCeilingHz);
  const ofFamily: Record<TaskFamily, () => Found> = {
    vowel: phonation,
    mpt: phonation,
    ddk: () => ({ part: syllableTrain(signal), pitch: null }),
    speech: () => ({ part: fromFirstToLastSound(signal), pitch: null }),
    free: () => ({ part: fromFirstToLastSound(signal), pitch: null }),
    unknown: () => ({ part: null, pitch: null }),
  };
  return ofFamily[tasks[task].family]();
}

function fromFirstToLastSound(signal: Sound): MeasuredPart | null {
  const stretches = findSounding(signal)?.stretches ?? [];
  const [first, last] = [stretches[0], stretches.at(-1)];
  return first && last ? { startSeconds: first.startSeconds, endSeconds: last.endSeconds } : null;
}

/** The samples of a part; the sound itself where that is all of it or there is no part. */
export function cutToPart(signal: Sound, part: MeasuredPart | null): Sound {
  const { samples, sampleRateHz } = signal;
  if (!part) return signal;
  const [from, to] = [part.startSeconds, part.endSeconds].map((seconds) =>
    Math.round(seconds * sampleRateHz),
  );
  return from === 0 && to! >= samples.length ? signal : { samples: samples.subarray(from, to), sampleRateHz };
}
