import { encode } from "fast-png";
import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import {
  type Colour,
  type ColourMap,
  colour,
  invertedGrey,
  magma,
} from "../../../../shared/scale/colour-maps.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";

/** Opaque picture: red, green, blue per pixel, top row first. */
export type Picture = { width: number; height: number; data: Uint8Array };

export type PictureOptions = {
  width: number;
  height: number;
  /** "screen" is magma on dark, "print" inverted grey on white. */
  palette: "screen" | "print";
};

type Palette = { map: ColourMap; highlight: Colour; contour: Colour; excluded: Colour };

const palettes: Record<PictureOptions["palette"], Palette> = {
  screen: {
    map: magma,
    highlight: colour("2ee6d6"),
    contour: colour("ffffff"),
    excluded: colour("6b7680"),
  },
  print: {
    map: invertedGrey,
    highlight: colour("00a0b4"),
    contour: colour("00525e"),
    excluded: colour("c3c9ce"),
  },
};

/** Opacity of the overlay where the map is at its maximum: the spectrogram stays readable beneath. */
const highlightOpacity = 0.6;
/** Opacity of the grey over frequencies that the training audio did not hold. */
const excludedOpacity = 0.75;
/** Share of the highlighted area (map above zero) that the contour encloses. */
const contourShare = 0.15;

/** First and last moment that a spectrogram covers, s: frames are centred on their times. */
export function timeSpan({ frames, startSeconds, hopSeconds }: Spectrogram): [number, number] {
  return [startSeconds - hopSeconds / 2, startSeconds + (frames - 0.5) * hopSeconds];
}

/**
 * Frequency at a height of the picture, Hz. `position` counts bands from the bottom: band k reaches from k to k + 1
 * and has its centre at k + 0.5.
 */
export function frequencyAt(frequenciesHz: readonly number[], position: number): number {
  const low = Math.max(0, Math.min(frequenciesHz.length - 2, Math.floor(position - 0.5)));
  const [from, to] = [frequenciesHz[low]!, frequenciesHz[low + 1] ?? frequenciesHz[low]!];
  return Math.max(0, from + (to - from) * (position - 0.5 - low));
}

/** Inverse of `frequencyAt`, not limited to the picture. */
export function positionOf(frequenciesHz: readonly number[], hz: number): number {
  const above = frequenciesHz.findIndex((centre) => centre > hz);
  const last = frequenciesHz.length - 2;
  const low = above < 0 ? last : Math.max(0, Math.min(last, above - 1));
  const [from, to] = [frequenciesHz[low]!, frequenciesHz[low + 1] ?? frequenciesHz[low]! + 1];
  return low + 0.5 + (hz - from) / (to - from);
}

/**
 * Draws a spectrogram, greys what the model's training audio did not hold, and lays the class activation map over it:
 * opacity follows the value, and a contour encloses the strongest 15 % of the highlighted area. The map is upsampled
 * bilinearly with pixel centres aligned (align_corners=False) onto the picture's own axes; it covers only its own time
 * span and frequencies, and an all-zero map draws nothing.
 */
export function drawPicture(
  spectrogram: Spectrogram,
  map: ExplanationMap | null,
  options: PictureOptions,
): Picture {
  const palette = palettes[options.palette];
  const picture = drawSpectrogram(spectrogram, options, palette.map);
  if (!map) return picture;
  const rowHz = Float64Array.from({ length: picture.height }, (_, y) =>
    frequencyAt(spectrogram.frequenciesHz, (1 - (y + 0.5) / picture.height) * spectrogram.bands),
  );
  const [lowHz, highHz] = map.trainingBandwidthHz;
  const inBand = (y: number) => rowHz[y]! >= lowHz && rowHz[y]! <= highHz;
  const values = upsampleMap(map, spectrogram, picture.width, rowHz);
  const threshold = contourLevel(values);
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const at = y * picture.width + x;
      if (!inBand(y)) blend(picture.data, at, palette.excluded, excludedOpacity);
      else if (values[at]! > 0) blend(picture.data, at, palette.highlight, highlightOpacity * values[at]!);
      if (inBand(y) && isContour(values, picture, x, y, threshold))
        blend(picture.data, at, palette.contour, 1);
    }
  }
  return picture;
}

