import type { ExplanationMap } from "../../shared/contract/recordings.ts";
import { type FrequencyScale, fromAxis, toAxis } from "./frequency-axis.ts";

/** A class activation map resampled for the screen: `values[y][x]` at `seconds[x]` and axis position `positions[y]`. */
export type ExplanationGrid = {
  seconds: number[];
  /** Hz, or mel on a mel axis; the map's own frequency range. */
  positions: number[];
  values: Float64Array[];
};

/**
 * Bilinear resampling (align_corners=False, clamped at the edges) of a coarse map on to `width` x `height` points of
 * the picture's axes, so that one cell of 0.3 s by 2 kHz does not pretend to have sharp borders.
 */
export function explanationGrid(
  map: ExplanationMap,
  scale: FrequencyScale,
  width: number,
  height: number,
): ExplanationGrid {
  const { rows, columns, startSeconds, endSeconds, frequencyEdgesHz: edges } = map;
  const low = toAxis(scale, edges[0] ?? 0);
  const high = toAxis(scale, edges[columns] ?? 0);
  const seconds = middles(width, startSeconds, endSeconds);
  const positions = middles(height, low, high);
  const steps = seconds.map((_, x) => neighbours(((x + 0.5) * rows) / width - 0.5, rows));
  const bands = positions.map((position) =>
    neighbours(stepAt(edges, fromAxis(scale, position)) - 0.5, columns),
  );
  return { seconds, positions, values: bands.map((band) => interpolatedRow(map, steps, band)) };
}

const middles = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, k) => from + ((k + 0.5) * (to - from)) / count);

/** Fractional index of a frequency among ascending edges. */
function stepAt(edges: number[], hz: number): number {
  const above = edges.findIndex((edge) => edge > hz);
  if (above <= 0) return above === 0 ? 0 : edges.length - 1;
  const lower = edges[above - 1] ?? 0;
  return above - 1 + (hz - lower) / ((edges[above] ?? hz) - lower);
}

/** The cells on both sides of a fractional index, and how much of the second is taken. */
type Neighbours = { first: number; second: number; share: number };

function neighbours(index: number, count: number): Neighbours {
  const clamped = Math.min(count - 1, Math.max(0, index));
  const first = Math.floor(clamped);
  return { first, second: Math.min(count - 1, first + 1), share: clamped - first };
}

/** One row of the grid, all time steps of a frequency. */
function interpolatedRow({ values, columns }: ExplanationMap, steps: Neighbours[], band: Neighbours) {
  const row = new Float64Array(steps.length);
  for (let x = 0; x < row.length; x++) {
    const { first, second, share } = steps[x]!;
    row[x] =
      bandValue(values, first * columns, band) * (1 - share) +
      bandValue(values, second * columns, band) * share;
  }
  return row;
}

const bandValue = (values: number[], offset: number, { first, second, share }: Neighbours) =>
  values[offset + first]! * (1 - share) + values[offset + second]! * share;

/** Level that the highest `share` of the map's cells reach; null for a map that supports nothing anywhere. */
export function topShareLevel(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const maximum = sorted.at(-1) ?? 0;
  if (maximum <= 0) return null;
  const level = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - share)))] ?? maximum;
  // A map that is zero almost everywhere is outlined where it is not.
  return Math.max(level, 0.02 * maximum);
}
