import type { Data, Layout, Shape } from "plotly.js";
import { monthsBetween } from "../../shared/domain/calendar.ts";
import type { Projection, TrendPoint, TrendSeries } from "../../shared/domain/trend.ts";
import type { Speaker } from "../speaker.ts";
import type { ChartColours } from "./chart-colours.ts";
import { csv } from "./csv.ts";
import { baseAxis, baseLayout, type Figure } from "./figure.ts";
import { type LaneBar, laneDrawing, lanesHeight } from "./treatment-lanes.ts";
import { trendLine, trendRange } from "./trend-line.ts";

/** Time as calendar dates, or as months since the given onset. */
export type TimeAxis = { kind: "date" } | { kind: "months"; onsetDate: string };
type Span = [from: string, to: string];
type Edges = [string, string] | [number, number];

/** What is drawn besides the series itself. */
type Besides = {
  /** Treatments under the time axis. */
  lanes: LaneBar[];
  /** The line continued, with its interval, by date; empty unless it was asked for. */
  projection: Projection[];
};

/** One small multiple. `span` is the range of dates shared by all. */
export function trendFigure(
  series: TrendSeries,
  axis: TimeAxis,
  span: Span,
  colours: ChartColours,
  { lanes, projection }: Besides,
  speaker: Speaker,
): Figure {
  const range = trendRange(
    series,
    projection.flatMap(({ lower, upper }) => [lower, upper]),
  );
  const x = (date: string) => (axis.kind === "date" ? date : monthsBetween(axis.onsetDate, date));
  const edges = span.map(x) as Edges;
  const drawnLanes = laneDrawing(lanes, x, span, colours, speaker);
  const shapes = [
    ...normShapes(series, range, colours),
    ...breakShapes(series, x, colours),
    ...drawnLanes.shapes,
  ];
  const layout = trendLayout(axis, edges, range, shapes, colours, speaker.words.charts.monthsSinceOnset);
  return {
    data: [
      ...errorBand(series, edges, colours),
      ...slopeTraces(series, x, colours),
      ...projectionTraces(projection, x, colours),
      pointTrace(series, x, colours, speaker),
    ],
    layout: {
      ...layout,
      annotations: drawnLanes.annotations,
      margin: { ...layout.margin, b: axisHeight + lanesHeight(lanes) },
    },
  };
}

/** Pixels of tick labels below the plot. */
const axisHeight = 42;

function trendLayout(
  axis: TimeAxis,
  edges: Edges,
  range: [number, number],
  shapes: Partial<Shape>[],
  colours: ChartColours,
  monthsTitle: string,
): Partial<Layout> {
  const base = baseAxis(colours);
  const time = axis.kind === "date" ? ({ type: "date", tickformat: "%b<br>%Y" } as const) : {};
  return {
    ...baseLayout(colours, { l: 48, r: 10, t: 6, b: axisHeight }),
    hovermode: "closest",
    dragmode: false,
    xaxis: {
      ...base,
      ...time,
      range: edges,
      nticks: 5,
      showgrid: false,
      fixedrange: true,
      ...(axis.kind === "months" ? { title: { text: monthsTitle, standoff: 2 } } : {}),
    },
    yaxis: { ...base, range, nticks: 5, fixedrange: true },
    shapes,
  };
}

function pointTrace(
  series: TrendSeries,
  x: (date: string) => string | number,
  colours: ChartColours,
  speaker: Speaker,
): Partial<Data> {
  const { points } = series;
  return {
    type: "scatter",
    mode: "markers",
    x: points.map((point) => x(point.date)),
    y: points.map((point) => point.value),
    marker: {
      size: 9,
      color: colours.accent,
      symbol: points.map(markerSymbol),
      line: { width: points.map((point) => (point.accepted ? 0 : 2)), color: colours.accent },
    },
    text: points.map((point) => pointWords(point, series, speaker)),
    hovertemplate: "%{text}<extra></extra>",
  };
}

/** Filled by quality, a diamond where a person placed the onsets. */
export function markerSymbol({ accepted, byHand }: Pick<TrendPoint, "accepted" | "byHand">) {
  if (byHand) return accepted ? "diamond" : "diamond-open";
  return accepted ? "circle" : "circle-open";
}

function pointWords(
  { date, value, accepted, byHand, device, version }: TrendPoint,
  { id, unit }: TrendSeries,
  { words: { charts, findings }, say }: Speaker,
): string {
  const quality = accepted ? null : charts.qualityNotSufficient;
  const corrected = byHand ? findings.placedByHand : null;
  const shown = charts.point(say.date(date), say.measureValue(id, value, unit));
  return [shown, quality, corrected, device, charts.version(version)].filter(Boolean).join("<br>");
}

