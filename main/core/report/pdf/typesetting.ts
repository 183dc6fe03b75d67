import { readFileSync } from "node:fs";
import { type Face, fileOf, firstFace } from "./faces.ts";
import { clean, escaped, type Run, runsOf } from "./runs.ts";
import type { Leaf, Tags } from "./tagging.ts";
import { unpackWoff } from "./unpack-woff.ts";

/** Colours of the report: the screen's, dark enough for print. */
export const colours = {
  ink: "#1c2730",
  grey: "#5d6a75",
  line: "#c9d1d7",
  pale: "#e7ebee",
  accent: "#0a7386",
  hatch: "#8fb3bb",
  outside: "#a8480b",
} as const;

export type TextStyle = { size: number; weight?: 400 | 600; colour?: string };

/** Room for a text: left edge, top, width in points; `lines` is the most that are set. */
export type Room = {
  x: number;
  y: number;
  width: number;
  lines?: number;
  align?: "left" | "right" | "centre";
};

/** Sets text in Inter, names in other scripts in the face that has them. */
export type Typesetter = {
  /** Width of a text on one line, points. */
  width(text: string, style: TextStyle): number;
  /** Breaks a text into lines of at most `width` points; what is beyond `most` lines is cut with an ellipsis. */
  lines(text: string, style: TextStyle, width: number, most: number): string[];
  /** Some letter of what was set stands as its code, for no face has it. */
  readonly hasEscaped: boolean;
  /** Sets a text into its room, one line unless said otherwise, tagged as its kind; returns the y below it. */
  set(text: string, style: TextStyle, room: Room, kind?: Leaf): number;
};

/** Distance of baselines in units of the type size. */
export const leading = 1.32;

/** A typesetter on a pdfkit document. Fonts are embedded as they are first used. */
export function typesetter(doc: PDFKit.PDFDocument, tags: Tags): Typesetter {
  const { use, has } = fonts(doc);
  let hasEscaped = false;
  const shown = (text: string) => escaped(clean(text), has);
  const widths = new Map<string, number>();
  const widthOf = (run: Run, { size, weight = 400 }: TextStyle) => {
    const key = `${run.face.family} ${run.face.subset} ${weight} ${size} ${run.isNumber} ${run.part}`;
    const width =
      widths.get(key) ?? use(run.face, weight).fontSize(size).widthOfString(run.part, options(run));
    widths.set(key, width);
    return width;
  };
  const width = (text: string, style: TextStyle) =>
    runsOf(shown(text)).reduce((sum, run) => sum + widthOf(run, style), 0);
  const lines = (text: string, style: TextStyle, room: number, most: number) =>
    breakLines(shown(text), room, most, (part) => width(part, style));
  const draw = (text: string, style: TextStyle, x: number, y: number) => {
    let left = x;
    for (const run of runsOf(text)) {
      const runWidth = widthOf(run, style);
      const baseline = y + ascender * style.size;
      const place = run.face.family === firstFace.family ? y : baseline;
      use(run.face, style.weight ?? 400)
        .fontSize(style.size)
        .fillColor(style.colour ?? colours.ink)
        .text(run.part, left, place, options(run));
      left += runWidth;
    }
  };
  return {
    width,
    lines,
    get hasEscaped() {
      return hasEscaped;
    },
    set(text, style, { x, y, width: room, lines: most = 1, align = "left" }, kind = "P") {
      hasEscaped ||= shown(text) !== clean(text);
      const set = lines(text, style, room, most);
      const setLines = () =>
        set.forEach((line, index) => {
          const spare =
            align === "left" ? 0 : (room - width(line.trimEnd(), style)) * (align === "right" ? 1 : 0.5);
          draw(line, style, x + spare, y + index * style.size * leading);
        });
      if (set.length) tags.text(kind, setLines);
      return y + set.length * style.size * leading;
    },
  };
}

/**
 * Numbers are set in tabular figures: they stand in columns, and no point hides between two ones. Only numbers, for the
 * feature widens hyphens too, and pdfkit remembers the shapes of words only where no feature is asked for.
 */
function options({ face, isNumber }: Run): PDFKit.Mixins.TextOptions {
  const isOther = face.family !== firstFace.family;
  return {
    lineBreak: false,
    ...(isNumber && { features: ["tnum"] }),
    // a word as a whole, or the shaping of joined letters is lost; other faces are set on Inter's baseline
    ...(isOther && { features: [], baseline: "alphabetic" }),
  };
}

function breakLines(text: string, room: number, most: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest && lines.length < most) {
    if (width(rest) <= room) return [...lines, rest];
    if (lines.length === most - 1) return [...lines, cut(rest, room, width)];
    const line = firstLine(rest, room, width);
    const after = rest.slice(line.length);
    // the space that the line is broken at stays in the text, for those who copy it
    lines.push(after.startsWith(" ") ? `${line} ` : line);
    rest = after.trimStart();
  }
  return lines;
}

/** As many whole words as fit; a word that is wider than the room is broken. */
function firstLine(text: string, room: number, width: (text: string) => number): string {
  const words = text.split(" ");
  const count = fitting(words.length, (n) => width(words.slice(0, n).join(" ")) <= room);
  return count > 0 ? words.slice(0, count).join(" ") : prefix(text, room, width);
}

function cut(text: string, room: number, width: (text: string) => number): string {
  return `${prefix(text, room - width("…"), width).trimEnd()}…`;
}

/** At least one character, so that every line makes progress. */
function prefix(text: string, room: number, width: (text: string) => number): string {
  const letters = [...text];
  const count = fitting(letters.length, (n) => width(letters.slice(0, n).join("")) <= room);
  return letters.slice(0, Math.max(1, count)).join("");
}

/** The largest n up to `most` for which `fits` holds, given that it holds for all smaller ones. */
function fitting(most: number, fits: (n: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** From the top of a line to its baseline in Inter, in units of the type size. */
const ascender = 0.968_75;

/** The fonts of a document, each embedded as it is first used. */
function fonts(doc: PDFKit.PDFDocument) {
  const registered = new Set<string>();
  const use = (face: Face, weight: number) => {
    const name = `${face.family}-${face.subset}-${weight}`;
    if (!registered.has(name)) doc.registerFont(name, unpackWoff(readFileSync(fileOf(face, weight))));
    registered.add(name);
    return doc.font(name);
  };
  const known = new Map<string, boolean>();
  const has = (face: Face, letter: string) => {
    const found = known.get(letter) ?? glyphsOf(use(face, 400)).hasGlyphForCodePoint(letter.codePointAt(0)!);
    known.set(letter, found);
    return found;
  };
  return { use, has };
}

/** The font that is set, as fontkit has it: pdfkit's types leave it out. */
function glyphsOf(doc: PDFKit.PDFDocument): { hasGlyphForCodePoint(code: number): boolean } {
  return (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font.font;
}
