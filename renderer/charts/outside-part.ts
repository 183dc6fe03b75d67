import type { MeasuredPart } from "../../shared/domain/analysis.ts";

/** The stretches, s, that a measured part leaves out of a recording. */
export function outsidePart(
  part: MeasuredPart | null,
  durationSeconds: number,
): { from: number; to: number; edge: number }[] {
  if (!part) return [];
  const { startSeconds, endSeconds } = part;
  return [
    { from: 0, to: startSeconds, edge: startSeconds },
    { from: endSeconds, to: durationSeconds, edge: endSeconds },
  ].filter(({ from, to }) => to - from > 0.005);
}
