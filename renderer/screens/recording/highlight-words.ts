import type { ExplanationMap } from "../../../shared/contract/recordings.ts";

/** The model's own map, or what its answer loses when a patch of the sound is removed. */
export type HighlightMethod = "own" | "occlusion";

/** What is highlighted, in one sentence; `model` is named where the picture leaves the program. */
export function highlightWords(method: ExplanationMap["method"], label: string, model = "the model"): string {
  return method === "occlusion"
    ? `Highlighted: where the probability of ${label} by ${model} falls most when a patch of the sound is removed; not a finding by itself.`
    : `Highlighted: what pushed ${model} towards ${label}; not a finding by itself.`;
}
