import type { Annotation, Data, Layout, Shape } from "plotly.js";
import { monthsBetween } from "../../shared/domain/calendar.ts";
import type { Course, CoursePoint } from "../../shared/domain/course.ts";
import type { Projection } from "../../shared/domain/projection.ts";
import type { Speaker } from "../speaker.ts";
import type { ChartColours } from "./chart-colours.ts";
import { courseRange, wholeScale } from "./course-range.ts";
import { csv } from "./csv.ts";
import { baseAxis, baseLayout, type Figure } from "./figure.ts";

/** Time as calendar dates, or as months since the given onset. */
export type TimeAxis = { kind: "date" } | { kind: "months"; onsetDate: string };
type Span = [from: string, to: string];
type Edges = [string, string] | [number, number];
type X = (date: string) => string | number;

/** One small multiple. `span` is the range of dates shared by all; `projection` is empty unless it was asked for. */
export function courseFigure(
  course: Course,
  { axis, span, projection }: { axis: TimeAxis; span: Span; projection: Projection[] },
  colours: ChartColours,
  speaker: Speaker,
): Figure {
  const x: X = (date) => (axis.kind === "date" ? date : monthsBetween(axis.onsetDate, date));
  const edges = span.map(x) as Edges;
  const range = courseRange(course, projection);
  const anew = anewMarks(course, x, colours, speaker);
  return {
    data: [
      ...errorBand(course, x, edges, colours),
      ...lineTraces(course, x, colours),
      ...projectionTraces(projection, x, colours),
      pointTrace(course, x, colours, speaker),
    ],
    layout: {
      ...courseLayout(axis, edges, range, colours, speaker.words.charts.monthsSinceOnset, course),
      shapes: [...normShapes(course, range, colours), ...anew.shapes],
      annotations: anew.annotations,
    },
  };
}

function courseLayout(
  axis: TimeAxis,
  edges: Edges,
  range: [number, number],
  colours: ChartColours,
  monthsTitle: string,
  { id }: Course,
): Partial<Layout> {
  const base = baseAxis(colours);
  const time = axis.kind === "date" ? ({ type: "date", tickformat: "%b<br>%Y" } as const) : {};
  const scale = wholeScale(id);
  return {
    ...baseLayout(colours, { l: 44, r: 8, t: 8, b: 38 }),
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
    yaxis: {
      ...base,
      range,
      fixedrange: true,
      ...(scale ? { tick0: 0, dtick: scale / 4 } : { nticks: 5 }),
    },
  };
}

/** Points in the order of the course: what may not be compared with the last is grey, what is doubtful hollow. */
function pointTrace(course: Course, x: X, colours: ChartColours, speaker: Speaker): Partial<Data> {
  const { points } = course;
  const colour = points.map(({ comparable, doubtful }) =>
    comparable || doubtful ? colours.accent : colours["line-strong"],
  );
  const size = points.length > 15 ? 6 : 8;
  return {
    type: "scatter",
    mode: wholeScale(course.id) ? "lines+markers" : "markers",
    line: { shape: "hv", width: 1.2, color: colours.accent },
    x: points.map((point) => x(point.date)),
    y: points.map((point) => point.value),
    customdata: points.map(({ visitId }) => visitId),
    marker: {
      size: points.map((_, k) => (k === points.length - 1 ? size + 3 : size)),
      color: colour,
      symbol: points.map(markerSymbol),
      line: { width: points.map(({ doubtful }) => (doubtful ? 2 : 0)), color: colour },
    },
    text: points.map((point) => pointWords(point, course, speaker)),
    hovertemplate: "%{text}<extra></extra>",
  };
}

/** Hollow where doubtful, a diamond where a person placed the onsets. */
export function markerSymbol({ doubtful, byHand }: Pick<CoursePoint, "doubtful" | "byHand">) {
  if (byHand) return doubtful ? "diamond-open" : "diamond";
  return doubtful ? "circle-open" : "circle";
}

function pointWords(point: CoursePoint, { id, unit }: Course, { words, say }: Speaker): string {
  const { charts, findings } = words;
  const value = say.measureValue(id, point.value, unit);
  const { change, notJudged } = point;
  return [
    charts.point(say.date(point.date), value),
    point.doubtful && findings.doubtfulOnly,
    point.byHand && findings.placedByHand,
    change && `${say.measureDifference(id, change.value, unit)}: ${findings.changeTag[change.label]}`,
    !change && notJudged && say.notJudged(notJudged),
    point.device,
  ]
    .filter(Boolean)
    .join("<br>");
}

