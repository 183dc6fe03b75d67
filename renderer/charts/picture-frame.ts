import { type FrequencyScale, fromAxis, toAxis } from "./frequency-axis.ts";

export type TimeRange = readonly [from: number, to: number];

/** A rectangle of a picture, px from its top left corner. */
export type Box = { left: number; top: number; width: number; height: number };

/** Where the parts of a picture of one recording lie: waveform above spectrogram on one time axis. */
export type PictureFrame = { width: number; height: number; waveform: Box; spectrogram: Box };

const margin = { left: 62, right: 84, top: 6, bottom: 36 };
const waveformShare = 0.2;
const gap = 10;

/** The parts of a picture of this size, px. */
export function pictureFrame(width: number, height: number): PictureFrame {
  const { left, top } = margin;
  const plotWidth = Math.max(1, width - left - margin.right);
  const plotHeight = Math.max(2 * gap, height - top - margin.bottom);
  const waveformHeight = Math.round(waveformShare * plotHeight);
  const spectrogramTop = top + waveformHeight + gap;
  return {
    width,
    height,
    waveform: { left, top, width: plotWidth, height: waveformHeight },
    spectrogram: {
      left,
      top: spectrogramTop,
      width: plotWidth,
      height: plotHeight - waveformHeight - gap,
    },
  };
}

/** What lies on the time axis: from the top of the waveform to the foot of the spectrogram. */
export function timeBox({ waveform, spectrogram }: PictureFrame): Box {
  const { left, width, top, height } = spectrogram;
  return { left, width, top: waveform.top, height: top + height - waveform.top };
}

/** Time under a pixel, counted from the left edge of the picture; not limited to the range. */
export function secondsAt(pixel: number, { spectrogram: { left, width } }: PictureFrame, range: TimeRange) {
  return range[0] + ((pixel - left) / width) * (range[1] - range[0]);
}

/** Pixel of a time, or null where the zoomed picture does not show it. */
export function pixelAt(
  seconds: number,
  { spectrogram: { left, width } }: PictureFrame,
  range: TimeRange,
): number | null {
  const share = shareOf(seconds, range);
  return share < 0 || share > 1 ? null : left + share * width;
}

/** Frequency under a pixel, Hz, counted from the picture's top; null outside the spectrogram. */
export function hertzAt(
  pixel: number,
  { spectrogram: { top, height } }: PictureFrame,
  scale: FrequencyScale,
  maximumHz: number,
): number | null {
  const share = 1 - (pixel - top) / height;
  return share < 0 || share > 1 ? null : fromAxis(scale, share * toAxis(scale, maximumHz));
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

const steps = [1, 2, 5];

/** Round times, s, at which an axis of this width is labelled, about 80 px apart or more; `decimals` tells them apart. */
export function timeTicks([from, to]: TimeRange, width: number): { seconds: number[]; decimals: number } {
  const least = ((to - from) * 80) / Math.max(80, width);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (steps.find((one) => one * power >= least) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return {
    seconds: Array.from({ length: count }, (_, k) => (first + k) * step),
    decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  };
}
