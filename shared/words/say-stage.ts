import type { Progress } from "../domain/progress.ts";
import type { Language } from "./language.ts";
import { sayModelName } from "./say-model.ts";
import { sayTask } from "./say-task.ts";
import { wordsOf } from "./words.ts";

/** "measuring the voice: Sustained /a/", "asking the model ALS screen (voice)". */
export function sayStage(
  { stage, subject }: Pick<Progress, "stage" | "subject">,
  language: Language,
): string {
  const { stages, stagesOf } = wordsOf(language).general;
  if (subject && (stage === "predicting" || stage === "trying-devices")) {
    return stagesOf[stage](sayModelName(subject, language));
  }
  if (subject && stage === "measuring-voice") return stagesOf["measuring-voice"](sayTask(subject, language));
  return stages[stage];
}