/** The error that judged the last change, about the baseline and from its date on. */
function errorBand({ baseline, change }: Course, x: X, edges: Edges, colours: ChartColours): Partial<Data>[] {
  const limit = change?.error?.limit;
  if (!baseline || limit === undefined) return [];
  const [from, to] = [x(baseline.date), edges[1]] as [string, string];
  const [low, high] = [baseline.value - limit, baseline.value + limit];
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

/** The line over the visits that gave it, in the wedge of its 95 % interval; a score is drawn as steps, without a line. */
function lineTraces({ id, line }: Course, x: X, colours: ChartColours): Partial<Data>[] {
  if (!line || wholeScale(id)) return [];
  const ends = [x(line.from), x(line.to)] as [string, string];
  const plain = { type: "scatter", mode: "lines", hoverinfo: "skip" } as const;
  const wedge: Partial<Data> = {
    ...plain,
    x: [...ends, ...ends.toReversed()],
    y: [...line.lower, ...line.upper.toReversed()],
    fill: "toself",
    fillcolor: translucent(colours.accent, 0.16),
    line: { width: 0 },
  };
  return [wedge, { ...plain, x: ends, y: line.value, line: { width: 1.5, color: colours.accent } }];
}

/** Dashed line in its 95 % interval; both or none. */
function projectionTraces(projection: Projection[], x: X, colours: ChartColours): Partial<Data>[] {
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

/** The healthy side of the norm, its limit as one line, and the borderline band about it. */
function normShapes(
  { norm }: Course,
  [low, high]: [number, number],
  colours: ChartColours,
): Partial<Shape>[] {
  if (!norm) return [];
  const inside = (value: number) => Math.min(high, Math.max(low, value));
  const wide = { xref: "paper", x0: 0, x1: 1, layer: "below" } as const;
  const healthy = norm.side === "lower" ? [inside(norm.limit), high] : [low, inside(norm.limit)];
  const shapes: Partial<Shape>[] = [
    {
      ...wide,
      type: "rect",
      y0: healthy[0]!,
      y1: healthy[1]!,
      fillcolor: colours["norm-band"],
      line: { width: 0 },
    },
  ];
  if (norm.borderline)
    shapes.push({
      ...wide,
      type: "rect",
      y0: inside(norm.borderline[0]),
      y1: inside(norm.borderline[1]),
      fillcolor: translucent(colours["norm-band"], 0.55),
      line: { width: 0.8, dash: "dot", color: colours["line-strong"] },
    });
  if (inside(norm.limit) === norm.limit)
    shapes.push({
      ...wide,
      type: "line",
      y0: norm.limit,
      y1: norm.limit,
      line: { width: 1.2, color: colours["text-muted"] },
    });
  return shapes;
}

/** A dashed vertical half way before each visit at which the course starts anew, with its reason. */
function anewMarks({ points }: Course, x: X, colours: ChartColours, { words }: Speaker) {
  const shapes: Partial<Shape>[] = [];
  const annotations: Partial<Annotation>[] = [];
  for (const [k, point] of points.entries()) {
    const before = points[k - 1];
    if (!point.startsAnew || !before) continue;
    const halfway = new Date((Date.parse(before.date) + Date.parse(point.date)) / 2)
      .toISOString()
      .slice(0, 10);
    const at = x(halfway);
    const line = { color: colours.text, width: 1.2, dash: "dash" } as const;
    shapes.push({ type: "line", x0: at, x1: at, yref: "paper", y0: 0, y1: 1, line });
    annotations.push({
      x: at,
      yref: "paper",
      y: 1,
      yanchor: "top",
      xanchor: k > points.length / 2 ? "right" : "left",
      text: words.charts.anew[point.startsAnew],
      showarrow: false,
      font: { size: 11, color: colours["text-muted"] },
    });
  }
  return { shapes, annotations };
}

/** The points of a course as text. */
export function courseCsv({ id, task, unit, points }: Course): string {
  return csv(
    [
      ...["series", "task", "date", "months_since_onset", "value", "unit", "doubtful", "comparable"],
      ...["takes", "left_out", "within_visit_sd", "device", "version", "starts_anew", "onsets"],
      ...["change", "in_error", "label", "not_judged"],
    ],
    points.map((point) => [
      ...[id, task, point.date, point.monthsSinceOnset, point.value, unit, point.doubtful, point.comparable],
      ...[point.takes, point.leftOut, point.withinVisitSd, point.device, point.version, point.startsAnew],
      point.byHand ? "by hand" : "",
      ...[point.change?.value, point.change?.inError, point.change?.label, point.notJudged],
    ]),
  );
}
