import type { Sound } from "../../../shared/domain/sound.ts";
import { resample } from "../audio/resample.ts";
import type { Core } from "../core.ts";
import type { Resample } from "../inference/model-input.ts";

/** Resamples each rate once, however many models ask for it. */
export function rememberingResample(core: Core): Resample {
  const byRate = new Map<Sound, Map<number, Promise<Sound>>>();
  return (signal, targetHz) => {
    if (signal.sampleRateHz === targetHz) return Promise.resolve(signal);
    const known = byRate.get(signal) ?? new Map<number, Promise<Sound>>();
    byRate.set(signal, known);
    const made = known.get(targetHz) ?? core.ffmpeg().then((ffmpeg) => resample(signal, targetHz, ffmpeg));
    known.set(targetHz, made);
    return made;
  };
}
