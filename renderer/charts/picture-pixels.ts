import type { ColourMap } from "../../shared/scale/colour-maps.ts";
import { type ExplanationGrid, topShareLevel } from "./explanation-grid.ts";
import type { SpectrogramLevels } from "./spectrogram-levels.ts";

/** Red, green, blue and opacity per pixel, top row first. */
export type Pixels = { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> };

/** Lowest and highest level, dB, that the colours part. */
export type LevelRange = readonly [lowest: number, highest: number];

/** A spectrogram's pixels: one column per frame, one row per band, the highest band on top. */
export function spectrogramPixels(
  { frames, bands, levels, minimumDb, maximumDb }: SpectrogramLevels,
  map: ColourMap,
  [lowest, highest]: LevelRange,
): Pixels {
  const step = (maximumDb - minimumDb) / 255;
  const shade = Uint8Array.from({ length: 256 }, (_, byte) => {
    const share = (minimumDb + step * byte - lowest) / (highest - lowest);
    return Math.round(255 * Math.min(1, Math.max(0, share)));
  });
  const data = new Uint8ClampedArray(4 * frames * bands);
  for (let band = 0; band < bands; band++) {
    for (let frame = 0; frame < frames; frame++) {
      const from = 3 * shade[levels[frame * bands + band]!]!;
      const to = 4 * ((bands - 1 - band) * frames + frame);
      data[to] = map[from]!;
      data[to + 1] = map[from + 1]!;
      data[to + 2] = map[from + 2]!;
      data[to + 3] = 255;
    }
  }
  return { width: frames, height: bands, data };
}

/** One hue that no colour map of levels has. */
const highlight = [46, 230, 214] as const;
const outline = [234, 255, 251] as const;

/** How opaque a highlight of this value, 0..1, is drawn, 0..255: nothing where the map is small. */
export const highlightOpacity = (value: number) => 255 * 0.85 * Math.max(0, value) ** 1.3;

/** Share of the map's cells that its outline encloses. */
const outlinedShare = 0.15;

/** A highlight's pixels: opacity follows the value, a line encloses the map's strongest 15 %. */
export function highlightPixels({ values }: ExplanationGrid, cells: number[]): Pixels {
  const height = values.length;
  const width = values[0]?.length ?? 0;
  const level = topShareLevel(cells, outlinedShare) ?? Number.POSITIVE_INFINITY;
  const inside = (x: number, y: number) => (values[y]?.[x] ?? 0) >= level;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * ((height - 1 - y) * width + x);
      const isEdge =
        inside(x, y) && !(inside(x - 1, y) && inside(x + 1, y) && inside(x, y - 1) && inside(x, y + 1));
      data.set(isEdge ? outline : highlight, at);
      data[at + 3] = isEdge ? 255 : highlightOpacity(values[y]![x]!);
    }
  }
  return { width, height, data };
}
