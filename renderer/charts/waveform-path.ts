import type { Waveform } from "../../shared/contract/recordings.ts";
import { type Box, shareOf, type TimeRange } from "./picture-frame.ts";

/** The axis reaches so far over the peak. */
export const waveformHeadroom = 1.2;

/** Highest level of the waveform's axis. Full scale is 1; a quiet voice fills the height as well, and the axis says so. */
export function waveformLimit({ minimum, maximum }: Pick<Waveform, "minimum" | "maximum">): number {
  let peak = 0.01;
  for (const level of maximum) if (level > peak) peak = level;
  for (const level of minimum) if (-level > peak) peak = -level;
  return waveformHeadroom * peak;
}

/** Middle of a column of the envelope, s. */
export const columnSeconds = ({ maximum, durationSeconds }: Waveform, column: number) =>
  ((column + 0.5) * durationSeconds) / maximum.length;

/**
 * The part of the envelope that a time range shows, as an SVG path that fills from its minima to its maxima.
 * @param limit level at the top of the box
 */
export function waveformPath(
  waveform: Waveform,
  range: TimeRange,
  { left, top, width, height }: Box,
  limit = waveformLimit(waveform),
): string {
  const { minimum, maximum, durationSeconds } = waveform;
  const perSecond = maximum.length / durationSeconds;
  const first = Math.max(0, Math.floor(range[0] * perSecond) - 1);
  const last = Math.min(maximum.length - 1, Math.ceil(range[1] * perSecond) + 1);
  const point = (column: number, level: number) => {
    const x = left + shareOf(columnSeconds(waveform, column), range) * width;
    return `${x.toFixed(1)} ${(top + (0.5 - level / limit / 2) * height).toFixed(1)}`;
  };
  const above: string[] = [];
  const below: string[] = [];
  for (let column = first; column <= last; column++) {
    above.push(point(column, maximum[column]!));
    below.push(point(column, minimum[column]!));
  }
  return above.length === 0 ? "" : `M${above.join("L")}L${below.reverse().join("L")}Z`;
}
