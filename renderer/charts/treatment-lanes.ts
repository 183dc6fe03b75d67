import type { CalendarDate } from "../../shared/domain/calendar.ts";
import type { Treatment } from "../../shared/domain/treatment.ts";

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
