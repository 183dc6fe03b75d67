import type { ExplanationMap } from "../../shared/contract/recordings.ts";
import { type FrequencyScale, fromAxis, toAxis } from "./frequency-axis.ts";

/** A class activation map resampled for the screen: `values[y][x]` at `seconds[x]` and axis position `positions[y]`. */
export type ExplanationGrid = {
  seconds: number[];
  /** Hz, or mel on a mel axis; the map's own frequency range. */
  positions: number[];
  values: number[][];
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
  const steps = seconds.map((_, x) => ((x + 0.5) * rows) / width - 0.5);
  const bands = positions.map((position) => stepAt(edges, fromAxis(scale, position)) - 0.5);
  return {
    seconds,
    positions,
    values: bands.map((band) => steps.map((step) => interpolate(map.values, rows, columns, step, band))),
  };
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

function interpolate(values: number[], rows: number, columns: number, row: number, column: number): number {
  const r = Math.min(rows - 1, Math.max(0, row));
  const c = Math.min(columns - 1, Math.max(0, column));
  const [r0, c0] = [Math.floor(r), Math.floor(c)];
  const [r1, c1] = [Math.min(rows - 1, r0 + 1), Math.min(columns - 1, c0 + 1)];
  const at = (i: number, j: number) => values[i * columns + j] ?? 0;
  const first = at(r0, c0) * (1 - (c - c0)) + at(r0, c1) * (c - c0);
  const second = at(r1, c0) * (1 - (c - c0)) + at(r1, c1) * (c - c0);
  return first * (1 - (r - r0)) + second * (r - r0);
}

/** Level that the highest `share` of the map's cells reach; null for a map that supports nothing anywhere. */
export function topShareLevel(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const maximum = sorted.at(-1) ?? 0;
  if (maximum <= 0) return null;
  const level = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - share)))] ?? maximum;
  // A map that is zero almost everywhere is outlined where it is not.
  return Math.max(level, 0.02 * maximum);
}
