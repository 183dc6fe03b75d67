import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
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

/** Sets text in Inter, in whichever of its script subsets holds each character. */
export type Typesetter = {
  /** Width of a text on one line, points. */
  width(text: string, style: TextStyle): number;
  /** Breaks a text into lines of at most `width` points; what is beyond `most` lines is cut with an ellipsis. */
  lines(text: string, style: TextStyle, width: number, most: number): string[];
  /** Whether the fonts have every letter of a text; one without stands as a box. */
  canSet(text: string): boolean;
  /** Sets a text into its room, one line unless said otherwise, and returns the y below it. */
  set(text: string, style: TextStyle, room: Room): number;
};

/** Distance of baselines in units of the type size. */
const leading = 1.32;

/** A typesetter on a pdfkit document. Fonts are embedded as they are first used. */
export function typesetter(doc: PDFKit.PDFDocument): Typesetter {
  const runsOf = scriptRuns(doc);
  const widthOf = (run: Run, { size }: TextStyle) =>
    doc.font(run.font).fontSize(size).widthOfString(run.part, options(run));
  const width = (text: string, style: TextStyle) =>
    runsOf(clean(text), style.weight ?? 400).reduce((sum, run) => sum + widthOf(run, style), 0);
  const lines = (text: string, style: TextStyle, room: number, most: number) =>
    breakLines(clean(text), room, most, (part) => width(part, style));
  const draw = (text: string, style: TextStyle, x: number, y: number) => {
    let left = x;
    for (const run of runsOf(text, style.weight ?? 400)) {
      const runWidth = widthOf(run, style);
      doc.fillColor(style.colour ?? colours.ink).text(run.part, left, y, options(run));
      left += runWidth;
    }
  };
  return {
    width,
    lines,
    canSet: (text) => [...clean(text)].every((letter) => subsetOf(letter) !== null),
    set(text, style, { x, y, width: room, lines: most = 1, align = "left" }) {
      const set = lines(text, style, room, most);
      set.forEach((line, index) => {
        const spare = align === "left" ? 0 : (room - width(line, style)) * (align === "right" ? 1 : 0.5);
        draw(line, style, x + spare, y + index * style.size * leading);
      });
      return y + set.length * style.size * leading;
    },
  };
}

/**
 * Numbers are set in tabular figures: they stand in columns, and no point hides between two ones. Only numbers, for the
 * feature widens hyphens too, and pdfkit remembers the shapes of words only where no feature is asked for.
 */
function options({ isNumber }: Run): PDFKit.Mixins.TextOptions {
  return isNumber ? { lineBreak: false, features: ["tnum"] } : { lineBreak: false };
}

/** One line, no control or direction characters, composed letters: what a name may hold cannot break the layout. */
function clean(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/\p{Cf}/gu, "")
    .trim();
}

function breakLines(text: string, room: number, most: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest && lines.length < most) {
    if (width(rest) <= room) return [...lines, rest];
    if (lines.length === most - 1) return [...lines, cut(rest, room, width)];
    const line = firstLine(rest, room, width);
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
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

/** Subsets of Inter in the order in which they are asked for a character. */
const subsets = [
  "latin",
  "latin-ext",
  "cyrillic",
  "cyrillic-ext",
  "greek",
  "greek-ext",
  "vietnamese",
] as const;

type Run = { font: string; part: string; isNumber: boolean };

const require = createRequire(import.meta.url);
const ranges: Record<string, string> = require("@fontsource/inter/unicode.json");
const bounds = subsets.map((subset) => parseRanges(ranges[subset]!));

/** The subset that holds a letter; null where none does. */
function subsetOf(letter: string): (typeof subsets)[number] | null {
  const code = letter.codePointAt(0)!;
  const found = bounds.findIndex((pairs) => pairs.some(([low, high]) => code >= low && code <= high));
  return subsets[found] ?? null;
}

/**
 * Cuts a text into runs of one font each. A letter that no subset has stays in the first, whose glyph for unknown
 * letters is a box: visible, and nothing is lost silently.
 */
function scriptRuns(doc: PDFKit.PDFDocument): (text: string, weight: number) => Run[] {
  const registered = new Set<string>();
  const fontOf = (letter: string, weight: number) => {
    const font = `inter-${subsetOf(letter) ?? "latin"}-${weight}-normal`;
    if (!registered.has(font)) {
      const file = require.resolve(`@fontsource/inter/files/${font}.woff`);
      doc.registerFont(font, unpackWoff(readFileSync(file)));
      registered.add(font);
    }
    return font;
  };
  return (text, weight) =>
    text.split(/(\d[\d.]*\d|\d)/).flatMap((part, index) => {
      if (index % 2) return [{ font: fontOf(part, weight), part, isNumber: true }];
      const runs: Run[] = [];
      for (const letter of part) {
        const font = fontOf(letter, weight);
        if (runs.at(-1)?.font === font) runs.at(-1)!.part += letter;
        else runs.push({ font, part: letter, isNumber: false });
      }
      return runs;
    });
}

/** "U+0000-00FF,U+0131" as pairs of first and last code point. */
function parseRanges(text: string): [number, number][] {
  return text.split(",").map((range) => {
    const [low, high = low] = range.replace("U+", "").split("-");
    return [Number.parseInt(low!, 16), Number.parseInt(high!, 16)];
  });
}
