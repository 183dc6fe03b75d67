import type { MeasureSettings, Measures } from "../../../shared/domain/measure.ts";
import type { Quality, Signal } from "../../../shared/domain/recording.ts";
import { type TaskFamily, type TaskId, tasks } from "../../../shared/domain/task.ts";
import { cppsMeasures } from "./cpps.ts";
import { ddkMeasures } from "./ddk.ts";
import { silenced, withDoubts } from "./doubts.ts";
import { formantMeasures } from "./formants.ts";
import { modulationMeasures } from "./modulation.ts";
import { analyseVoice, voiceMeasures } from "./voice-measures.ts";

export { measureSettings } from "./measure-settings.ts";

/** What only some tasks show; listed before what every voice has, because it tracks ALS best. */
const ofTask: Record<TaskFamily, (signal: Signal) => Measures> = {
  vowel: modulationMeasures,
  mpt: modulationMeasures,
  ddk: ddkMeasures,
  speech: () => ({}),
  free: () => ({}),
};

/**
 * All acoustic measures of a recording, at its native rate, in Praat's definitions. Measures that can't be had carry
 * the reason; values that the recording's quality puts in doubt are marked.
 */
export function measureRecording(
  signal: Signal,
  task: TaskId,
  settings: MeasureSettings,
  quality: Quality,
): Measures {
  const voice = analyseVoice(signal, settings);
  const measures: Measures = {
    ...ofTask[tasks[task].family](signal),
    ...voiceMeasures(voice),
    ...cppsMeasures(signal),
    ...formantMeasures(signal, settings.formantCeilingHz),
  };
  if (quality.flags.includes("silent")) return silenced(measures);
  return withDoubts(measures, task, quality, voice.pulses.length);
}
