import type { Annotation, Data, Layout, Shape } from "plotly.js";
import type { ExplanationMap, Waveform } from "../../shared/contract/recordings.ts";
import type { MeasuredPart } from "../../shared/domain/analysis.ts";
import type { Words } from "../../shared/words/words.ts";
import type { ChartColours } from "./chart-colours.ts";
import { type ExplanationGrid, topShareLevel } from "./explanation-grid.ts";
import { baseAxis, baseLayout, type Figure, type Margin } from "./figure.ts";
import { type FrequencyScale, frequencyTicks, toAxis } from "./frequency-axis.ts";
import type { SpectrogramLevels } from "./spectrogram-levels.ts";

/** Fixed, so that the cursor can be laid over the picture. */
export const viewerMargin: Margin = { l: 62, r: 112, t: 8, b: 40, autoexpand: false };
export const viewerHeight = 480;
/** Shares of the plot's height, from the bottom. */
export const spectrogramDomain: [number, number] = [0, 0.75];
const waveformDomain: [number, number] = [0.8, 1];

/** matplotlib 3.10's magma at eleven even steps. */
export const magma: [number, string][] = [
  "#000004",
  "#140e36",
  "#3b0f70",
  "#641a80",
  "#8c2981",
  "#b73779",
  "#de4968",
  "#f7705c",
  "#fe9f6d",
  "#fecf92",
  "#fcfdbf",
].map((colour, step) => [step / 10, colour]);

/** One hue that magma lacks; transparent where the map is small, so that the spectrogram stays readable. */
const highlight: [number, string][] = Array.from({ length: 11 }, (_, step) => [
  step / 10,
  `rgba(${40 - step * 2}, ${200 + step * 5}, ${190 + step * 3}, ${((step / 10) ** 1.3 * 0.85).toFixed(3)})`,
]);

export type Overlay = { map: ExplanationMap; grid: ExplanationGrid; opacity: number; label: string };
type ViewerContent = {
  waveform: Waveform;
  spectrogram: SpectrogramLevels;
  scale: FrequencyScale;
  maximumHz: number;
  overlay: Overlay | null;
  /** What the measures are of, s; null where that is not known. */
  part: MeasuredPart | null;
};

/** Waveform above spectrogram on one time axis, with the class activation map on top. */
export function viewerFigure(content: ViewerContent, colours: ChartColours, charts: Words["charts"]): Figure {
  const { waveform, spectrogram, overlay } = content;
  return {
    data: [
      ...waveformTraces(waveform, colours),
      spectrogramTrace(spectrogram, content.scale, charts),
      ...(overlay ? overlayTraces(overlay, charts) : []),
    ],
    layout: viewerLayout(content, colours, charts),
  };
}

export const captionedSize = { width: 1200, height: viewerHeight + 30 };

/** The figure with a line of text above it, for a picture that leaves the program. */
export function captioned({ data, layout }: Figure, caption: string): Figure {
  const title = { text: caption, font: { size: 13 }, x: 0.02, y: 0.98, yanchor: "top" } as const;
  return { data, layout: { ...layout, title, margin: { ...viewerMargin, t: viewerMargin.t + 30 } } };
}

function waveformTraces(waveform: Waveform, colours: ChartColours): Partial<Data>[] {
  const { minimum, maximum, clipped, durationSeconds } = waveform;
  const top = waveformLimit(waveform) * 0.94;
  const seconds = maximum.map((_, k) => ((k + 0.5) * durationSeconds) / maximum.length);
  return [
    {
      type: "scatter",
      mode: "lines",
      x: [...seconds, ...seconds.toReversed()],
      y: [...maximum, ...minimum.toReversed()],
      yaxis: "y2",
      fill: "toself",
      fillcolor: colours.accent,
      line: { width: 0.5, color: colours.accent },
      hoverinfo: "skip",
    },
    {
      type: "scatter",
      mode: "markers",
      x: clipped.map((column) => seconds[column] ?? 0),
      y: clipped.map(() => top),
      yaxis: "y2",
      marker: { symbol: "triangle-down", size: 8, color: colours.failure },
      hoverinfo: "skip",
    },
  ];
}

/** Full scale is 1; a quiet voice fills the height as well, and the axis says so. */
function waveformLimit({ minimum, maximum }: Waveform): number {
  return 1.2 * Math.max(0.01, Math.max(...maximum), -Math.min(...minimum));
}

function spectrogramTrace(
  spectrogram: SpectrogramLevels,
  scale: FrequencyScale,
  charts: Words["charts"],
): Partial<Data> {
  const { levels, frequenciesHz, startSeconds, hopSeconds, minimumDb, maximumDb } = spectrogram;
  const positions = frequenciesHz.map((hz) => toAxis(scale, hz));
  const first = positions[0] ?? 0;
  return {
    type: "heatmap",
    z: levels,
    x0: startSeconds,
    dx: hopSeconds,
    y0: first,
    dy: ((positions.at(-1) ?? first) - first) / Math.max(1, positions.length - 1),
    zmin: minimumDb,
    zmax: maximumDb,
    colorscale: magma,
    hoverinfo: "skip",
    colorbar: { ...colourBar, title: { text: charts.level }, y: 0.57, len: 0.36 },
  };
}

