import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import type { MeasureSettings, Measures } from "../../../shared/domain/measure.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { withDoubts } from "./doubts.ts";
import { cutToPart } from "./measured-part.ts";
import { formantMeasures } from "./spectrum/formants.ts";
import { analyseVoice, voiceMeasures } from "./voice-measures.ts";

/** What a marked stretch is measured by, in display order. */
const shownOfSelection = [
  "f0-mean",
  "f0-min",
  "f0-max",
  "intensity",
  "jitter-local",
  "shimmer-local",
  "hnr",
  "f1",
  "f2",
];

/**
 * Pitch, level, perturbation and formants of a stretch of a recording, as if it alone had been recorded: the definitions,
 * reasons and doubts are those of `measureRecording`.
 * @param part s from the start of the recording
 */
export function measureSelection(
  whole: Sound,
  part: MeasuredPart,
  settings: MeasureSettings,
  { task, quality }: { task: TaskId; quality: Quality },
): Measures {
  const signal = cutToPart(whole, part);
  const voice = analyseVoice(signal, settings);
  const measures = {
    ...voiceMeasures(voice),
    ...formantMeasures(signal, settings.formantCeilingHz, voice.pitch, voice.resample),
  };
  const shown = Object.fromEntries(
    shownOfSelection.flatMap((id) => (measures[id] ? [[id, measures[id]]] : [])),
  );
  return withDoubts(shown, task, quality, voice.pulses.length);
}
