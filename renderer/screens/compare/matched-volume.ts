import type { ComparedTake } from "../../../shared/domain/comparison.ts";

/**
 * Volumes, 0..1, at which two takes sound as loud: the louder one is turned down, since turning up would clip. 1 where a
 * level is not known.
 */
export function matchedVolumes(
  a: Pick<ComparedTake, "levelDb"> | undefined,
  b: Pick<ComparedTake, "levelDb"> | undefined,
): { a: number; b: number } {
  const [levelA, levelB] = [a?.levelDb ?? null, b?.levelDb ?? null];
  if (levelA === null || levelB === null) return { a: 1, b: 1 };
  const quieter = Math.min(levelA, levelB);
  return { a: 10 ** ((quieter - levelA) / 20), b: 10 ** ((quieter - levelB) / 20) };
}
