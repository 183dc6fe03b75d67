import type { ChangeLabel, Step, TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Speaker } from "../../../speaker.ts";

/** "−1.20 per s since baseline (1.4 × MDC): change exceeds measurement error". */
export function changeWords({ id, change, unit }: TrendSeries, { words, say }: Speaker): string {
  const labels = words.findings.change;
  if (!change || change.label === "not-enough-visits") return labels["not-enough-visits"];
  const { value, inMdc, label } = change;
  const shown = say.measureDifference(id, value, unit);
  return inMdc === null
    ? words.trend.sinceBaseline(shown, labels[label])
    : words.trend.sinceBaselineInError(shown, say.number(Math.abs(inMdc), 1), labels[label]);
}

/** "slope −0.12 per s per month (95 % CI −0.18 to −0.05, 5 visits)"; null below three visits. */
export function slopeWords({ slope, unit }: TrendSeries, { words, say }: Speaker): string | null {
  if (!slope) return null;
  const { perMonth, lower, upper, visits } = slope;
  const rate = [say.change(perMonth), say.unit(unit)].filter(Boolean).join(" ");
  return words.trend.slope(rate, say.change(lower), say.change(upper), say.count(visits, "visit"));
}

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
