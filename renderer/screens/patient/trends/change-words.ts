import type { ChangeLabel, Step, TrendSeries } from "../../../../shared/domain/trend.ts";
import { formatChange, formatUnit, formatValue } from "../../../format-quantity.ts";

/** The judgement of a change in words. Never "worse": the direction is shown, its meaning is the clinician's. */
export const changeLabelWords: Record<ChangeLabel, string> = {
  "exceeds-measurement-error": "change exceeds measurement error",
  "within-measurement-error": "within measurement error",
  "not-enough-visits": "not enough visits to judge a change",
  "no-error-known": "measurement error not known",
};

/** "−1.20 /s since baseline (1.4 × MDC): change exceeds measurement error". */
export function changeWords({ change, unit }: TrendSeries): string {
  if (!change || change.label === "not-enough-visits") return changeLabelWords["not-enough-visits"];
  const { value, inMdc, label } = change;
  const ratio = inMdc === null ? "" : ` (${formatValue(Math.abs(inMdc))} × MDC)`;
  return `${formatChange(value)}${unitAfter(unit)} since baseline${ratio}: ${changeLabelWords[label]}`;
}

/** "slope −0.12 /s per month (95 % CI −0.18 to −0.05, 5 visits)"; null below three visits. */
export function slopeWords({ slope, unit }: TrendSeries): string | null {
  if (!slope) return null;
  const { perMonth, lower, upper, visits } = slope;
  const interval = `95 % CI ${formatChange(lower)} to ${formatChange(upper)}, ${visits} visits`;
  return `slope ${formatChange(perMonth)}${unitAfter(unit)} per month (${interval})`;
}

const unitAfter = (unit: string) => (formatUnit(unit) ? ` ${formatUnit(unit)}` : "");

/** A change beyond measurement error. */
export type ListedChange = {
  id: string;
  name: string;
  task: string;
  unit: string;
  change: number;
  inMdc: number;
};

const beyondError: ChangeLabel = "exceeds-measurement-error";
const largestFirst = (a: ListedChange, b: ListedChange) => Math.abs(b.inMdc) - Math.abs(a.inMdc);

/** What changed since baseline by more than measurement error, largest first. */
export function changesSinceBaseline(series: TrendSeries[]): ListedChange[] {
  return series
    .flatMap(({ id, name, task, unit, change }) =>
      change?.label === beyondError && change.inMdc !== null
        ? [{ id, name, task, unit, change: change.value, inMdc: change.inMdc }]
        : [],
    )
    .toSorted(largestFirst);
}

/** What changed since the visit before by more than measurement error, largest first. */
export function changesSinceLastVisit(steps: Step[]): ListedChange[] {
  return steps
    .flatMap(({ id, name, task, unit, from, to, inMdc, label }) =>
      label === beyondError && inMdc !== null ? [{ id, name, task, unit, change: to - from, inMdc }] : [],
    )
    .toSorted(largestFirst);
}