function errorBand({ baseline, mdc }: TrendSeries, edges: Edges, colours: ChartColours): Partial<Data>[] {
  const [from, to] = edges;
  if (!baseline || !mdc || from === undefined || to === undefined) return [];
  const [low, high] = [baseline.value - mdc.value, baseline.value + mdc.value];
  return [
    {
      type: "scatter",
      mode: "lines",
      x: [from, to, to, from, from],
      y: [low, low, high, high, low],
      fill: "toself",
      fillcolor: "rgba(0,0,0,0)",
      fillpattern: {
        shape: "/",
        size: 7,
        solidity: 0.18,
        fgcolor: colours["error-band"],
        bgcolor: "rgba(0,0,0,0)",
      },
      line: { width: 0 },
      hoverinfo: "skip",
    },
  ];
}

function slopeTraces(
  series: TrendSeries,
  x: (date: string) => string | number,
  colours: ChartColours,
): Partial<Data>[] {
  const line = trendLine(series);
  if (!line) return [];
  const ends = [x(line.from), x(line.to)] as [string, string];
  const plain = { type: "scatter", mode: "lines", hoverinfo: "skip" } as const;
  const interval: Partial<Data> = {
    ...plain,
    x: [...ends, ...ends.toReversed()],
    y: [...line.lower, ...line.upper.toReversed()],
    fill: "toself",
    fillcolor: translucent(colours.accent, 0.16),
    line: { width: 0 },
  };
  return [interval, { ...plain, x: ends, y: line.value, line: { width: 1.5, color: colours.accent } }];
}

/** Dashed line in its 95 % interval; both or none. */
function projectionTraces(
  projection: Projection[],
  x: (date: string) => string | number,
  colours: ChartColours,
): Partial<Data>[] {
  if (projection.length === 0) return [];
  const dates = projection.map(({ date }) => x(date)) as string[];
  const plain = { type: "scatter", mode: "lines", hoverinfo: "skip" } as const;
  const interval: Partial<Data> = {
    ...plain,
    x: [...dates, ...dates.toReversed()],
    y: [...projection.map(({ lower }) => lower), ...projection.map(({ upper }) => upper).toReversed()],
    fill: "toself",
    fillcolor: translucent(colours["text-muted"], 0.14),
    line: { width: 1, dash: "dot", color: colours["text-muted"] },
  };
  const line = { width: 1.5, dash: "dash", color: colours["text-muted"] } as const;
  return [interval, { ...plain, x: dates, y: projection.map(({ value }) => value), line }];
}

function translucent(hex: string, alpha: number): string {
  const [r, g, b] = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

function normShapes(
  { norm }: TrendSeries,
  [low, high]: [number, number],
  colours: ChartColours,
): Partial<Shape>[] {
  const from = Math.max(norm?.lower ?? low, low);
  const to = Math.min(norm?.upper ?? high, high);
  if (!norm || to <= from) return [];
  const band = { type: "rect", xref: "paper", x0: 0, x1: 1, y0: from, y1: to, layer: "below" } as const;
  return [{ ...band, fillcolor: colours["norm-band"], line: { width: 0 } }];
}

/** Dashed lines halfway between visits where the device, the program or the model changed. */
function breakShapes({ points }: TrendSeries, x: (date: string) => string | number, colours: ChartColours) {
  return points.flatMap((point, k): Partial<Shape>[] => {
    const before = points[k - 1];
    if (!point.breakBefore || !before) return [];
    const halfway = new Date((Date.parse(before.date) + Date.parse(point.date)) / 2)
      .toISOString()
      .slice(0, 10);
    const line = { color: colours["line-strong"], width: 1.5, dash: "dash" } as const;
    return [{ type: "line", x0: x(halfway), x1: x(halfway), yref: "paper", y0: 0, y1: 1, line }];
  });
}

/** The points of a series as text. */
export function trendCsv(series: TrendSeries): string {
  const header = ["series", "task", "date", "months_since_onset", "value", "unit", "accepted", "repeats"];
  return csv(
    [...header, "within_visit_sd", "device", "version", "new_device_or_version", "onsets"],
    series.points.map((point) => [
      series.id,
      series.task,
      point.date,
      point.monthsSinceOnset,
      point.value,
      series.unit,
      point.accepted,
      point.repeats,
      point.withinVisitSd,
      point.device,
      point.version,
      point.breakBefore,
      point.byHand ? "by hand" : "",
    ]),
  );
}
