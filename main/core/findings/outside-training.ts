import type { Analysis } from "../../../shared/domain/analysis.ts";
import {
  type OutsideTraining,
  type TrainedFact,
  type TrainedOn,
  trainedFacts,
} from "../../../shared/domain/outside-training.ts";
import type { TaskId } from "../../../shared/domain/task.ts";

/**
 * What of a recording lies outside of what models learned from: pitch, level, bandwidth and duration outside of the range
 * of the recordings, or all measures together further from their mean than any of them. What has no value is not judged.
 */
export function outsideTraining(
  task: TaskId,
  analysis: Pick<Analysis, "measures" | "quality" | "part" | "audio">,
  trained: TrainedOn,
): OutsideTraining[] {
  const values = factsOf(analysis, trained);
  return trainedFacts.flatMap((fact) => {
    const value = values[fact];
    const [lowest, highest] = fact === "distance" ? [0, trained.distance.limit] : trained[fact];
    return value === null || (value >= lowest && value <= highest)
      ? []
      : [{ task, fact, value, lowest, highest }];
  });
}

function factsOf(
  { measures, quality, part, audio }: Pick<Analysis, "measures" | "quality" | "part" | "audio">,
  { distance }: TrainedOn,
): Record<TrainedFact, number | null> {
  const valueIn = (measure: string) => measures[measure]?.value ?? null;
  return {
    f0: valueIn("f0-mean"),
    level: valueIn("intensity"),
    bandwidth: quality.bandwidthHz,
    duration: part ? part.endSeconds - part.startSeconds : audio.durationSeconds,
    distance: mahalanobis(distance.measures.map(valueIn), distance),
  };
}

/** sqrt((x - m)' S^-1 (x - m)); null where a value is missing. */
function mahalanobis(
  values: readonly (number | null)[],
  { centre, inverseCovariance }: TrainedOn["distance"],
): number | null {
  const offsets = values.map((value, k) => (value === null ? null : value - centre[k]!));
  if (!offsets.every((offset) => offset !== null)) return null;
  const squared = offsets.reduce(
    (sum, offset, row) =>
      sum +
      offset * offsets.reduce((inner, other, column) => inner + inverseCovariance[row]![column]! * other, 0),
    0,
  );
  return Math.sqrt(Math.max(0, squared));
}
