import type { NoiseResponse } from "../../shared/contract/recordings.ts";
import type { Speaker } from "../speaker.ts";
import type { ChartColours } from "./chart-colours.ts";
import { csv } from "./csv.ts";
import { baseAxis, baseLayout, type Figure } from "./figure.ts";

const dashes = ["solid", "dash", "dot", "dashdot", "longdash"] as const;
/** Least distance of two names at the right edge, in shares of the probability axis. */
const nameDistance = 0.1;

type Line = { label: string; probabilities: number[] };

/** One line per class; of many classes those that reach the highest probability at any level. */
export function noiseLines({ labels, levels }: NoiseResponse): Line[] {
  const lines = labels.map((label, k) => ({
    label,
    probabilities: levels.map(({ probabilities }) => probabilities[k] ?? 0),
  }));
  const highest = ({ probabilities }: Line) => Math.max(...probabilities);
  return lines.toSorted((a, b) => highest(b) - highest(a)).slice(0, dashes.length);
}

/** The classes' probabilities over the signal-to-noise ratio, the clearest sound at the left. */
export function noiseFigure(
  response: NoiseResponse,
  top: string,
  colours: ChartColours,
  { words: { charts }, say }: Speaker,
): Figure {
  const lines = noiseLines(response);
  const snrDb = response.levels.map((level) => level.snrDb);
  const axis = baseAxis(colours);
  const ends = apart(lines.map(({ probabilities }) => probabilities.at(-1) ?? 0));
  const colourOf = (label: string) => (label === top ? colours.accent : colours["text-muted"]);
  return {
    data: lines.map(({ label, probabilities }, k) => ({
      type: "scatter",
      mode: "lines+markers",
      x: snrDb,
      y: probabilities,
      line: { color: colourOf(label), dash: dashes[k] ?? "solid", width: label === top ? 2 : 1.5 },
      marker: { size: 5, color: colourOf(label) },
      text: probabilities.map((p, level) =>
        charts.atNoise(label, say.number(snrDb[level] ?? 0, 0), say.probability(p)),
      ),
      hovertemplate: "%{text}<extra></extra>",
    })),
    layout: {
      ...baseLayout(colours, { l: 44, r: 110, t: 8, b: 40 }),
      hovermode: "closest",
      dragmode: false,
      xaxis: {
        ...axis,
        range: [31, -1],
        fixedrange: true,
        title: { text: charts.signalToNoise, standoff: 4 },
      },
      yaxis: { ...axis, range: [-0.04, 1.04], tickvals: [0, 0.5, 1], tickformat: ".1f", fixedrange: true },
      annotations: lines.map(({ label }, k) => ({
        x: 1,
        xref: "paper",
        xanchor: "left",
        xshift: 6,
        y: ends[k] ?? 0,
        text: label.length > 16 ? `${label.slice(0, 15)}…` : label,
        hovertext: label,
        showarrow: false,
        font: { size: 11, color: colourOf(label) },
      })),
    },
  };
}

/** Heights of names, moved up where they would touch the one below; the order is kept. */
export function apart(heights: number[]): number[] {
  const order = heights.map((_, k) => k).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const placed = [...heights];
  let below = Number.NEGATIVE_INFINITY;
  for (const k of order) {
    placed[k] = Math.max(heights[k] ?? 0, below + nameDistance);
    below = placed[k];
  }
  return placed;
}

/** All classes at all levels as text. */
export function noiseCsv({ labels, levels }: NoiseResponse): string {
  return csv(
    ["snr_db", ...labels],
    levels.map(({ snrDb, probabilities }) => [snrDb, ...probabilities]),
  );
}
