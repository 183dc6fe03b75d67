import type { Data } from "plotly.js";
import type { Vowel, VowelLetter } from "../../shared/domain/visit-vowels.ts";
import type { Words } from "../../shared/words/words.ts";
import type { Speaker } from "../speaker.ts";
import type { ChartColours } from "./chart-colours.ts";
import { csv } from "./csv.ts";
import { baseAxis, baseLayout, type Figure } from "./figure.ts";

type Formants = { f1: number; f2: number };
type Triangle = Record<"a" | "i" | "u", Formants>;

/**
 * The vowel chart of phonetics: F2 from right to left, F1 downwards, so that /i/ stands at the upper left as the tongue
 * does. The triangle of /a/, /i/, /u/ is what tVSA measures; that of the baseline is dashed.
 */
export function vowelFigure(
  vowels: Vowel[],
  baseline: Triangle | null,
  colours: ChartColours,
  charts: Words["charts"],
): Figure {
  const corners = triangleOf(vowels);
  const axis = { ...baseAxis(colours), fixedrange: true, nticks: 5 } as const;
  const all = [...vowels.flatMap(({ takes }) => takes), ...(baseline ? Object.values(baseline) : [])];
  return {
    data: [
      ...(baseline ? [outline(baseline, colours["text-muted"], "dash")] : []),
      ...(corners ? [{ ...outline(corners, colours.accent, "solid"), ...filled(colours.accent) }] : []),
      takesTrace(vowels, colours),
      vowelsTrace(vowels, colours),
    ],
    layout: {
      ...baseLayout(colours, { l: 54, r: 12, t: 8, b: 42 }),
      hovermode: false,
      dragmode: false,
      xaxis: {
        ...axis,
        range: reversed(all.map(({ f2 }) => f2)),
        title: { text: charts.f2, standoff: 4 },
      },
      yaxis: {
        ...axis,
        range: reversed(all.map(({ f1 }) => f1)),
        title: { text: charts.f1, standoff: 4 },
      },
    },
  };
}

/** The corner vowels; null where one of them is missing. */
export function triangleOf(vowels: Vowel[]): Triangle | null {
  const find = (letter: string) => vowels.find((vowel) => vowel.letter === letter);
  const [a, i, u] = [find("a"), find("i"), find("u")];
  return a && i && u ? { a, i, u } : null;
}

/** Axis from the highest to the lowest value, with room for letters. */
function reversed(values: number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = Math.max(60, (high - low) * 0.18);
  return [high + air, low - air];
}

function outline({ a, i, u }: Triangle, color: string, dash: "solid" | "dash"): Partial<Data> {
  const around = [a, i, u, a];
  return {
    type: "scatter",
    mode: "lines",
    x: around.map(({ f2 }) => f2),
    y: around.map(({ f1 }) => f1),
    line: { color, width: 1.5, dash },
    hoverinfo: "skip",
  };
}

const filled = (colour: string) => ({ fill: "toself", fillcolor: `${colour}22` }) as const;

function takesTrace(vowels: Vowel[], colours: ChartColours): Partial<Data> {
  const takes = vowels.flatMap((vowel) => (vowel.takes.length > 1 ? vowel.takes : []));
  return {
    type: "scatter",
    mode: "markers",
    x: takes.map(({ f2 }) => f2),
    y: takes.map(({ f1 }) => f1),
    marker: { size: 4, color: colours["line-strong"] },
    hoverinfo: "skip",
  };
}

/** Outside the triangle, where no line crosses them. */
const labelPlaces = {
  a: "bottom center",
  e: "middle left",
  i: "top left",
  o: "middle right",
  u: "top right",
} as const satisfies Record<VowelLetter, string>;

function vowelsTrace(vowels: Vowel[], colours: ChartColours): Partial<Data> {
  return {
    type: "scatter",
    mode: "text+markers",
    x: vowels.map(({ f2 }) => f2),
    y: vowels.map(({ f1 }) => f1),
    text: vowels.map(({ letter }) => `/${letter}/`),
    textposition: vowels.map(({ letter }) => labelPlaces[letter]),
    textfont: { color: colours.text, size: 13 },
    marker: {
      size: 9,
      color: colours.accent,
      symbol: vowels.map(({ doubtful }) => (doubtful ? "circle-open" : "circle")),
      line: { width: vowels.map(({ doubtful }) => (doubtful ? 2 : 0)), color: colours.accent },
    },
    hoverinfo: "skip",
  };
}

/** "Vowel chart, F1 and F2 in Hz: /a/ 712 and 1204, /i/ 310 and 2281 (doubtful)". */
export function vowelChartWords(
  vowels: Vowel[],
  hasBaseline: boolean,
  { words: { charts }, say }: Speaker,
): string {
  const each = vowels.map(({ letter, f1, f2, doubtful }) => {
    const vowel = charts.vowel(letter, say.number(f1, 0), say.number(f2, 0));
    return doubtful ? charts.doubtfulVowel(vowel) : vowel;
  });
  return [charts.vowels(each.join(", ")), hasBaseline && charts.vowelsBaseline].filter(Boolean).join(" ");
}

/** Formants of the vowels as text, Hz. */
export function vowelCsv(vowels: Vowel[]): string {
  return csv(
    ["vowel", "take", "f1_hz", "f2_hz", "doubtful"],
    vowels.flatMap(({ letter, takes, doubtful }) =>
      takes.map(({ f1, f2 }, k) => [letter, k + 1, f1, f2, doubtful]),
    ),
  );
}
