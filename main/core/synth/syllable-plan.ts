import type { Random } from "../dsp/random.ts";
import type { Span, Syllable } from "./truth.ts";

/** When which syllable is said. */
export type SyllablePlan = { syllables: Syllable[]; pauses: Span[]; durationSeconds: number };

/** Voice onset time after the release, s: unaspirated stops (Lisker & Abramson, Word 20, 384-422, 1964: Spanish, rounded). */
export const voiceOnsetSeconds = { p: 0.005, t: 0.01, k: 0.03 } as const;

export type RepetitionSettings = {
  /** Said in turn: "p" for /pa pa pa/, "ptk" for /pa ta ka/. */
  consonants: readonly Syllable["consonant"][];
  /** Syllables per second at the start. */
  rateHz: number;
  /** Standard deviation of the inter-onset intervals over their mean, before the rate decays; 0 = a metronome. */
  intervalCv: number;
  /** Share by which the intervals lengthen per second. */
  slowingPerSecond: number;
  durationSeconds: number;
  marginSeconds: number;
};

/** Share of an interval in which the mouth is closed before the next release. */
const closedShare = 0.4;
const shortestIntervalSeconds = 0.09;

/** Onsets of a diadochokinetic task: the syllable /a/ after each stop, as many as fit. */
export function repetition(settings: RepetitionSettings, random: Random): SyllablePlan {
  const { consonants, rateHz, intervalCv, slowingPerSecond, durationSeconds, marginSeconds } = settings;
  const syllables: Syllable[] = [];
  let onsetSeconds = marginSeconds;
  while (syllables.length === 0 || onsetSeconds < durationSeconds - marginSeconds) {
    const slowed = (1 + slowingPerSecond * (onsetSeconds - marginSeconds)) / rateHz;
    const interval = Math.max(shortestIntervalSeconds, slowed * (1 + intervalCv * clipped(random.normal())));
    const consonant = consonants[syllables.length % consonants.length]!;
    syllables.push(syllableOf(consonant, "a", onsetSeconds, interval));
    onsetSeconds += interval;
  }
  const complete = syllables.filter((s) => s.endSeconds <= durationSeconds - marginSeconds / 2);
  return { syllables: complete.length > 0 ? complete : syllables, pauses: [], durationSeconds };
}

export type PhraseSettings = {
  /** Mean syllables per second within a phrase. */
  articulationRateHz: number;
  syllablesPerPhrase: number;
  pauseSeconds: number;
  durationSeconds: number;
  marginSeconds: number;
};

/** Speech-like phrases: random stops and vowels of uneven length, with pauses between phrases. Not words. */
export function phrases(settings: PhraseSettings, random: Random): SyllablePlan {
  const { articulationRateHz, syllablesPerPhrase, pauseSeconds, durationSeconds, marginSeconds } = settings;
  const [syllables, pauses]: [Syllable[], Span[]] = [[], []];
  let seconds = marginSeconds;
  while (seconds < durationSeconds - marginSeconds) {
    if (syllables.length > 0) {
      const startSeconds = syllables.at(-1)!.endSeconds;
      seconds = startSeconds + Math.max(0.25, pauseSeconds * Math.exp(0.3 * clipped(random.normal())));
      pauses.push({ startSeconds, endSeconds: seconds });
    }
    const count = Math.max(1, Math.round(syllablesPerPhrase * Math.exp(0.3 * clipped(random.normal()))));
    for (let i = 0; i < count; i++) {
      const interval = Math.max(0.1, Math.exp(0.25 * clipped(random.normal()) - 0.03) / articulationRateHz);
      const consonant = (["p", "t", "k"] as const)[Math.floor(3 * random.uniform())]!;
      const vowel = (["a", "e", "i", "o", "u"] as const)[Math.floor(5 * random.uniform())]!;
      syllables.push(syllableOf(consonant, vowel, seconds, interval));
      seconds += interval;
    }
  }
  return { syllables, pauses, durationSeconds: syllables.at(-1)!.endSeconds + marginSeconds };
}

function syllableOf(
  consonant: Syllable["consonant"],
  vowel: Syllable["vowel"],
  onsetSeconds: number,
  interval: number,
): Syllable {
  const vowelSeconds = onsetSeconds + voiceOnsetSeconds[consonant];
  return {
    consonant,
    vowel,
    onsetSeconds,
    vowelSeconds,
    endSeconds: onsetSeconds + (1 - closedShare) * interval,
  };
}

function clipped(deviate: number): number {
  return Math.min(2.5, Math.max(-2.5, deviate));
}
