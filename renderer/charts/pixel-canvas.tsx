import { type CSSProperties, useLayoutEffect, useRef } from "react";
import { shareOf, type TimeRange } from "./picture-frame.ts";
import type { Pixels } from "./picture-pixels.ts";

/** What pixels cover: a stretch of time, s, and a stretch of the frequency axis, Hz or mel. */
export type Extent = { fromSeconds: number; toSeconds: number; lowest: number; highest: number };

type PixelCanvasProps = {
  pixels: Pixels;
  extent: Extent;
  /** What its parent shows: a time range, and the axis from 0 to its highest position. */
  range: TimeRange;
  axisTop: number;
  className: string;
};

/** Pixels laid at their place of a plot; the browser stretches them, so that zooming draws nothing anew. */
export function PixelCanvas({ pixels, extent, range, axisTop, className }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, data } = pixels;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    context?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [data, width, height]);
  return (
    <canvas
      ref={canvas}
      className={className}
      style={placeOf(extent, range, axisTop)}
      width={width}
      height={height}
    />
  );
}

function placeOf(
  { fromSeconds, toSeconds, lowest, highest }: Extent,
  range: TimeRange,
  axisTop: number,
): CSSProperties {
  const left = shareOf(fromSeconds, range);
  return {
    left: `${100 * left}%`,
    width: `${100 * (shareOf(toSeconds, range) - left)}%`,
    top: `${100 * (1 - highest / axisTop)}%`,
    height: `${(100 * (highest - lowest)) / axisTop}%`,
  };
}
