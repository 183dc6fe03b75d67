import type { TrendSeries } from "../../../../shared/domain/trend.ts";

/** The same order, but what was measured once comes after what has a course. */
export function coursesFirst(series: TrendSeries[]): TrendSeries[] {
  const isCourse = ({ points }: TrendSeries) => points.length > 1;
  return [...series.filter(isCourse), ...series.filter((one) => !isCourse(one))];
}
