import type { Acceptance } from "../../../shared/domain/acceptance.ts";
import { digitPrompt, type Intelligibility } from "../../../shared/domain/intelligibility.ts";
import type { DoubtReason, Measures } from "../../../shared/domain/measure.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { Refusal } from "../../../shared/domain/prediction.ts";
import type { Quality, QualityFlag } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { Core } from "../core.ts";
import type { ModelPackage } from "../inference/model-package.ts";
import { predict } from "../inference/predict.ts";
import { cutSegment, wordSegments } from "../measures/timing/word-segments.ts";
import { alignDigits, type HeardWord, intelligibilityPercent } from "./align-digits.ts";
import { refusalOf } from "./refusal-of.ts";
import { refuseUnusable } from "./refuse-unusable.ts";
import { rememberingResample } from "./remembering-resample.ts";

/**
 * The digit intelligibility test, or why there is none: a list that cannot be scored leaves the rest of the analysis.
 * Both are null where no digit model is at hand.
 * @param list.asked the models that answer on the list: one of digits among them recognises its words
 * @throws what `signal` aborts with
 */
export async function askIntelligibility(
  core: Core,
  { sound, acceptance, asked }: { sound: Sound; acceptance: Acceptance; asked: readonly ModelPackage[] },
  signal?: AbortSignal,
): Promise<{ intelligibility: Intelligibility | null; refusal: Refusal | null }> {
  const { packages } = await core.models.content();
  const best = (those: readonly ModelPackage[]) => bestDigitModel(those.map((found) => found.manifest));
  const manifest = best(asked) ?? best(packages);
  if (!manifest) return { intelligibility: null, refusal: null };
  try {
    refuseUnusable(acceptance, manifest.id);
    return { intelligibility: await testIntelligibility(core, manifest, sound, signal), refusal: null };
  } catch (error) {
    return { intelligibility: null, refusal: refusalOf(manifest.id, error, signal) };
  }
}

/**
 * The digit intelligibility test: the words of a recording of `digitPrompt` are cut out and recognised one by one;
 * the score is the share of prompted digits recognised as themselves.
 * @param signal aborts between words
 */
async function testIntelligibility(
  core: Core,
  manifest: ModelManifest,
  sound: Sound,
  signal?: AbortSignal,
): Promise<Intelligibility> {
  const session = await core.session(manifest.id);
  const resample = rememberingResample();
  const heard: HeardWord[] = [];
  for (const segment of wordSegments(sound)) {
    const subject = { task: "digits", signal: cutSegment(sound, segment), measures: {} } as const;
    const { top, rejected } = (await predict(session, subject, { resample, signal })).prediction;
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

/** One recogniser for every visit, so that scores compare: of the recommended ones at hand the one with the best honest score. */
export function bestDigitModel(manifests: readonly ModelManifest[]): ModelManifest | null {
  const recognisers = manifests.filter(({ kind }) => kind === "digits");
  const recommended = recognisers.filter(({ status }) => status === "recommended");
  const [best] = (recommended.length > 0 ? recommended : recognisers).toSorted(
    (a, b) => b.honestError.value - a.honestError.value,
  );
  return best ?? null;
}

/** Flags after which digits go unrecognised for the recording's sake, not the speaker's. */
const doubtOfFlag: Partial<Record<QualityFlag, DoubtReason>> = {
  "low-snr": "low-snr",
  "too-quiet": "low-snr",
  clipped: "clipped",
  truncated: "short",
};

/** The score as a measure, which enters the trend; doubtful where the recording may have lowered it. */
export function intelligibilityMeasure(test: Intelligibility | null, { flags }: Quality): Measures {
  if (!test) return {};
  const doubts = [...new Set(flags.map((flag) => doubtOfFlag[flag]).filter((doubt) => doubt !== undefined))];
  const score = { value: test.scorePercent, unit: "%" };
  return { "digit-intelligibility": doubts.length ? { ...score, doubts } : score };
}
