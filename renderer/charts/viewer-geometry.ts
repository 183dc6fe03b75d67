import { spectrogramDomain, viewerHeight, viewerMargin } from "./spectrogram-figure.ts";

export type TimeRange = readonly [from: number, to: number];

/** Time under a pixel, counted from the left edge of a picture of this width; not limited to the range. */
export function secondsAt(pixel: number, width: number, [from, to]: TimeRange): number {
  return from + ((pixel - viewerMargin.l) / plotWidth(width)) * (to - from);
}

/** Pixel of a time, or null where the zoomed picture does not show it. */
export function pixelAt(seconds: number, width: number, [from, to]: TimeRange): number | null {
  const share = shareOf(seconds, [from, to]);
  return share < 0 || share > 1 ? null : viewerMargin.l + share * plotWidth(width);
}

/** Share of the way from the beginning of a time range to its end. */
export function shareOf(seconds: number, [from, to]: TimeRange): number {
  return (seconds - from) / (to - from);
}

/** Shortest stretch that is zoomed into, s. */
const shortestSeconds = 0.05;

/**
 * A range so many times as long about a time that keeps its place in the picture, within the recording; null for all of
 * the recording.
 */
export function zoomedRange(
  range: TimeRange,
  factor: number,
  about: number,
  durationSeconds: number,
): TimeRange | null {
  const length = Math.max(shortestSeconds, (range[1] - range[0]) * factor);
  if (length >= durationSeconds) return null;
  const isShown = about >= range[0] && about <= range[1];
  const from = about - (isShown ? shareOf(about, range) : 0.5) * length;
  return within(from, length, durationSeconds);
}

/** A range of the same length with the time in its middle, where the range does not show that time. */
export function rangeShowing(range: TimeRange, seconds: number, durationSeconds: number): TimeRange {
  if (seconds >= range[0] && seconds <= range[1]) return range;
  const length = range[1] - range[0];
  return within(seconds - length / 2, length, durationSeconds);
}

function within(from: number, length: number, durationSeconds: number): TimeRange {
  const start = Math.min(Math.max(0, from), Math.max(0, durationSeconds - length));
  return [start, start + length];
}

/** Share of the frequency axis under a pixel counted from the top, 0 at its foot; null outside the spectrogram. */
export function axisShareAt(pixel: number): number | null {
  const height = viewerHeight - viewerMargin.t - viewerMargin.b;
  const fromFoot = 1 - (pixel - viewerMargin.t) / height;
  const share = (fromFoot - spectrogramDomain[0]) / (spectrogramDomain[1] - spectrogramDomain[0]);
  return share < 0 || share > 1 ? null : share;
}

const plotWidth = (width: number) => width - viewerMargin.l - viewerMargin.r;
