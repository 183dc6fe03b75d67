import type { Sound } from "../../../shared/domain/sound.ts";
import { resample } from "../audio/resample.ts";
import type { Resample } from "../inference/model-input.ts";

/** Resamples each rate once, however many models ask for it. */
export function rememberingResample(): Resample {
  const byRate = new Map<Sound, Map<number, Sound>>();
  return (sound, targetHz) => {
    const known = byRate.get(sound) ?? new Map<number, Sound>();
    byRate.set(sound, known);
    const made = known.get(targetHz) ?? resample(sound, targetHz);
    known.set(targetHz, made);
    return made;
  };
}
