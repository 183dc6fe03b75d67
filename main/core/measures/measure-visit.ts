import type { DoubtReason, Measure, Measures } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { voiceQualityMeasures } from "./indices/voice-quality.ts";
import { type MeasuredTask, visitVowelSpace } from "./indices/vowel-space.ts";

/** One recording of a visit; its signal is only asked for where a measure needs it. */
export type VisitRecording = MeasuredTask & { signal(): Promise<Sound> };

/** Continuous speech for the voice quality indices, best first. */
const speechTasks: readonly TaskId[] = ["reading", "free", "digits"];

/**
 * The measures that need several tasks of one visit: vowel space from the stored formants, `avqi` and `abi` from
 * continuous speech and a sustained /a/, the last recording of each. Measures whose tasks are not there are absent.
 * The dysphonia severity index is never given: it needs the lowest intensity as a sound pressure level (no microphone
 * here is calibrated) and the highest F0 of a voice range task.
 */
export async function measureVisit(recordings: readonly VisitRecording[]): Promise<Measures> {
  const measures = { ...visitVowelSpace(recordings), ...(await voiceQuality(recordings)) };
  return Object.fromEntries(
    Object.entries(measures).filter(([, { missing }]) => missing !== "needs-other-task"),
  );
}

async function voiceQuality(recordings: readonly VisitRecording[]): Promise<Measures> {
  const last = (wanted: TaskId) => recordings.findLast(({ task }) => task === wanted);
  const speech = speechTasks.map(last).find((recording) => recording !== undefined);
  const vowel = last("vowel-a");
  if (!speech || !vowel) return {};
  const measures = voiceQualityMeasures(await speech.signal(), await vowel.signal());
  const ofRecordings = [speech, vowel].flatMap(({ measures: { cpps } }) => cpps?.doubts ?? []);
  const ofTask: DoubtReason[] = speech.task === "reading" ? [] : ["outside-validated-range"];
  const doubts = [...new Set([...ofRecordings, ...ofTask])];
  const marked = (measure: Measure): Measure =>
    measure.value === null || doubts.length === 0 ? measure : { ...measure, doubts };
  return Object.fromEntries(Object.entries(measures).map(([id, measure]) => [id, marked(measure)]));
}
