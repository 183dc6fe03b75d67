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
  const colours = packed((byte) => {
    const share = (minimumDb + step * byte - lowest) / (highest - lowest);
    const from = 3 * Math.round(255 * Math.min(1, Math.max(0, share)));
    return [map[from]!, map[from + 1]!, map[from + 2]!, 255];
  });
  const pixels = new Uint32Array(frames * bands);
  for (let band = 0; band < bands; band++) {
    const row = (bands - 1 - band) * frames;
    for (let frame = 0; frame < frames; frame++)
      pixels[row + frame] = colours[levels[frame * bands + band]!]!;
  }
  return { width: frames, height: bands, data: new Uint8ClampedArray(pixels.buffer) };
}

type Rgba = [red: number, green: number, blue: number, opacity: number];

/** The colours of 256 levels, each in one number, so that a pixel is written at once. */
function packed(colourOf: (level: number) => Rgba): Uint32Array {
  const bytes = Array.from({ length: 256 }, (_, level) => colourOf(level)).flat();
  return new Uint32Array(Uint8ClampedArray.from(bytes).buffer);
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
  const isInside = (row: Float64Array | undefined, x: number) => row !== undefined && row[x]! >= level;
  const colours = packed((byte) => [...highlight, highlightOpacity(byte / 255)]);
  const [edge = 0] = packed(() => [...outline, 255]);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = values[y]!;
    for (let x = 0; x < width; x++) {
      const isEdge =
        isInside(row, x) &&
        !(
          isInside(row, x - 1) &&
          isInside(row, x + 1) &&
          isInside(values[y - 1], x) &&
          isInside(values[y + 1], x)
        );
      pixels[(height - 1 - y) * width + x] = isEdge ? edge : colours[Math.round(255 * row[x]!)]!;
    }
  }
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}
