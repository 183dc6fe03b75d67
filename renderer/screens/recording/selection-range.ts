import type { TimeRange } from "../../charts/picture-frame.ts";

/** Shortest stretch that can be selected, s. */
export const shortestSelection = 0.005;

/** The stretch between two times, in order, within the recording; null where it is next to nothing. */
export function selectionBetween(one: number, other: number, durationSeconds: number): TimeRange | null {
  const [from, to] = [Math.min(one, other), Math.max(one, other)].map((seconds) =>
    Math.min(durationSeconds, Math.max(0, seconds)),
  ) as [number, number];
  return to - from < shortestSelection ? null : [from, to];
}

/** Moves one end, 0 the start and 1 the end, to a time; it stays on its side of the other and within the recording. */
export function moveEnd(range: TimeRange, end: 0 | 1, seconds: number, durationSeconds: number): TimeRange {
  const [from, to] = range;
  return end === 0
    ? [Math.min(to - shortestSelection, Math.max(0, seconds)), to]
    : [from, Math.max(from + shortestSelection, Math.min(durationSeconds, seconds))];
}

type Key = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean };

/** Seconds that a key moves an end by: an arrow 10 ms, with Shift 100 ms, with Ctrl 1 ms; null for other keys. */
export function endStepSeconds({ key, shiftKey, ctrlKey, metaKey }: Key): number | null {
  const direction = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (direction === undefined) return null;
  return direction * (ctrlKey || metaKey ? 0.001 : shiftKey ? 0.1 : 0.01);
}
