import type { Contour } from "../../shared/contract/recordings.ts";
import { type Box, shareOf, type TimeRange } from "./picture-frame.ts";

/** A moment of a contour in the picture, px. */
export type CurvePoint = { x: number; y: number };

/** Values that a scale shows, from its foot to its top. */
export type ValueRange = readonly [lowest: number, highest: number];

/**
 * The points of one series of a contour that a time range shows, in runs without a gap; thinned so that two lie at least
 * `apart` px from each other.
 */
export function curveRuns(
  { firstSeconds, stepSeconds }: Pick<Contour, "firstSeconds" | "stepSeconds">,
  values: readonly (number | null)[],
  range: TimeRange,
  box: Box,
  yOf: (value: number) => number,
  apart: number,
): CurvePoint[][] {
  const pixelsPerStep = (stepSeconds / (range[1] - range[0])) * box.width;
  const every = Math.max(1, Math.ceil(apart / pixelsPerStep - 1e-6));
  const first = Math.max(0, Math.floor((range[0] - firstSeconds) / stepSeconds / every) * every);
  const last = Math.min(values.length - 1, Math.ceil((range[1] - firstSeconds) / stepSeconds));
  const runs: CurvePoint[][] = [[]];
  for (let k = first; k <= last; k += every) {
    const value = values[k];
    if (value == null) {
      if (runs.at(-1)!.length > 0) runs.push([]);
      continue;
    }
    const x = box.left + shareOf(firstSeconds + k * stepSeconds, range) * box.width;
    runs.at(-1)!.push({ x, y: yOf(value) });
  }
  return runs.filter((run) => run.length > 0);
}

const spot = ({ x, y }: CurvePoint) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Runs as one SVG path; a run of a single point is a short dash. */
export function linePath(runs: CurvePoint[][]): string {
  return runs.map((run) => `M${run.map(spot).join("L")}${run.length === 1 ? "h1" : ""}`).join("");
}

export const markShapes = {
  disc: "m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0z",
  diamond: "m0 -3.3l3.3 3.3l-3.3 3.3l-3.3 -3.3z",
  square: "m-2.3 -2.3h4.6v4.6h-4.6z",
} as const;

/** A mark at every point, as one SVG path. */
export function marksPath(runs: CurvePoint[][], shape: keyof typeof markShapes): string {
  return runs
    .flat()
    .map((point) => `M${spot(point)}${markShapes[shape]}`)
    .join("");
}

/** A round range about all values, with room above and below; null without values. */
export function roundRange(values: readonly (number | null)[], step: number): ValueRange | null {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === null) continue;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (lowest > highest) return null;
  return [
    Math.floor(lowest / step) * step,
    Math.max(Math.ceil(highest / step), Math.floor(lowest / step) + 1) * step,
  ];
}
