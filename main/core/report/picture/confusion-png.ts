import { fill, plainText, textHeight, textWidth, write } from "./dot-text.ts";
import { type Picture, pngOf } from "./picture.ts";

/** More classes than this are no picture any more. */
export const mostClassesDrawn = 60;

const margin = 16;
const gap = 10;
const smallestCell = 48;
const longestLabel = 14;
const deepest = [8, 81, 156] as const;

/**
 * PNG file of a confusion matrix: a row for each true class, a column for each answer, counts shaded by their share of the
 * row; below it lines of text. Long labels are shortened. At most `mostClassesDrawn` classes.
 * @param counts `[true][answered]`
 */
export function confusionPng(
  counts: readonly (readonly number[])[],
  labels: readonly string[],
  captions: readonly string[],
): Uint8Array {
  const names = labels.map(shortened);
  const widest = Math.max(...names.map(textWidth));
  const largest = Math.max(...counts.flat());
  const cell = Math.max(smallestCell, widest + gap, textWidth(String(largest)) + gap);
  const left = margin + widest + gap;
  const top = margin + textHeight + gap;
  const below = top + names.length * smallestCell + gap;
  const width =
    Math.max(left + names.length * cell, ...captions.map((line) => margin + textWidth(line))) + margin;
  const height = below + captions.length * (textHeight + gap) + margin;
  const sheet: Picture = { width, height, data: new Uint8Array(width * height * 3).fill(255) };
  const middle = (smallestCell - textHeight) / 2;
  for (const [k, name] of names.entries()) {
    write(sheet, name, left + (k + 0.5) * cell, margin, "centre");
    write(sheet, name, left - gap, top + k * smallestCell + middle, "right");
  }
  for (const [row, cells] of counts.entries()) {
    const total = cells.reduce((sum, count) => sum + count, 0);
    for (const [column, count] of cells.entries()) {
      const share = total === 0 ? 0 : count / total;
      const [x, y] = [left + column * cell, top + row * smallestCell];
      fill(sheet, x, y, cell - 1, smallestCell - 1, shade(share));
      write(sheet, String(count), x + cell / 2, y + middle, "centre", share > 0.5 ? 255 : 0);
    }
  }
  for (const [k, line] of captions.entries()) {
    const right = margin + textWidth(line);
    write(sheet, line, right, below + k * (textHeight + gap), "right");
  }
  return pngOf(sheet);
}

function shortened(label: string): string {
  const plain = plainText(label);
  return plain.length > longestLabel ? `${plain.slice(0, longestLabel - 2)}..` : plain;
}

/** From nearly white to dark blue. */
function shade(share: number): [number, number, number] {
  const channel = (full: number) => Math.round(244 + (full - 244) * share);
  return [channel(deepest[0]), channel(deepest[1]), channel(deepest[2])];
}
