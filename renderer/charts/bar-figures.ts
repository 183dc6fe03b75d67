import type { Annotation, LayoutAxis, Shape } from "plotly.js";
import type { Prediction } from "../../shared/domain/prediction.ts";
import type { Say } from "../speaker.ts";
import type { ChartColours } from "./chart-colours.ts";
import { csv } from "./csv.ts";
import { baseAxis, baseLayout, type Figure } from "./figure.ts";

const rowHeight = 28;
const frame = 40;
/** Height in pixels of a chart of so many bars. */
export const barsHeight = (bars: number) => bars * rowHeight + frame;

type Row = { label: string; probability: number; inSet: boolean };

/** Rows to show: labels in the model's order when few or on a scale, else the `limit` most probable. */
export function probabilityRows({ labels, probabilities, set }: Prediction, limit: number): Row[] {
  const rows = labels.map((label, k) => ({
    label,
    probability: probabilities[k] ?? 0,
    inSet: set?.labels.includes(label) ?? false,
  }));
  return rows.length <= limit ? rows : rows.toSorted((a, b) => b.probability - a.probability).slice(0, limit);
}

/** Runs of neighbouring rows that are in the set: first and last index of each. */
export function setRuns(rows: { inSet: boolean }[]): [number, number][] {
  const runs: [number, number][] = [];
  rows.forEach(({ inSet }, k) => {
    const last = runs.at(-1);
    if (!inSet) return;
    if (last && last[1] === k - 1) last[1] = k;
    else runs.push([k, k]);
  });
  return runs;
}

/** Probabilities as horizontal bars; a bracket holds the labels that are not excluded. */
export function probabilityFigure(
  prediction: Prediction,
  limit: number,
  colours: ChartColours,
  say: Say,
): Figure {
  const rows = probabilityRows(prediction, limit);
  const runs = setRuns(rows);
  const axis = baseAxis(colours);
  return {
    data: [
      {
        type: "bar",
        orientation: "h",
        y: rows.map((_, k) => k),
        x: rows.map((row) => row.probability),
        width: 0.62,
        marker: {
          color: rows.map((row) =>
            row.label === prediction.top.label ? colours.accent : colours["line-strong"],
          ),
        },
        text: rows.map((row) => say.probability(row.probability)),
        textposition: "outside",
        cliponaxis: false,
        hoverinfo: "skip",
      },
    ],
    layout: {
      ...baseLayout(colours, { l: 10, r: prediction.set ? 38 : 8, t: 4, b: 32 }),
      hovermode: false,
      dragmode: false,
      xaxis: { ...axis, range: [0, 1.3], tickvals: [0, 0.5, 1], tickformat: ".1f", fixedrange: true },
      yaxis: labelAxis(
        rows.map((row) => row.label),
        colours,
      ),
      shapes: runs.map((run) => bracket(run, colours)),
      annotations: prediction.set
        ? runs.map((run) => bracketLabel(run, say.percent(prediction.set?.coverage ?? 0), colours))
        : [],
    },
  };
}

function labelAxis(labels: string[], colours: ChartColours): Partial<LayoutAxis> {
  return {
    ...baseAxis(colours),
    color: colours.text,
    range: [labels.length - 0.5, -0.5],
    tickvals: labels.map((_, k) => k),
    ticktext: labels.map(onTwoLines),
    ticks: "",
    showgrid: false,
    automargin: true,
    fixedrange: true,
  };
}

/** Breaks a long label at the space nearest to its middle. */
function onTwoLines(label: string): string {
  if (label.length <= 26) return label;
  const spaces = [...label.matchAll(/ /g)].map(({ index }) => index);
  const middle = label.length / 2;
  const at = spaces.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return at === undefined ? label : `${label.slice(0, at)}<br>${label.slice(at + 1)}`;
}

const bracketAt = 1.27;

function bracket([first, last]: [number, number], colours: ChartColours): Partial<Shape> {
  const [top, bottom, from] = [first - 0.38, last + 0.38, bracketAt - 0.03];
  return {
    type: "path",
    path: `M${from},${top} L${bracketAt},${top} L${bracketAt},${bottom} L${from},${bottom}`,
    line: { color: colours.text, width: 1.5 },
  };
}

function bracketLabel(
  [first, last]: [number, number],
  text: string,
  colours: ChartColours,
): Partial<Annotation> {
  const place = {
    x: bracketAt,
    y: (first + last) / 2,
    xanchor: "left",
    xshift: 3,
    showarrow: false,
  } as const;
  return { ...place, text, font: { color: colours["text-muted"], size: 11 } };
}

type Contribution = { feature: string; value: number; contribution: number };

/** Signed contributions of features to the decision; right of zero speaks for the class. */
export function contributionFigure(contributions: Contribution[], colours: ChartColours, say: Say): Figure {
  const span = Math.max(...contributions.map(({ contribution }) => Math.abs(contribution)), 1e-9) * 1.45;
  const axis = baseAxis(colours);
  return {
    data: [
      {
        type: "bar",
        orientation: "h",
        y: contributions.map((_, k) => k),
        x: contributions.map(({ contribution }) => contribution),
        width: 0.62,
        marker: {
          color: contributions.map(({ contribution }) =>
            contribution > 0 ? colours.accent : colours["line-strong"],
          ),
        },
        text: contributions.map(({ contribution }) => say.change(contribution)),
        textposition: "outside",
        cliponaxis: false,
        hoverinfo: "skip",
      },
    ],
    layout: {
      ...baseLayout(colours, { l: 10, r: 24, t: 4, b: 32 }),
      hovermode: false,
      dragmode: false,
      xaxis: {
        ...axis,
        range: [-span, span],
        zeroline: true,
        zerolinecolor: colours["line-strong"],
        nticks: 5,
        fixedrange: true,
      },
      yaxis: labelAxis(
        contributions.map(({ feature }) => feature),
        colours,
      ),
    },
  };
}

/** All labels and probabilities as text. */
export function probabilityCsv({ model, version, labels, probabilities, set }: Prediction): string {
  return csv(
    ["model", "version", "label", "probability", "in_set"],
    labels.map((label, k) => [
      model,
      version,
      label,
      probabilities[k],
      set ? set.labels.includes(label) : null,
    ]),
  );
}
