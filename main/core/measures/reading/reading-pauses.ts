import type { AlignedWord, AlignmentLanguage } from "../../../../shared/domain/alignment.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { findSounding, type Stretch, standardSounding } from "../timing/sounding.ts";
import { classOf } from "./phone-classes.ts";

/** Shorter silences are closures of stops and gaps between words, s. */
export const shortestPauseSeconds = 0.15;
/** So much of a pause lies in no stop and no fricative, whose closures and weak noise are silent too, s. */
const leastOutsideSeconds = 0.1;
/** A pause so near to where a word begins or ends lies between words: as exact as the aligned times are, s. */
const nearSeconds = 0.06;

const pauseSettings = {
  ...standardSounding,
  minimumPauseSeconds: shortestPauseSeconds,
  minimumSoundSeconds: 0.03,
  windowFloorHz: 100,
  stepSeconds: 0.008,
};

export type ReadingPauses = { between: Stretch[]; inside: Stretch[] };

/**
 * Silences of 150 ms and more from the first word to the last, by energy (`findSounding`, over windows of 64 ms, every 8 ms),
 * without those of which less than 100 ms lies outside stops and fricatives: between words, and inside one.
 */
export function readingPauses(
  sound: Sound,
  words: readonly AlignedWord[],
  language: AlignmentLanguage,
): ReadingPauses {
  const start = words[0]!.startSeconds;
  const end = words.at(-1)!.endSeconds;
  const obstruents = words
    .flatMap(({ phones }) => phones)
    .filter(({ phone }) => isObstruent(phone, language));
  const stretches = findSounding(sound, pauseSettings)?.stretches ?? [];
  const pauses = stretches
    .slice(1)
    .map((stretch, k) => ({ startSeconds: stretches[k]!.endSeconds, endSeconds: stretch.startSeconds }))
    .filter(({ startSeconds, endSeconds }) => startSeconds > start && endSeconds < end)
    .filter((pause) => lengthOf(pause) - secondsWithin(obstruents, pause) >= leastOutsideSeconds);
  const edges = words.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
  const isBetween = ({ startSeconds, endSeconds }: Stretch) =>
    edges.some((edge) => edge > startSeconds - nearSeconds && edge < endSeconds + nearSeconds);
  return { between: pauses.filter(isBetween), inside: pauses.filter((pause) => !isBetween(pause)) };
}

/** A stop or a fricative; "HH" is breath, which the recogniser often hears in a pause. */
const isObstruent = (phone: string, language: AlignmentLanguage): boolean =>
  phone !== "HH" && ["stops", "fricatives"].includes(classOf(phone, language) ?? "");

/** How much of a stretch lies in pauses, s. */
export function pausedSeconds(stretch: Stretch, { between, inside }: ReadingPauses): number {
  return secondsWithin([...between, ...inside], stretch);
}

/** How much of a stretch lies in others, s. */
function secondsWithin(others: readonly Stretch[], { startSeconds, endSeconds }: Stretch): number {
  return others.reduce(
    (sum, other) =>
      sum + Math.max(0, Math.min(other.endSeconds, endSeconds) - Math.max(other.startSeconds, startSeconds)),
    0,
  );
}

const lengthOf = ({ startSeconds, endSeconds }: Stretch): number => endSeconds - startSeconds;
