import type { RecordingId } from "../../../../shared/domain/ids.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import { visitResults } from "../../inference/visit-result.ts";
import { trustworthyFirst } from "./model-results.ts";

/** Which recording a report shows, and which model's map for which class; null where no model has a map. */
export type PictureChoice = {
  recordingId: RecordingId;
  explanation: { model: string; target: string } | null;
};

/**
 * The most typical recording for the most trustworthy model that draws maps: the one whose probability of the visit's
 * class is nearest the visit's mean, so that no striking picture is picked. Without such a model the first analysed
 * recording; null for a visit without one.
 */
export function chooseReportPicture(
  recordings: readonly Recording[],
  models: readonly ModelSummary[],
): PictureChoice | null {
  const analysed = recordings.filter(({ analysis }) => analysis);
  const mapping = models
    .filter(({ explanation: { method } }) => method === "grad-cam" || method === "attention-rollout")
    .toSorted(trustworthyFirst);
  for (const { id } of mapping) {
    const answers = analysed.flatMap((recording) =>
      recording
        .analysis!.predictions.filter(({ model }) => model === id)
        .map((prediction) => ({ recording, prediction })),
    );
    const [result] = visitResults(answers.map(({ prediction }) => prediction));
    if (!result) continue;
    const { label, probability } = result.top;
    const distances = answers.map(({ prediction: { labels, probabilities } }) =>
      Math.abs(probabilities[labels.indexOf(label)]! - probability),
    );
    const nearest = answers[distances.indexOf(Math.min(...distances))]!;
    return { recordingId: nearest.recording.id, explanation: { model: id, target: label } };
  }
  return analysed[0] ? { recordingId: analysed[0].id, explanation: null } : null;
}
