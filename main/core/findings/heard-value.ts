import {
  type Heard,
  type HeardMeasure,
  heardMeasures,
  sentenceIntelligibility,
  unitOfHeard,
} from "../../../shared/domain/listening.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { mean, standardDeviation } from "../dsp/mean.ts";
import type { Conditions } from "./comparability.ts";
import { type JudgedTake, selectTakes } from "./takes.ts";
import { takesByTask, type VisitValue } from "./visit-value.ts";

/** A value that people gave, and what it depends on. */
type HeardValue = VisitValue & { conditions: Conditions };

/**
 * What listeners say of a visit, by task: of each take that counts the mean over its listeners, of a visit the mean over
 * its takes. Recordings heard a second time in a session only tell how well a listener agrees with himself, and sentences
 * that a listener already knew do not count.
 */
export function heardValues(takes: readonly JudgedTake[], heard: readonly Heard[]): HeardValue[] {
  const first = heard.filter(({ isRepeat }) => !isRepeat);
  return [...takesByTask(takes)].flatMap(([task, ofTask]) =>
    heardMeasures.flatMap((measure) => heardValue(measure, task, ofTask, first) ?? []),
  );
}

function heardValue(
  measure: HeardMeasure,
  task: TaskId,
  ofTask: readonly JudgedTake[],
  heard: readonly Heard[],
): HeardValue | null {
  const marksOf = ({ recording }: JudgedTake) =>
    heard
      .filter(({ recordingId }) => recordingId === recording.id)
      .flatMap((one) => markOf(one, measure) ?? []);
  const marked = ofTask.filter((take) => marksOf(take).length > 0);
  if (marked.length === 0) return null;
  const { used, leftOut, doubtful } = selectTakes(marked);
  const marks = used.map(marksOf);
  const values = marks.map((ofTake) => mean(ofTake.map(({ value }) => value)));
  return {
    ...{ measure, task, unit: unitOfHeard(measure) },
    value: values.length > 0 ? mean(values) : null,
    missing: [],
    used: used.map(({ recording }) => recording.id),
    ...{ leftOut, doubtful, doubts: [], byHand: false },
    withinVisitSd: values.length > 1 ? standardDeviation(values) : null,
    conditions: {
      ...{ device: "", sound: null, settings: null, definitions: {}, model: null },
      passage: used[0]?.analysis?.settings.passage ?? null,
      listeners: [...new Set(marks.flat().map(({ listener }) => listener))].sort().join(", "),
    },
  };
}

/** A listener's mark on a scale; null where this listening gives none. */
export function markOf(
  { kind, answer, listener }: Heard,
  measure: HeardMeasure,
): { value: number; listener: string } | null {
  if (kind === "transcription") {
    if (measure !== sentenceIntelligibility || answer.heardBefore) return null;
    return { value: (100 * answer.right) / answer.words, listener };
  }
  const value = measure === sentenceIntelligibility ? null : answer[measure];
  return value == null ? null : { value, listener };
}
