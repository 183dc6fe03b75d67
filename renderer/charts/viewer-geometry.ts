import { spectrogramDomain, viewerHeight, viewerMargin } from "./spectrogram-figure.ts";

export type TimeRange = readonly [from: number, to: number];

/** Time under a pixel, counted from the left edge of a picture of this width; not limited to the range. */
export function secondsAt(pixel: number, width: number, [from, to]: TimeRange): number {
  return from + ((pixel - viewerMargin.l) / plotWidth(width)) * (to - from);
}

/** Pixel of a time, or null where the zoomed picture does not show it. */
export function pixelAt(seconds: number, width: number, [from, to]: TimeRange): number | null {
  const share = (seconds - from) / (to - from);
  return share < 0 || share > 1 ? null : viewerMargin.l + share * plotWidth(width);
}

/** Share of the frequency axis under a pixel counted from the top, 0 at its foot; null outside the spectrogram. */
export function axisShareAt(pixel: number): number | null {
  const height = viewerHeight - viewerMargin.t - viewerMargin.b;
  const fromFoot = 1 - (pixel - viewerMargin.t) / height;
  const share = (fromFoot - spectrogramDomain[0]) / (spectrogramDomain[1] - spectrogramDomain[0]);
  return share < 0 || share > 1 ? null : share;
}

const plotWidth = (width: number) => width - viewerMargin.l - viewerMargin.r;
