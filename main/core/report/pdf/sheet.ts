import type { Language } from "../../../../shared/words/language.ts";
import type { Page } from "./page.ts";
import type { Tags } from "./tagging.ts";
import { colours, type Typesetter } from "./typesetting.ts";

/** A page in work: pdfkit's document, its structure, the typesetter on it, the paper, and the reader's language. */
export type Sheet = {
  doc: PDFKit.PDFDocument;
  tags: Tags;
  type: Typesetter;
  page: Page;
  language: Language;
};

/** Left edge, top and width, points from the page's top left corner. */
export type Area = { x: number; y: number; width: number };

/** An area of known height. */
export type Box = Area & { height: number };

/** Hatches a box: measurement error, never a plain surface that could be taken for a norm. */
export function hatch({ doc }: Sheet, { x, y, width, height }: Box, distance = 3): void {
  if (width <= 0 || height <= 0) return;
  doc.save().rect(x, y, width, height).clip();
  doc.lineWidth(0.4).strokeColor(colours.hatch);
  for (let at = -height; at < width; at += distance)
    doc.moveTo(x + at, y + height).lineTo(x + at + height, y);
  doc.stroke().restore();
}

export type MarkerShape = "circle" | "diamond" | "triangle";

/** A marker: filled when the value is reliable, hollow when its quality failed. */
export function marker(
  { doc }: Sheet,
  x: number,
  y: number,
  {
    shape,
    filled,
    colour,
    radius = 2.6,
  }: { shape: MarkerShape; filled: boolean; colour: string; radius?: number },
): void {
  if (shape === "circle") doc.circle(x, y, radius);
  else if (shape === "triangle")
    doc
      .moveTo(x, y - 1.25 * radius)
      .lineTo(x + 1.25 * radius, y + radius)
      .lineTo(x - 1.25 * radius, y + radius)
      .closePath();
  else {
    const r = radius * 1.3;
    doc
      .moveTo(x, y - r)
      .lineTo(x + r, y)
      .lineTo(x, y + r)
      .lineTo(x - r, y)
      .closePath();
  }
  doc.lineWidth(0.9).fillAndStroke(filled ? colour : "#ffffff", colour);
}

/** A thin line across an area, not read aloud. */
export function rule(
  { doc, tags }: Sheet,
  { x, y, width }: Area,
  lineWidth = 0.3,
  colour: string = colours.line,
): void {
  tags.artifact(() =>
    doc
      .lineWidth(lineWidth)
      .strokeColor(colour)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke(),
  );
}

/** Of a section's heading, points. */
export const headingHeight = 20;

/** A section's heading with a rule above; returns the y below. */
export function heading(sheet: Sheet, text: string, area: Area, aside = ""): number {
  const { type } = sheet;
  rule(sheet, area, 0.6);
  const style = { size: 9.5, weight: 600 } as const;
  const width = type.width(text, style) + 10;
  type.set(text, style, { ...area, y: area.y + 4 }, "H2");
  const rest = { x: area.x + width, y: area.y + 6, width: area.width - width, align: "right" } as const;
  type.set(aside, { size: 7, colour: colours.grey }, rest);
  return area.y + headingHeight;
}
