import {
  type ExplanationMap,
  type ExplanationMethod,
  shapSamples,
} from "../../../shared/contract/recordings.ts";
import type { Words } from "../../../shared/words/words.ts";

/** What is highlighted, in one sentence; `model` is named where the picture leaves the program. */
export function highlightWords(
  method: ExplanationMap["method"] | ExplanationMethod,
  label: string,
  words: Words["recording"]["highlight"],
  model = words.theModel,
): string {
  if (method === "occlusion") return words.byOcclusion(label, model);
  return method === "shap" ? words.byShap(label, model, String(shapSamples)) : words.byMap(label, model);
}
