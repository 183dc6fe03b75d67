import type { ExplanationMap } from "../../../shared/contract/recordings.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Signal } from "../../../shared/domain/recording.ts";
import type { Core } from "../core.ts";
import { getRecording } from "../history/recordings.ts";
import { explanationMap } from "../inference/explanation-map.ts";
import { predict } from "../inference/predict.ts";
import { rememberingResample } from "./analyse-recording.ts";

/**
 * The map of what pushed a model towards a class, for one stored recording.
 * @throws BulbarError `model-refused-task` for a model that explains by contributions, which stand in its prediction
 */
export async function explainRecording(
  core: Core,
  signal: Signal,
  { id, model, target }: { id: string; model: string; target: string },
): Promise<ExplanationMap> {
  const { task } = getRecording(await core.history(), id);
  const session = await core.session(model);
  const subject = { task, signal, measures: {} };
  const explained = await predict(session, subject, { resample: rememberingResample(core), target });
  const map = explanationMap(session.package.manifest, explained);
  if (map) return map;
  throw new BulbarError("model-refused-task", {
    file: model,
    reason: "this model explains itself by the contribution of each feature, not by a map.",
  });
}
