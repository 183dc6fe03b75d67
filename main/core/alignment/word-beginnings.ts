import type { AlignedPhone, AlignedWord, AlignmentLanguage } from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { median, quantile } from "../dsp/median.ts";
import { classOf, isClosed } from "../measures/reading/phone-classes.ts";
import { findSounding, standardSounding } from "../measures/timing/sounding.ts";
import type { Piece } from "./pieces.ts";

/** Silence so far below the loud parts that a weak fricative is none, from so long on, s. */
const silenceSettings = {
  ...standardSounding,
  silenceDb: 40,
  minimumPauseSeconds: 0.1,
  minimumSoundSeconds: 0.03,
  windowFloorHz: 100,
  stepSeconds: 0.008,
};
/** Where the noise reaches nearer to the loud parts than this, weak fricatives are silent beside it, dB. */
const leastRangeDb = 30;
/** A pause in a first phone begins within so long of it, what is before being the end of the last word, and lasts into it, s. */
const latestSeconds = 0.15;
const leastWithinSeconds = 0.05;
/** A first phone so many times as long as a consonant mostly is may have the pause before it within. */
const stretched = 1.5;
/** A longer silence between two words, s, is no mere closure. */
const longestClosureSeconds = 0.095;
/** Fewer consonants have no typical length. */
const leastConsonants = 5;
const shortestPhoneSeconds = 0.01;

/**
 * Words with their beginnings mended where the recogniser mostly errs:
 * - it gives a pause to the first phone of the word after it: where that is much longer than consonants of this reading are and
 *   has a silence at its beginning, the word begins where the silence ends; a stop, whose closure is silent too, as much before
 *   as a consonant lasts;
 * - it takes the closure of a stop for silence between words: up to 95 ms before a stop or an affricate belong to it.
 * @param words in the order in which they were said
 */
export function mendBeginnings(
  words: readonly AlignedWord[],
  sound: Sound,
  language: AlignmentLanguage,
): AlignedWord[] {
  const phones = words.flatMap((word) => word.phones);
  const consonants = phones.filter(({ phone }) => classOf(phone, language) !== "vowels").map(lengthOf);
  if (consonants.length < leastConsonants) return [...words];
  const typicalSeconds = median(consonants);
  const silences = silencesOf(sound);
  return words.map((word, k) => {
    const closes = isClosed(word.phones[0]!.phone, language);
    const closureSeconds = closes ? typicalSeconds : 0;
    const seconds =
      (closes ? beginningOfClosure(word, words[k - 1]) : null) ??
      endOfPauseWithin(word, { silences, typicalSeconds, closureSeconds });
    return seconds === null ? word : begunAt(word, seconds);
  });
}

/** Where the silence before a stop begins that is short enough to be its closure, s; null where there is none. */
function beginningOfClosure({ startSeconds }: AlignedWord, before: AlignedWord | undefined): number | null {
  const gapSeconds = startSeconds - (before?.endSeconds ?? Number.NEGATIVE_INFINITY);
  return gapSeconds > 0 && gapSeconds < longestClosureSeconds ? startSeconds - gapSeconds : null;
}

type Reading = { silences: readonly Piece[]; typicalSeconds: number; closureSeconds: number };

/** Where the pause ends that the first phone has within, less a closure, s; null where it has none or the word would have no room. */
function endOfPauseWithin(
  { phones, endSeconds }: AlignedWord,
  { silences, typicalSeconds, closureSeconds }: Reading,
): number | null {
  const first = phones[0]!;
  if (lengthOf(first) < stretched * typicalSeconds) return null;
  const silence = silences.find(
    (one) =>
      one.startSeconds < first.startSeconds + latestSeconds &&
      one.endSeconds > first.startSeconds + leastWithinSeconds,
  );
  if (!silence) return null;
  const seconds = silence.endSeconds - closureSeconds;
  const latest = endSeconds - phones.length * shortestPhoneSeconds;
  return seconds > first.startSeconds && seconds < latest ? seconds : null;
}

/** Silences before and between what sounds; none beside a noise in which they cannot be told from weak fricatives. */
function silencesOf(sound: Sound): Piece[] {
  const sounding = findSounding(sound, silenceSettings);
  if (!sounding || quantile(sounding.contour.levelsDb, 0.99) - sounding.thresholdDb < leastRangeDb) return [];
  return sounding.stretches.map(({ startSeconds }, k) => ({
    startSeconds: sounding.stretches[k - 1]?.endSeconds ?? 0,
    endSeconds: startSeconds,
  }));
}

/** A word that begins at a time, s; it ends where it did, and phones without room come one after the other. */
function begunAt(word: AlignedWord, seconds: number): AlignedWord {
  let from = Math.round(1000 * seconds) / 1000;
  const phones = word.phones.map((phone, k): AlignedPhone => {
    const startSeconds = k === 0 ? from : Math.max(from, phone.startSeconds);
    const endSeconds = Math.max(phone.endSeconds, startSeconds + shortestPhoneSeconds);
    from = endSeconds;
    return { ...phone, startSeconds, endSeconds };
  });
  return { ...word, startSeconds: phones[0]!.startSeconds, phones };
}

const lengthOf = ({ startSeconds, endSeconds }: Piece): number => endSeconds - startSeconds;
