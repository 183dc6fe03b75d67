import type { DoubtReason } from "../../../shared/domain/measure.ts";

/** Doubts that every measure of a family has: said once above it. None for a family of one. */
export function sharedDoubts(ofMeasures: (DoubtReason[] | undefined)[]): DoubtReason[] {
  const [first = [], ...others] = ofMeasures;
  if (others.length === 0) return [];
  return first.filter((doubt) => others.every((doubts) => doubts?.includes(doubt)));
}
