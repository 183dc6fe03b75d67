import {
  type ExplanationMap,
  type ExplanationMethod,
  type NoiseResponse,
  shapSamples,
} from "../../../shared/contract/recordings.ts";
import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import { BulbarError, type ErrorCode } from "../../../shared/domain/error.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { resample } from "../audio/resample.ts";
import type { Core } from "../core.ts";
import { acceptRecording } from "../findings/acceptance.ts";
import { getRecording } from "../history/recordings.ts";
import { explanationMap, frequencyEdges } from "../inference/explanation-map.ts";
import { noiseResponse } from "../inference/noise-response.ts";
import { occlusionMap, type PatchRun } from "../inference/occlusion.ts";
import { predict, type Subject } from "../inference/predict.ts";
import { shapMap } from "../inference/shap-map.ts";
import { measureRecording } from "../measures/measure-recording.ts";
import { heardPart } from "./heard-part.ts";
import { hearsRoom } from "./listen-to-room.ts";
import { refuseUnusable } from "./refuse-unusable.ts";
import { rememberingResample } from "./remembering-resample.ts";

type Asked = { id: RecordingId; model: string; target: string; method?: ExplanationMethod };
type Run = { signal?: AbortSignal; onProgress?: OnProgress };

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
 * @param run its signal ends the work at the next patch or window; progress is told of what takes long
 * @throws BulbarError `model-refused-task` for the own map of a model that explains itself by contributions
 */
export async function explainRecording(
  core: Core,
  sound: Sound,
  asked: Asked,
  run: Run = {},
): Promise<ExplanationMap> {
  const original = await originalOf(core, asked, sound);
  if (asked.method === "occlusion") return occlude(core, original, asked, run);
  if (asked.method === "shap") return share(core, original, asked, run);
  const session = await core.session(asked.model);
  const options = { resample: rememberingResample(), target: asked.target, signal: run.signal };
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
const occlusionGrid = { rows: 12, columns: 8 };
/** Fewer for SHAP values, whose error grows with the number of patches for the same number of questions. */
const shapGrid = { rows: 8, columns: 6 };
/** The same questions every time, so that the same recording gets the same map. */
const shapSeed = 1;

async function occlude(core: Core, original: Original, asked: Asked, run: Run): Promise<ExplanationMap> {
  const patched = await patchedSound(core, original, asked, occlusionGrid);
  const map = await occlusionMap(
    patched.sound,
    patched.grid,
    async (changed) => patched.of(await probabilities(core, original, asked.model, changed, run.signal)),
    patchRun(run),
  );
  return { ...patched.frame, ...map, ...scaled(map.values), method: "occlusion" };
}

async function share(core: Core, original: Original, asked: Asked, run: Run): Promise<ExplanationMap> {
  const patched = await patchedSound(core, original, asked, shapGrid);
  const { rows, columns, values, whole, baseline } = await shapMap(
    patched.sound,
    patched.grid,
    { samples: shapSamples, seed: shapSeed },
    async (changed) => patched.of(await answerOrNone(core, original, asked.model, changed, run.signal)),
    patchRun(run),
  );
  const shap = { whole, baseline, samples: shapSamples };
  return { ...patched.frame, rows, columns, ...scaled(values), method: "shap", shap };
}

/** What a model hears of a recording and the patches of it, with all that a map of them says but its values. */
async function patchedSound(
  core: Core,
  original: Original,
  { model, target }: Asked,
  { rows, columns }: { rows: number; columns: number },
) {
  const { manifest } = await core.models.find(model);
  const sound = asHeard(manifest, original.sound);
  const trainingBandwidthHz: [number, number] =
    manifest.input.kind === "waveform" ? manifest.input.trainingBandwidthHz : [0, sound.sampleRateHz / 2];
  const maximumHz = Math.min(trainingBandwidthHz[1], sound.sampleRateHz / 2);
  const axis = { scale: "mel-slaney", minimumHz: 0, maximumHz, bands: columns, hopSeconds: 1 } as const;
  const frequencyEdgesHz = frequencyEdges(axis, columns);
  const index = manifest.labels.indexOf(target);
  const endSeconds = sound.samples.length / sound.sampleRateHz;
  return {
    sound,
    grid: { rows, frequencyEdgesHz },
    of: (answers: readonly number[]) => answers[index] ?? Number.NaN,
    frame: { model, target, startSeconds: 0, endSeconds, frequencyEdgesHz, trainingBandwidthHz },
  };
}

function patchRun({ signal, onProgress }: Run): PatchRun {
  return { abort: signal, onFraction: (fraction) => onProgress?.({ stage: "explaining", fraction }) };
}

/** What speaks for the class, as a share of the most of it. */
function scaled(values: Float32Array): { values: number[]; maximum: number } {
  const maximum = Math.max(0, ...values);
  return {
    values: Array.from(values, (value) => (maximum > 0 ? Math.max(0, value) / maximum : 0)),
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

const tooLittle: readonly ErrorCode[] = ["model-refused-task", "model-refused-length"];

/** The same; where too little is left to answer about, the model knows nothing: every class is as probable. */
async function answerOrNone(...asked: Parameters<typeof probabilities>): Promise<number[]> {
  try {
    return await probabilities(...asked);
  } catch (error) {
    if (!(error instanceof BulbarError) || !tooLittle.includes(error.code)) throw error;
    const [core, , model] = asked;
    const { labels } = (await core.models.find(model)).manifest;
    return labels.map(() => 1 / labels.length);
  }
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