/** The overlay's colours for values 0..1, from left to right, on the palette's lightest ground: a colour bar. */
export function drawColourBar(width: number, height: number, name: PictureOptions["palette"]): Picture {
  const { map, highlight } = palettes[name];
  const ground: Colour = [map[0]!, map[1]!, map[2]!];
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    data.set(ground, at * 3);
    blend(data, at, highlight, (highlightOpacity * (at % width)) / Math.max(1, width - 1));
  }
  return { width, height, data };
}

/** PNG file of a picture, 8 bits per channel. */
export function pngOf({ width, height, data }: Picture): Uint8Array {
  return encode({ width, height, data, depth: 8, channels: 3 });
}

function drawSpectrogram(
  { frames, bands, levels }: Spectrogram,
  { width, height }: PictureOptions,
  map: ColourMap,
): Picture {
  const data = new Uint8Array(width * height * 3);
  const columns = Array.from({ length: width }, (_, x) => samplePoint(((x + 0.5) / width) * frames, frames));
  for (let y = 0; y < height; y++) {
    const row = samplePoint((1 - (y + 0.5) / height) * bands, bands);
    for (let x = 0; x < width; x++) {
      const from = 3 * Math.round(bilinear(levels, bands, columns[x]!, row));
      const to = 3 * (y * width + x);
      data[to] = map[from]!;
      data[to + 1] = map[from + 1]!;
      data[to + 2] = map[from + 2]!;
    }
  }
  return { width, height, data };
}

/** Two neighbouring cells and the share of the second, for a place measured in cells from the first cell's edge. */
type SamplePoint = { low: number; high: number; share: number };

function samplePoint(position: number, cells: number): SamplePoint {
  const at = Math.max(0, Math.min(cells - 1, position - 0.5));
  const low = Math.floor(at);
  return { low, high: Math.min(cells - 1, low + 1), share: at - low };
}

function bilinear(grid: ArrayLike<number>, columns: number, row: SamplePoint, column: SamplePoint): number {
  const [lower, upper] = [row.low * columns, row.high * columns];
  const low = grid[lower + column.low]! * (1 - column.share) + grid[lower + column.high]! * column.share;
  const high = grid[upper + column.low]! * (1 - column.share) + grid[upper + column.high]! * column.share;
  return low * (1 - row.share) + high * row.share;
}

function upsampleMap(
  map: ExplanationMap,
  spectrogram: Spectrogram,
  width: number,
  rowHz: Float64Array,
): Float32Array {
  const [start, end] = timeSpan(spectrogram);
  const times = Array.from({ length: width }, (_, x) => {
    const seconds = start + ((x + 0.5) / width) * (end - start);
    if (seconds < map.startSeconds || seconds > map.endSeconds) return null;
    const span = map.endSeconds - map.startSeconds;
    return samplePoint(((seconds - map.startSeconds) / span) * map.rows, map.rows);
  });
  const values = new Float32Array(width * rowHz.length);
  rowHz.forEach((hz, y) => {
    const position = mapPosition(map.frequencyEdgesHz, hz);
    if (position === null) return;
    const column = samplePoint(position, map.columns);
    times.forEach((row, x) => {
      if (row) values[y * width + x] = bilinear(map.values, map.columns, row, column);
    });
  });
  return values;
}

/** Place of a frequency among the edges of the map's steps, in steps; null outside. */
function mapPosition(edges: readonly number[], hz: number): number | null {
  const above = edges.findIndex((edge) => edge > hz);
  if (above <= 0) return hz === edges.at(-1) ? edges.length - 1 : null;
  const [from, to] = [edges[above - 1]!, edges[above]!];
  return above - 1 + (hz - from) / (to - from);
}

/** Value exceeded on `contourShare` of the picture where the map is above zero; Infinity for an all-zero map. */
function contourLevel(values: Float32Array): number {
  const positive = values.filter((value) => value > 0).sort();
  return positive[Math.floor(positive.length * (1 - contourShare))] ?? Number.POSITIVE_INFINITY;
}

function isContour(
  values: Float32Array,
  { width, height }: Picture,
  x: number,
  y: number,
  threshold: number,
): boolean {
  if (values[y * width + x]! < threshold) return false;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
      if (inside && values[(y + dy) * width + x + dx]! < threshold) return true;
    }
  return false;
}

function blend(data: Uint8Array, pixel: number, over: Colour, opacity: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const at = 3 * pixel + channel;
    data[at] = Math.round(data[at]! * (1 - opacity) + over[channel]! * opacity);
  }
}
