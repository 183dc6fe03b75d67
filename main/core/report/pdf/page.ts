import type { Paper } from "../../../../shared/domain/report.ts";

/** A page in points: its size, and the block of text on it, which is equally wide on both papers. */
export type Page = {
  size: [width: number, height: number];
  left: number;
  width: number;
  top: number;
  bottom: number;
};

const sizes: Readonly<Record<Paper, [number, number]>> = { A4: [595.28, 841.89], Letter: [612, 792] };
const textWidth = 515.28;

export function pageOf(paper: Paper): Page {
  const [width, height] = sizes[paper];
  return {
    size: [width, height],
    left: (width - textWidth) / 2,
    width: textWidth,
    top: 74,
    bottom: height - 44,
  };
}
