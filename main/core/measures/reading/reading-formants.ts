import type { AlignedPhone, AlignmentLanguage } from "../../../../shared/domain/alignment.ts";
import { leastSquaresLine } from "../../dsp/least-squares.ts";
import { mean } from "../../dsp/mean.ts";
import { median } from "../../dsp/median.ts";
import type { FormantFrame } from "../spectrum/formants.ts";
import { isDiphthong, isVowel } from "./phone-classes.ts";

/** Formants about the middle of a vowel. */
export type VowelMidpoint = { phone: string; f1Hz: number; f2Hz: number };

/** Half of what is looked at about the middle, s. */
const besideMiddleSeconds = 0.015;
/** Fewer vowels say nothing of how far they lie apart. */
const leastVowels = 10;
/** Middle part of a diphthong over which its second formant travels. */
const travel = [0.2, 0.8] as const;
const leastDiphthongs = 3;
const leastFramesOfTravel = 4;

/**
 * F1 and F2 at the middle of each vowel: medians over the frames within 15 ms of it that are voiced.
 * @param frames voiced frames of the recording with their formants, in order
 */
export function vowelMidpoints(
  phones: readonly AlignedPhone[],
  frames: readonly FormantFrame[],
  language: AlignmentLanguage,
): VowelMidpoint[] {
  return phones.flatMap(({ phone, startSeconds, endSeconds }) => {
    if (!isVowel(phone, language)) return [];
    const middle = (startSeconds + endSeconds) / 2;
    const near = frames.filter(({ timeSeconds }) => Math.abs(timeSeconds - middle) <= besideMiddleSeconds);
    const of = (number: number) => near.flatMap(({ formants }) => formants[number]?.frequencyHz ?? []);
    const [f1, f2] = [of(0), of(1)];
    return f1.length > 0 && f2.length > 0 ? [{ phone, f1Hz: median(f1), f2Hz: median(f2) }] : [];
  });
}

/**
 * How far the vowels lie apart in F1 and F2, Bark: mean distance of their middles from the median vowel, diphthongs left out. Every
 * vowel counts, so that one that is missed or mistracked moves it little, which a hull of corners does not bear. Null below
 * `leastVowels`.
 */
export function vowelDispersion(
  midpoints: readonly VowelMidpoint[],
  language: AlignmentLanguage,
): number | null {
  const vowels = midpoints
    .filter(({ phone }) => !isDiphthong(phone, language))
    .map(({ f1Hz, f2Hz }) => ({ f1: barkOf(f1Hz), f2: barkOf(f2Hz) }));
  if (vowels.length < leastVowels) return null;
  const [f1, f2] = [median(vowels.map((vowel) => vowel.f1)), median(vowels.map((vowel) => vowel.f2))];
  return mean(vowels.map((vowel) => Math.hypot(vowel.f1 - f1, vowel.f2 - f2)));
}

/** Traunmueller 1990, J. Acoust. Soc. Am. 88, 97-100. */
const barkOf = (hz: number): number => (26.81 * hz) / (1960 + hz) - 0.53;

/**
 * How fast the second formant travels in diphthongs, Hz/ms: mean over them of the absolute least-squares slope over the
 * middle 60 % of each. Null below three.
 * @param frames voiced frames of the recording with their formants, in order
 */
export function diphthongSlope(
  phones: readonly AlignedPhone[],
  frames: readonly FormantFrame[],
  language: AlignmentLanguage,
): number | null {
  const slopes = phones.flatMap(({ phone, startSeconds, endSeconds }) => {
    if (!isDiphthong(phone, language)) return [];
    const [from, to] = travel.map((share) => startSeconds + share * (endSeconds - startSeconds));
    const points = frames
      .filter(({ timeSeconds }) => timeSeconds >= from! && timeSeconds <= to!)
      .flatMap(({ timeSeconds, formants }) =>
        formants[1] ? { time: 1000 * timeSeconds, value: formants[1].frequencyHz } : [],
      );
    const line = points.length >= leastFramesOfTravel ? leastSquaresLine(points) : null;
    return line ? [Math.abs(line.slope)] : [];
  });
  return slopes.length >= leastDiphthongs ? mean(slopes) : null;
}
