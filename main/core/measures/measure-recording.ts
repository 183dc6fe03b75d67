import type { MeasureSettings, Measures } from "../../../shared/domain/measure.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type TaskFamily, type TaskId, tasks } from "../../../shared/domain/task.ts";
import { silenced, withDoubts } from "./doubts.ts";
import { modulationMeasures } from "./pitch/modulation.ts";
import { cppsMeasures } from "./spectrum/cpps.ts";
import { formantMeasures } from "./spectrum/formants.ts";
import { mfccMeans } from "./spectrum/mfcc-means.ts";
import { spectralMeasures } from "./spectrum/spectral.ts";
import { ddkMeasures } from "./timing/ddk.ts";
import { mptMeasures } from "./timing/mpt.ts";
import { speechMeasures } from "./timing/speech.ts";
import { analyseVoice, type Voice, voiceMeasures } from "./voice-measures.ts";

export { measureSettings } from "./measure-settings.ts";

/** What only some tasks show; listed before what every voice has, because it tracks ALS best. */
const ofTask: Record<TaskFamily, (voice: Voice, onsetsSeconds: number[] | undefined) => Measures> = {
  vowel: ({ signal, resample }) => modulationMeasures(signal, resample),
  mpt: ({ signal, resample, pitch }) => ({
    ...mptMeasures(signal, pitch),
    ...modulationMeasures(signal, resample),
  }),
  ddk: ({ signal }, onsetsSeconds) => ddkMeasures(signal, { onsetsSeconds }),
  speech: ({ signal, pitch }) => speechMeasures(signal, pitch),
  free: ({ signal, pitch }) => speechMeasures(signal, pitch),
};

/**
 * All acoustic measures of a recording, at its native rate, in Praat's definitions. Measures that can't be had carry
 * the reason; values that the recording's quality puts in doubt are marked.
 * @param onsetsSeconds syllable onsets placed by hand, for diadochokinesis; found by themselves when absent
 */
export function measureRecording(
  signal: Sound,
  task: TaskId,
  settings: MeasureSettings,
  quality: Quality,
  onsetsSeconds?: number[] | null,
): Measures {
  const voice = analyseVoice(signal, settings);
  const measures: Measures = {
    ...ofTask[tasks[task].family](voice, onsetsSeconds ?? undefined),
    ...voiceMeasures(voice),
    ...cppsMeasures(signal, voice.resample),
    ...formantMeasures(signal, settings.formantCeilingHz, voice.resample),
    ...spectralMeasures(signal, voice.pitch),
    ...(tasks[task].family === "vowel" ? mfccMeans(signal, voice.resample) : {}),
  };
  if (quality.flags.includes("silent")) return silenced(measures);
  return withDoubts(measures, task, quality, voice.pulses.length);
}
