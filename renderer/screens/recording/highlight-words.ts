import type { ExplanationMap } from "../../../shared/contract/recordings.ts";
import type { Words } from "../../../shared/words/words.ts";

/** The model's own map, or what its answer loses when a patch of the sound is removed. */
export type HighlightMethod = "own" | "occlusion";

/** What is highlighted, in one sentence; `model` is named where the picture leaves the program. */
export function highlightWords(
  method: ExplanationMap["method"],
  label: string,
  words: Words["recording"]["highlight"],
  model = words.theModel,
): string {
  return method === "occlusion" ? words.byOcclusion(label, model) : words.byMap(label, model);
}
