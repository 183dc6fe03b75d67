import type { RateStratum } from "../../../shared/domain/rate-stratum.ts";

export type SpokenRate = {
  /** Words of a passage or of sentences per minute, pauses included. */
  wordsPerMinute: number | null;
  /** Words of sentences that listeners write down rightly, %; a network's digits are not that. Null: not known. */
  intelligibilityPercent: number | null;
  /** Language of what was read, "en"; null where it is not known. */
  language: string | null;
};

/**
 * Where a rate of speech lies among the strata in print; never a diagnosis. With sentence intelligibility: above 150
 * words/min and 96 % as in ALS without bulbar signs, below 150 with 96 % kept, below both (Front Neurol 2021;12:664713,
 * doi 10.3389/fneur.2021.664713: Table 2). Rate alone: above 160, 120 to 160, below 120 words/min (Stipancic et al.,
 * J Speech Lang Hear Res 2018;61:2757, doi 10.1044/2018_JSLHR-S-17-0366: Fig. 4). Both of English; null in another language,
 * without a rate, and for a fast rate with reduced intelligibility, which the source does not have.
 */
export function rateStratum({
  wordsPerMinute,
  intelligibilityPercent,
  language,
}: SpokenRate): RateStratum | null {
  if (wordsPerMinute === null || !/^en(-|$)/.test(language ?? "")) return null;
  if (intelligibilityPercent === null) {
    if (wordsPerMinute > 160) return "rate-above-160";
    return wordsPerMinute < 120 ? "rate-below-120" : "rate-120-to-160";
  }
  const isKept = intelligibilityPercent > 96;
  if (wordsPerMinute > 150) return isKept ? "rate-and-intelligibility-kept" : null;
  return isKept ? "rate-slow-intelligibility-kept" : "rate-slow-intelligibility-reduced";
}
