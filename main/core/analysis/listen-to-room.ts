import type { MeasuredPart, ModelChoice } from "../../../shared/domain/analysis.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { Refusal } from "../../../shared/domain/prediction.ts";
import type { HeardInRoom } from "../../../shared/domain/room-sound.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Core } from "../core.ts";
import { judgeRoomSounds, namesRoomSounds } from "../findings/room-sounds.ts";
import type { Resample } from "../inference/model-input.ts";
import type { ModelPackage } from "../inference/model-package.ts";
import { type Explained, predict } from "../inference/predict.ts";
import { refusalOf } from "./refusal-of.ts";

/** What a model of sound events said of a whole recording, or why it said nothing. */
export type Listened =
  | { model: string; room: HeardInRoom; explained: Explained }
  | { model: string; refusal: Refusal };

/**
 * Lets a model of sound events hear the whole recording, with what is before and after the task: one that was asked for by
 * name, else the first that answers unasked. Null where there is none, where models were switched off, and for silence.
 * @throws what `run.signal` aborts with
 */
export async function listenToRoom(
  core: Core,
  recording: { signal: Sound; task: TaskId; part: MeasuredPart | null; isSilent: boolean },
  { models, asked }: { models: ModelChoice; asked: readonly ModelPackage[] },
  run: { resample: Resample; signal?: AbortSignal },
): Promise<Listened | null> {
  const { signal, task, part, isSilent } = recording;
  if (models === "none" || isSilent || task === "unknown") return null;
  const listener = [...asked, ...(await core.models.defaultsFor(task))].find(
    ({ manifest }) => hearsRoom(manifest) && namesRoomSounds(manifest.labels),
  );
  if (!listener) return null;
  const { id: model, labels } = listener.manifest;
  try {
    const session = await core.session(model);
    const explained = await predict(session, { task, signal, measures: {} }, run);
    const { version, modelSha256, device, provenance } = explained.prediction;
    const sounds = judgeRoomSounds(explained.windows, labels, { task, part });
    return { model, explained, room: { model, version, modelSha256, device, provenance, sounds } };
  } catch (error) {
    return { model, refusal: refusalOf(model, error, run.signal) };
  }
}

/** A model that names sounds is for the room: it hears all of a recording, others what the task asks for. */
export function hearsRoom({ kind }: Pick<ModelManifest, "kind">): boolean {
  return kind === "sound-events";
}
