import type { AlignedWord } from "../../../../shared/domain/alignment.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { findSounding, type Stretch, standardSounding } from "../timing/sounding.ts";

/** Shorter silences are closures of stops and gaps between words, s. */
export const shortestPauseSeconds = 0.15;
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
 * Silences of 150 ms and more from the first word to the last, by energy alone (`findSounding`, over windows of 64 ms, every
 * 8 ms): between words, and inside one.
 */
export function readingPauses(sound: Sound, words: readonly AlignedWord[]): ReadingPauses {
  const start = words[0]!.startSeconds;
  const end = words.at(-1)!.endSeconds;
  const stretches = findSounding(sound, pauseSettings)?.stretches ?? [];
  const pauses = stretches
    .slice(1)
    .map((stretch, k) => ({ startSeconds: stretches[k]!.endSeconds, endSeconds: stretch.startSeconds }))
    .filter(({ startSeconds, endSeconds }) => startSeconds > start && endSeconds < end);
  const edges = words.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
  const isBetween = ({ startSeconds, endSeconds }: Stretch) =>
    edges.some((edge) => edge > startSeconds - nearSeconds && edge < endSeconds + nearSeconds);
  return { between: pauses.filter(isBetween), inside: pauses.filter((pause) => !isBetween(pause)) };
}

/** How much of a stretch lies in pauses, s. */
export function pausedSeconds(
  { startSeconds, endSeconds }: Stretch,
  { between, inside }: ReadingPauses,
): number {
  return [...between, ...inside].reduce(
    (sum, pause) =>
      sum + Math.max(0, Math.min(pause.endSeconds, endSeconds) - Math.max(pause.startSeconds, startSeconds)),
    0,
  );
}
