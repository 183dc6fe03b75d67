import type { Annotation, Shape } from "plotly.js";
import type { CalendarDate } from "../../shared/domain/calendar.ts";
import type { Treatment } from "../../shared/domain/treatment.ts";
import type { Speaker } from "../speaker.ts";
import { treatmentName, treatmentPeriod } from "../treatment-words.ts";
import type { ChartColours } from "./chart-colours.ts";

/** Height of a lane in pixels, and where the first begins below the plot. */
export const laneHeight = 16;
const firstLaneAt = 42;

/** A stretch of a treatment within the shown span, in its lane. */
export type LaneBar = {
  treatment: Treatment;
  /** 0 is next to the axis. */
  lane: number;
  from: CalendarDate;
  to: CalendarDate;
};

/**
 * One lane per kind of treatment, in order of first start; what lies outside the span is cut off or left out. One that
 * goes on is known to do so until `today`.
 */
export function laneBars(
  treatments: Treatment[],
  [first, last]: [CalendarDate, CalendarDate],
  today: CalendarDate,
): LaneBar[] {
  const visible = treatments
    .filter(({ start, end }) => start <= last && (end === null || end >= first))
    .toSorted((a, b) => a.start.localeCompare(b.start));
  const lanes = [...new Set(visible.map(laneOf))];
  return visible.map((treatment) => ({
    treatment,
    lane: lanes.indexOf(laneOf(treatment)),
    from: latest(treatment.start, first),
    to: earliest(treatment.end ?? latest(treatment.start, today), last),
  }));
}

const earliest = (a: CalendarDate, b: CalendarDate) => (a < b ? a : b);
const latest = (a: CalendarDate, b: CalendarDate) => (a > b ? a : b);
const laneOf = ({ kind, label }: Treatment) => (kind === "other" ? `other ${label}` : kind);

/** Pixels that the lanes take under the axis. */
export const lanesHeight = (bars: LaneBar[]): number =>
  bars.length === 0 ? 0 : laneHeight * (1 + Math.max(...bars.map(({ lane }) => lane))) + 6;

/** Bars and names of the lanes, below the tick labels of the time axis. */
export function laneDrawing(
  bars: LaneBar[],
  x: (date: CalendarDate) => string | number,
  span: [CalendarDate, CalendarDate],
  colours: ChartColours,
  speaker: Speaker,
): { shapes: Partial<Shape>[]; annotations: Partial<Annotation>[] } {
  const middle = (Date.parse(span[0]) + Date.parse(span[1])) / 2;
  const top = (lane: number) => firstLaneAt + lane * laneHeight;
  return {
    shapes: bars.map(({ lane, from, to }) => ({
      type: "rect",
      x0: x(from),
      x1: x(to),
      yref: "paper",
      ysizemode: "pixel",
      yanchor: 0,
      y0: -top(lane),
      y1: -top(lane) - laneHeight + 3,
      fillcolor: colours["error-band"],
      opacity: 0.45,
      line: { width: 0 },
    })),
    annotations: bars.map(({ treatment, lane, from, to }) => {
      const early = Date.parse(from) < middle;
      return {
        x: x(early ? from : to),
        xanchor: early ? "left" : "right",
        y: 0,
        yref: "paper",
        yanchor: "middle",
        yshift: -top(lane) - laneHeight / 2 + 1,
        text: treatmentName(treatment, speaker),
        hovertext: `${treatmentName(treatment, speaker)}, ${treatmentPeriod(treatment, speaker)}`,
        showarrow: false,
        font: { size: 10.5, color: colours.text },
      } as const;
    }),
  };
}
