import type { ExplanationMap, NoiseResponse } from "../../../shared/contract/recordings.ts";
import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { resample } from "../audio/resample.ts";
import type { Core } from "../core.ts";
import { acceptRecording } from "../findings/acceptance.ts";
import { getRecording } from "../history/recordings.ts";
import { explanationMap, frequencyEdges } from "../inference/explanation-map.ts";
import { noiseResponse } from "../inference/noise-response.ts";
import { occlusionMap } from "../inference/occlusion.ts";
import { predict, type Subject } from "../inference/predict.ts";
import { measureRecording } from "../measures/measure-recording.ts";
import { heardPart } from "./heard-part.ts";
import { hearsRoom } from "./listen-to-room.ts";
import { refuseUnusable } from "./refuse-unusable.ts";
import { rememberingResample } from "./remembering-resample.ts";

type Asked = { id: RecordingId; model: string; target: string; method?: "own" | "occlusion" };

/** A stored recording as it was measured, ready to be asked again with a changed sound. */
type Original = {
  task: TaskId;
  sound: Sound;
  quality: Quality;
  settings: MeasureSettings;
  part: MeasuredPart | null;
};

/**
 * The map of what pushed a model towards a class, for one stored recording.
 * @param abort ends the work at the next patch or window
 * @throws BulbarError `model-refused-task` for the own map of a model that explains itself by contributions
 */
export async function explainRecording(
  core: Core,
  sound: Sound,
  asked: Asked,
  abort?: AbortSignal,
): Promise<ExplanationMap> {
  const original = await originalOf(core, asked, sound);
  if (asked.method === "occlusion") return occlude(core, original, asked, abort);
  const session = await core.session(asked.model);
  const options = { resample: rememberingResample(), target: asked.target, signal: abort };
  const { manifest } = session.package;
  const explained = await predict(session, subjectOf(original, sound, manifest), options);
  const map = explanationMap(manifest, explained);
  if (map) return map;
  throw new BulbarError("model-refused-task", { file: asked.model, why: "no-map" });
}

/** How the model's answer to a stored recording changes with noise; `abort` ends the work at the next level. */
export async function respondToNoise(
  core: Core,
  sound: Sound,
  asked: Pick<Asked, "id" | "model">,
  abort?: AbortSignal,
): Promise<NoiseResponse> {
  const original = await originalOf(core, asked, sound);
  const { manifest } = await core.models.find(asked.model);
  const levels = await noiseResponse(
    asHeard(manifest, sound),
    (changed) => probabilities(core, original, asked.model, changed, abort),
    abort,
  );
  return { labels: manifest.labels, levels };
}

/** Time steps and bands of an occlusion map: fine enough to see, few enough to wait for. */
const occlusionRows = 12;
const occlusionBands = 8;

async function occlude(
  core: Core,
  original: Original,
  { model, target }: Asked,
  abort?: AbortSignal,
): Promise<ExplanationMap> {
  const { manifest } = await core.models.find(model);
  const sound = asHeard(manifest, original.sound);
  const bandwidth: [number, number] =
    manifest.input.kind === "waveform" ? manifest.input.trainingBandwidthHz : [0, sound.sampleRateHz / 2];
  const maximumHz = Math.min(bandwidth[1], sound.sampleRateHz / 2);
  const axis = {
    scale: "mel-slaney",
    minimumHz: 0,
    maximumHz,
    bands: occlusionBands,
    hopSeconds: 1,
  } as const;
  const frequencyEdgesHz = frequencyEdges(axis, occlusionBands);
  const index = manifest.labels.indexOf(target);
  const { values, rows, columns } = await occlusionMap(
    sound,
    { rows: occlusionRows, frequencyEdgesHz },
    async (changed) => (await probabilities(core, original, model, changed, abort))[index] ?? Number.NaN,
    abort,
  );
  const maximum = Math.max(0, ...values);
  return {
    model,
    method: "occlusion",
    target,
    rows,
    columns,
    startSeconds: 0,
    endSeconds: sound.samples.length / sound.sampleRateHz,
    frequencyEdgesHz,
    trainingBandwidthHz: bandwidth,
    values: Array.from(values, (loss) => (maximum > 0 ? Math.max(0, loss) / maximum : 0)),
    maximum,
  };
}

/** The sound at the rate of a model that hears it, so that it is resampled once and not for every change. */
function asHeard({ input }: ModelManifest, sound: Sound): Sound {
  const same = input.kind === "features" || input.sampleRateHz >= sound.sampleRateHz;
  return same ? sound : resample(sound, input.sampleRateHz);
}

async function probabilities(
  core: Core,
  original: Original,
  model: string,
  changed: Sound,
  abort?: AbortSignal,
): Promise<number[]> {
  const session = await core.session(model);
  const options = { resample: rememberingResample(), signal: abort };
  const subject = subjectOf(original, changed, session.package.manifest);
  return (await predict(session, subject, options)).prediction.probabilities;
}

/** The sound as the model heard it, with its measures, taken when a feature model asks for them. */
function subjectOf(
  { task, quality, settings, part }: Original,
  signal: Sound,
  manifest: ModelManifest,
): Subject {
  return {
    task,
    ...heardPart(task, signal, hearsRoom(manifest) ? null : part),
    get measures() {
      return { [task]: measureRecording(signal, task, settings, quality).measures };
    },
  };
}

async function originalOf(
  core: Core,
  { id, model }: Pick<Asked, "id" | "model">,
  sound: Sound,
): Promise<Original> {
  const { task, analysis, choice } = getRecording(await core.history(), id);
  if (analysis) {
    if (!choice) refuseUnusable(acceptRecording({ task, analysis }), model);
    const { quality, settings, part } = analysis;
    return { task, sound, quality, settings: settings.measures, part };
  }
  throw new BulbarError("invalid-input", { why: "not-analysed" });
}
