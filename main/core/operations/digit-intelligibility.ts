import { digitPrompt, type Intelligibility } from "../../../shared/domain/intelligibility.ts";
import type { Signal } from "../../../shared/domain/recording.ts";
import type { Core } from "../core.ts";
import { predict } from "../inference/predict.ts";
import { alignDigits, type HeardWord, intelligibilityPercent } from "../measures/align-digits.ts";
import { cutSegment, wordSegments } from "../measures/word-segments.ts";
import { rememberingResample } from "./analyse-recording.ts";

/**
 * The digit intelligibility test: the words of a recording of `digitPrompt` are cut out and recognised one by one;
 * the score is the share of prompted digits recognised as themselves. Null where no digit model is at hand.
 */
export async function testIntelligibility(core: Core, sound: Signal): Promise<Intelligibility | null> {
  const { packages } = await core.models.content();
  const manifest = packages.map((found) => found.manifest).find(({ kind }) => kind === "digits");
  if (!manifest) return null;
  const session = await core.session(manifest.id);
  const resample = rememberingResample(core);
  const heard: HeardWord[] = [];
  for (const segment of wordSegments(sound)) {
    const subject = { task: "digits", signal: cutSegment(sound, segment), measures: {} } as const;
    const { top, rejected } = (await predict(session, subject, { resample })).prediction;
    heard.push({ ...segment, recognised: rejected ? null : top.label, probability: top.probability });
  }
  const answers = alignDigits(digitPrompt, heard);
  return {
    model: manifest.id,
    version: manifest.version,
    scorePercent: intelligibilityPercent(digitPrompt, answers),
    answers,
  };
}
