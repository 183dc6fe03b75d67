import type { ExplanationMap } from "../../../shared/contract/recordings.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import { hzToMel, melToHz } from "../dsp/mel.ts";
import type { Explained } from "./predict.ts";

/**
 * A class activation map on the recording's own axes: time in seconds, frequency in Hz. The raw map is >= 0; values
 * are divided by its maximum, and an all-zero map stays all zero.
 */
export function explanationMap(
  manifest: ModelManifest,
  { prediction, map }: Explained,
): ExplanationMap | null {
  const { explanation, input, id } = manifest;
  if (!map || input.kind !== "waveform") return null;
  if (explanation.method !== "grad-cam" && explanation.method !== "attention-rollout") return null;
  const maximum = map.values.reduce((most, value) => Math.max(most, value), 0);
  return {
    model: id,
    method: explanation.method,
    target: prediction.explanation.target,
    rows: map.rows,
    columns: map.columns,
    startSeconds: map.window.startSeconds,
    endSeconds: map.window.startSeconds + map.window.samples.length / input.sampleRateHz,
    frequencyEdgesHz: frequencyEdges(explanation.spectrogram, map.columns),
    trainingBandwidthHz: input.trainingBandwidthHz,
    values: Array.from(map.values, (value) => (maximum > 0 ? value / maximum : 0)),
    maximum,
  };
}

type Axis = Extract<ModelManifest["explanation"], { method: "grad-cam" }>["spectrogram"];

/** `columns + 1` frequencies that part the model's frequency axis evenly in its own scale, Hz. */
export function frequencyEdges({ scale, minimumHz, maximumHz }: Axis, columns: number): number[] {
  const mel = scale === "mel-htk" ? "htk" : "slaney";
  const low = scale === "linear" ? minimumHz : hzToMel(minimumHz, mel);
  const high = scale === "linear" ? maximumHz : hzToMel(maximumHz, mel);
  return Array.from({ length: columns + 1 }, (_, k) => {
    const edge = low + ((high - low) * k) / columns;
    return scale === "linear" ? edge : melToHz(edge, mel);
  });
}
