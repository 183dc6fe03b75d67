import type { ChangeLabel, JointVisit, Step, TrendPoint, TrendSeries } from "../../../shared/domain/trend.ts";

/**
 * Which measures moved together: for each visit (oldest first) the series whose value differs from their baseline
 * by more than measurement error, standardised. Only what is comparable with the baseline takes part.
 */
export function movedTogether(series: readonly TrendSeries[]): JointVisit[] {
  const visits = new Map<string, JointVisit>();
  for (const { id, name, task, points, baseline, mdc } of series) {
    if (!baseline || !mdc) continue;
    for (const { visitId, date, value } of comparablePoints(points)) {
      const inMdc = (value - baseline.value) / mdc.value;
      const visit = visits.get(visitId) ?? { visitId, date, moved: [] };
      visits.set(visitId, visit);
      if (Math.abs(inMdc) > 1) visit.moved.push({ id, name, task, inMdc });
    }
  }
  for (const { moved } of visits.values()) moved.sort((a, b) => Math.abs(b.inMdc) - Math.abs(a.inMdc));
  return [...visits.values()].sort((a, b) => a.date.localeCompare(b.date));
}

/**
 * What changed since the visit before: every series with an accepted value at the last visit and one earlier, those
 * beyond measurement error first, by size; then those within it; then those whose error is not known.
 */
export function changedSinceLastVisit(series: readonly TrendSeries[]): Step[] {
  const dates = series.flatMap(({ points }) => points.map(({ date }) => date));
  const lastDate = dates.sort().at(-1) ?? "";
  return series
    .flatMap((one) => stepOf(one, lastDate))
    .sort((a, b) => Math.abs(b.inMdc ?? 0) - Math.abs(a.inMdc ?? 0));
}

function stepOf({ id, name, task, unit, points, baseline, mdc }: TrendSeries, lastDate: string): Step[] {
  const accepted = points.filter((point) => point.accepted);
  const [before, last] = accepted.slice(-2);
  if (!before || !last || last.date !== lastDate) return [];
  const broken = points.slice(points.indexOf(before) + 1).some(({ breakBefore }) => breakBefore);
  const value = last.value - before.value;
  // the series' own limit is for a baseline of k visits, sqrt(1 + 1/k); between two single visits it is sqrt(2)
  const limit = mdc && baseline && mdc.value * Math.sqrt(2 / (1 + 1 / baseline.visits));
  const inMdc = limit && !broken ? value / limit : null;
  return [{ id, name, task, unit, from: before.value, to: last.value, inMdc, label: labelOf(inMdc) }];
}

function labelOf(inMdc: number | null): ChangeLabel {
  if (inMdc === null) return "no-error-known";
  return Math.abs(inMdc) > 1 ? "exceeds-measurement-error" : "within-measurement-error";
}

/** Accepted points after the last break of any kind, so that nothing is called comparable that may not be. */
function comparablePoints(points: readonly TrendPoint[]): TrendPoint[] {
  const start = points.findLastIndex(({ breakBefore }) => breakBefore);
  return points.slice(Math.max(0, start)).filter(({ accepted }) => accepted);
}
