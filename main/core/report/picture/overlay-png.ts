import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import { frequencyTicks, ticksBetween } from "../pdf/axis-ticks.ts";
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
const ink = 60;
/** Pixels per dot of a letter. */
const dot = 2;

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

function fill(sheet: Picture, left: number, top: number, width: number, height: number): void {
  for (let y = Math.max(0, top); y < Math.min(sheet.height, top + height); y++)
    for (let x = Math.max(0, left); x < Math.min(sheet.width, left + width); x++)
      sheet.data.fill(ink, 3 * (y * sheet.width + x), 3 * (y * sheet.width + x) + 3);
}

/** Letters of axis labels, 5 x 7 dots: one base-32 digit per row. */
const letters: Readonly<Record<string, string>> = {
  "0": "ehjlphe",
  "1": "4c4444e",
  "2": "eh1248v",
  "3": "v2421he",
  "4": "26aiv22",
  "5": "vgu11he",
  "6": "68guhhe",
  "7": "v124888",
  "8": "ehhehhe",
  "9": "ehhf12c",
  ".": "00000cc",
  s: "00fge1u",
  k: "gghikih",
  H: "hhhvhhh",
  z: "00v248v",
  " ": "0000000",
};

function write(sheet: Picture, text: string, x: number, y: number, align: "centre" | "right"): void {
  const width = text.length * 6 * dot - dot;
  const left = align === "centre" ? x - Math.round(width / 2) : x - width;
  [...text].forEach((letter, index) => {
    [...letters[letter]!].forEach((row, line) => {
      for (let bit = 0; bit < 5; bit++)
        if (Number.parseInt(row, 32) & (16 >> bit))
          fill(sheet, left + (index * 6 + bit) * dot, y + line * dot, dot, dot);
    });
  });
}
