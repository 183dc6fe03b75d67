import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type TaskId, tasks } from "../../../shared/domain/task.ts";
import { cutToPart } from "../measures/measured-part.ts";

/**
 * What a model hears of a recording: of a sustained vowel its phonation, so that quiet before and after changes no answer;
 * of everything else the whole, with its pauses.
 */
export function heardPart(
  task: TaskId,
  sound: Sound,
  part: MeasuredPart | null,
): { signal: Sound; startSeconds: number } {
  const isSustained = ["vowel", "mpt"].includes(tasks[task].family);
  if (!isSustained || !part) return { signal: sound, startSeconds: 0 };
  return { signal: cutToPart(sound, part), startSeconds: part.startSeconds };
}
