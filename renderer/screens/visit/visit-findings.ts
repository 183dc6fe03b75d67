import type { TrendPoint, TrendSeries } from "../../../shared/domain/trend.ts";

/** One measure at one visit, against the patient's baseline and the norm. */
export type Finding = {
  series: TrendSeries;
  point: TrendPoint;
  /** Point minus baseline; null at the baseline visit or without one. */
  change: number | null;
  /** The change in units of the minimal detectable change; null where that is not known. */
  inMdc: number | null;
  /** Null without a norm. */
  withinNorm: boolean | null;
};

/**
 * What a visit shows: what changed most first, then in the order of the series, which is how well they track ALS; or in
 * that order alone.
 */
export function visitFindings(
  series: TrendSeries[],
  visitId: string,
  order: "changed" | "als" = "changed",
): Finding[] {
  const found = series.flatMap((one) => {
    const point = one.points.find((candidate) => candidate.visitId === visitId);
    return point ? [finding(one, point)] : [];
  });
  return order === "als" ? found : found.toSorted((a, b) => exceeding(b) - exceeding(a));
}

function finding(series: TrendSeries, point: TrendPoint): Finding {
  const { baseline, mdc, points } = series;
  const isBaseline = points.findIndex(({ visitId }) => visitId === point.visitId) < (baseline?.visits ?? 0);
  const change = baseline && !isBaseline ? point.value - baseline.value : null;
  return {
    series,
    point,
    change,
    inMdc: change !== null && mdc && mdc.value > 0 ? change / mdc.value : null,
    withinNorm: isWithinNorm(series, point.value),
  };
}

/** Sort key: the change where it exceeds measurement error, else 0, so that the order of the series is kept. */
function exceeding({ inMdc }: Finding): number {
  const size = Math.abs(inMdc ?? 0);
  return size > 1 ? size : 0;
}

function isWithinNorm({ norm }: TrendSeries, value: number): boolean | null {
  if (!norm) return null;
  return value >= (norm.lower ?? -Infinity) && value <= (norm.upper ?? Infinity);
}
