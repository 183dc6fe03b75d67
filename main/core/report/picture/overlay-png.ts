import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import { ticksBetween } from "../../../../shared/scale/axis-ticks.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import { frequencyTicks } from "../pdf/axis-ticks.ts";
import { fill, write } from "./dot-text.ts";
import { drawColourBar, drawPicture, type Picture, pngOf, positionOf, timeSpan } from "./picture.ts";

export type OverlayOptions = {
  /** "screen" is magma on dark, "print" inverted grey on white. */
  palette: "screen" | "print";
  /** Size of the plot without axes, pixels. */
  width: number;
  height: number;
};

const margin = { left: 92, right: 28, top: 20, bottom: 92 };
const paper = 255;

/**
 * PNG file of a spectrogram with its class activation map, for people who look at files: time axis in s, frequency
 * axis in kHz, colour bar of the map from 0 to 1 (its maximum) beneath. Without a map the plain spectrogram.
 */
export function overlayPng(
  spectrogram: Spectrogram,
  map: ExplanationMap | null,
  options: OverlayOptions = { palette: "screen", width: 1200, height: 400 },
): Uint8Array {
  const width = margin.left + options.width + margin.right;
  const height = margin.top + options.height + margin.bottom;
  const sheet: Picture = { width, height, data: new Uint8Array(width * height * 3).fill(paper) };
  place(sheet, drawPicture(spectrogram, map, options), margin.left, margin.top);
  drawTimeAxis(sheet, spectrogram, options);
  drawFrequencyAxis(sheet, spectrogram, options);
  if (map) drawBar(sheet, options);
  return pngOf(sheet);
}

function drawTimeAxis(sheet: Picture, spectrogram: Spectrogram, { width, height }: OverlayOptions): void {
  const [start, end] = timeSpan(spectrogram);
  const bottom = margin.top + height;
  for (const seconds of ticksBetween(Math.max(0, start), end, 10)) {
    const x = margin.left + Math.round(((seconds - start) / (end - start)) * width);
    fill(sheet, x, bottom, 1, 8);
    write(sheet, `${seconds} s`, x, bottom + 12, "centre");
  }
}

function drawFrequencyAxis(
  sheet: Picture,
  { frequenciesHz, bands }: Spectrogram,
  { height }: OverlayOptions,
): void {
  for (const hz of frequencyTicks(frequenciesHz, 8)) {
    const y = margin.top + Math.round((1 - positionOf(frequenciesHz, hz) / bands) * height);
    fill(sheet, margin.left - 8, y, 8, 1);
    write(sheet, hz < 1000 ? `${hz} Hz` : `${hz / 1000} kHz`, margin.left - 12, y - 7, "right");
  }
}

function drawBar(sheet: Picture, { width, height, palette }: OverlayOptions): void {
  const y = margin.top + height + 48;
  const bar = drawColourBar(Math.min(300, width), 14, palette);
  place(sheet, bar, margin.left, y);
  write(sheet, "0", margin.left, y + 20, "centre");
  write(sheet, "1", margin.left + bar.width, y + 20, "centre");
}

function place(sheet: Picture, { width, height, data }: Picture, left: number, top: number): void {
  for (let y = 0; y < height; y++)
    sheet.data.set(data.subarray(3 * y * width, 3 * (y + 1) * width), 3 * ((top + y) * sheet.width + left));
}
