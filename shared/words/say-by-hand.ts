import { type Analysis, isPlacedByHand } from "../domain/analysis.ts";
import type { Language } from "./language.ts";
import { sayNumber } from "./say.ts";
import { wordsOf } from "./words.ts";

/** What a person changed in how a recording was measured: "times placed by hand", "trimmed by hand to 1.2–5.3 s". */
export function sayByHand(analysis: Pick<Analysis, "settings">, language: Language): string[] {
  const { findings } = wordsOf(language);
  const { trim } = analysis.settings;
  return [
    ...(["ddk-rate", "read-words-rate"].some((id) => isPlacedByHand(analysis, id))
      ? [findings.placedByHand]
      : []),
    ...(trim
      ? [
          findings.trimmedByHand(
            sayNumber(trim.startSeconds, 2, language),
            sayNumber(trim.endSeconds, 2, language),
          ),
        ]
      : []),
  ];
}
