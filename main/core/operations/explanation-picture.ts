import type { Sound } from "../../../shared/domain/sound.ts";
import type { Core } from "../core.ts";
import { type SpectrogramLevels, spectrogramImage } from "../dsp/spectrogram-image.ts";
import { explanationMap } from "../inference/explanation-map.ts";
import type { Explained } from "../inference/predict.ts";
import { overlayPng } from "../report/picture/overlay-png.ts";

/** Frequencies shown in an explanation's picture, Hz: what the shipped models hear. */
const pictureCeilingHz = 8000;

/** The mel spectrogram on which explanations are drawn. */
export function pictureSpectrogram(sound: Sound): SpectrogramLevels {
  return spectrogramImage(sound, {
    scale: "mel",
    windowSeconds: 0.025,
    maximumHz: Math.min(pictureCeilingHz, sound.sampleRateHz / 2),
    maximumFrames: 1200,
  });
}

/** The map of a decision upon the spectrogram, as PNG; the plain spectrogram where the model gives no map. */
export async function drawExplanation(
  core: Core,
  spectrogram: SpectrogramLevels,
  explained: Explained,
): Promise<{ hasMap: boolean; png: Uint8Array }> {
  const { manifest } = await core.models.find(explained.prediction.model);
  const map = explanationMap(manifest, explained);
  return { hasMap: map !== null, png: overlayPng(spectrogram, map) };
}
