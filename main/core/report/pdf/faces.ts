import { createRequire } from "node:module";

type Family = "inter" | "noto-sans-hebrew" | "noto-sans-arabic" | "noto-sans-sc";

/** A font file of the report without its weight, and whether its letters are written from right to left. */
export type Face = { family: Family; subset: string; rightToLeft: boolean };

type Range = readonly [number, number];

const require = createRequire(import.meta.url);
const inter: Record<string, string> = require("@fontsource/inter/unicode.json");
const hebrew: Record<string, string> = require("@fontsource/noto-sans-hebrew/unicode.json");
const arabic: Record<string, string> = require("@fontsource/noto-sans-arabic/unicode.json");
const chinese: Record<string, string> = require("@fontsource/noto-sans-sc/unicode.json");

/** Subsets of Inter in the order in which they are asked for a letter. */
const interSubsets = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese"];

const faces: readonly (Face & { ranges: readonly Range[] })[] = [
  ...interSubsets.map((subset) => face("inter", subset, inter[subset])),
  face("noto-sans-hebrew", "hebrew", hebrew.hebrew, true),
  face("noto-sans-arabic", "arabic", arabic.arabic, true),
  // Chinese is cut into a hundred files: "[27]" is the file 27
  ...Object.keys(chinese)
    .filter((subset) => subset.startsWith("["))
    .map((subset) => face("noto-sans-sc", subset.slice(1, -1), chinese[subset])),
];

/** The face of most text: what stands beside it keeps its baseline. */
export const firstFace: Face = faces[0]!;

/** The face that should hold a letter; null where none does. */
export function faceOf(letter: string): Face | null {
  const code = letter.codePointAt(0)!;
  return faces.find(({ ranges }) => ranges.some(([low, high]) => code >= low && code <= high)) ?? null;
}

/** The file of a face in a weight, as the package names it. */
export function fileOf({ family, subset }: Face, weight: number): string {
  return files[family](`${family}-${subset}-${weight}-normal.woff`);
}

const files: Readonly<Record<Family, (name: string) => string>> = {
  inter: (name) => require.resolve(`@fontsource/inter/files/${name}`),
  "noto-sans-hebrew": (name) => require.resolve(`@fontsource/noto-sans-hebrew/files/${name}`),
  "noto-sans-arabic": (name) => require.resolve(`@fontsource/noto-sans-arabic/files/${name}`),
  "noto-sans-sc": (name) => require.resolve(`@fontsource/noto-sans-sc/files/${name}`),
};

function face(family: Family, subset: string, ranges = "", rightToLeft = false) {
  return { family, subset, rightToLeft, ranges: ranges ? parseRanges(ranges) : [] };
}

/** "U+0000-00FF,U+0131" as pairs of first and last code point. */
function parseRanges(text: string): Range[] {
  return text.split(",").map((range) => {
    const [low, high = low] = range.replace("U+", "").split("-");
    return [Number.parseInt(low!, 16), Number.parseInt(high!, 16)];
  });
}
