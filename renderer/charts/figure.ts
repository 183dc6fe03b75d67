import type { Data, Layout } from "plotly.js";
import type { ChartColours } from "./chart-colours.ts";

/** What Plotly draws: made by pure functions, drawn by `Chart`. */
export type Figure = { data: Partial<Data>[]; layout: Partial<Layout> };

/** Distances from the edge of the picture to the plot, in pixels. */
export type Margin = { l: number; r: number; t: number; b: number; autoexpand?: boolean };

/** What all charts have in common: font, colours, no animation. */
export function baseLayout(colours: ChartColours, margin: Margin): Partial<Layout> {
  return {
    margin: { ...margin, pad: 0 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "Inter, system-ui, sans-serif", size: 12, color: colours.text },
    showlegend: false,
    hoverlabel: {
      bgcolor: colours.surface,
      bordercolor: colours["line-strong"],
      font: { color: colours.text },
    },
  };
}

/** Axis lines and ticks in the theme's greys. */
export function baseAxis(colours: ChartColours) {
  return {
    color: colours["text-muted"],
    linecolor: colours["line-strong"],
    gridcolor: colours.line,
    zeroline: false,
    showline: true,
    ticks: "outside",
    ticklen: 4,
    tickcolor: colours["line-strong"],
  } as const;
}