const colourBar = { x: 1.01, xanchor: "left", thickness: 11, outlinewidth: 0, yanchor: "middle" } as const;

function overlayTraces({ map, grid, opacity, label }: Overlay, charts: Words["charts"]): Partial<Data>[] {
  const level = topShareLevel(map.values, 0.15);
  const common = { x: grid.seconds, y: grid.positions, z: grid.values, hoverinfo: "skip" } as const;
  const bar = {
    ...colourBar,
    title: { text: charts.highlightFor(shortened(label)) },
    y: 0.16,
    len: 0.36,
  };
  const tinted = {
    ...common,
    type: "heatmap",
    zmin: 0,
    zmax: 1,
    colorscale: highlight,
    zsmooth: "best",
  } as const;
  const outline = {
    ...common,
    type: "contour",
    autocontour: false,
    contours: { coloring: "none", start: level ?? 2, end: level ?? 2, size: 1 },
    line: { color: "#eafffb", width: 1.5, smoothing: 1 },
    showscale: false,
  } as const;
  return [{ ...tinted, opacity, colorbar: bar }, ...(level === null || opacity === 0 ? [] : [outline])];
}

const shortened = (label: string) => (label.length > 12 ? `${label.slice(0, 11)}…` : label);

function viewerLayout(
  content: ViewerContent,
  colours: ChartColours,
  charts: Words["charts"],
): Partial<Layout> {
  const { scale, maximumHz, waveform, overlay } = content;
  const ticks = frequencyTicks(scale, maximumHz);
  const axis = baseAxis(colours);
  return {
    ...baseLayout(colours, viewerMargin),
    height: viewerHeight,
    hovermode: false,
    dragmode: "zoom",
    uirevision: "viewer",
    xaxis: {
      ...axis,
      range: [0, waveform.durationSeconds],
      title: { text: charts.time, standoff: 4 },
      anchor: "y",
      showgrid: false,
    },
    yaxis: {
      ...axis,
      domain: spectrogramDomain,
      range: [0, toAxis(scale, maximumHz)],
      tickvals: ticks.map((hz) => toAxis(scale, hz)),
      ticktext: ticks.map(String),
      title: { text: charts.frequency(charts.scales[scale]), standoff: 4 },
      fixedrange: true,
      showgrid: false,
    },
    yaxis2: {
      ...axis,
      domain: waveformDomain,
      range: [-waveformLimit(waveform), waveformLimit(waveform)],
      nticks: 4,
      fixedrange: true,
      showgrid: false,
    },
    annotations: waveform.clipped.length > 0 ? [clippedLegend(colours, charts.clipped)] : [],
    shapes: [
      ...(overlay
        ? outsideTraining(overlay.map.trainingBandwidthHz, scale, maximumHz, charts.outsideTraining)
        : []),
      ...outsidePart(content.part, waveform.durationSeconds, colours),
    ],
  };
}

/** What was not measured is dimmed in the waveform, with a line where the measured part begins and ends. */
export function outsidePart(
  part: MeasuredPart | null,
  durationSeconds: number,
  colours: ChartColours,
): Partial<Shape>[] {
  if (!part) return [];
  const { startSeconds, endSeconds } = part;
  const [y0, y1] = waveformDomain;
  const tall = { yref: "paper", y0, y1 } as const;
  const dimmed = [
    [0, startSeconds],
    [endSeconds, durationSeconds],
  ].filter(([from = 0, to = 0]) => to - from > 0.005);
  return dimmed.flatMap(([from = 0, to = 0]): Partial<Shape>[] => [
    {
      ...tall,
      type: "rect",
      x0: from,
      x1: to,
      fillcolor: colours.surface,
      opacity: 0.72,
      line: { width: 0 },
    },
    {
      ...tall,
      type: "line",
      x0: from === 0 ? to : from,
      x1: from === 0 ? to : from,
      line: { width: 1.5, color: colours.text },
    },
  ]);
}

function clippedLegend(colours: ChartColours, text: string): Partial<Annotation> {
  const place = {
    xref: "paper",
    x: 1.01,
    xanchor: "left",
    yref: "paper",
    y: 0.8,
    yanchor: "bottom",
  } as const;
  return { ...place, text, font: { color: colours.failure, size: 12 }, showarrow: false };
}

/** Grey over the frequencies that the model's training recordings did not hold. */
function outsideTraining(
  [low, high]: [number, number],
  scale: FrequencyScale,
  maximumHz: number,
  name: string,
) {
  const bands = [
    { from: 0, to: Math.min(low, maximumHz), text: "" },
    { from: high, to: maximumHz, text: name },
  ].filter(({ from, to }) => to > from);
  return bands.map(
    ({ from, to, text }): Partial<Shape> => ({
      type: "rect",
      xref: "paper",
      x0: 0,
      x1: 1,
      y0: toAxis(scale, from),
      y1: toAxis(scale, to),
      fillcolor: "rgba(96, 106, 112, 0.72)",
      line: { width: 0 },
      layer: "above",
      label: { text, font: { color: "#ffffff", size: 12 } },
    }),
  );
}
