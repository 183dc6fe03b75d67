import { highestAlsfrs } from "../../shared/domain/alsfrs.ts";
import type { Course } from "../../shared/domain/course.ts";
import type { Projection } from "../../shared/domain/projection.ts";

/** Highest value of a scale that is shown whole from 0; null for what has no such scale. */
export const wholeScale = (id: string): number | null => highestAlsfrs[id] ?? null;

/** How much further the axis may reach to show the norm's limit, as a share of what it has to hold. */
const normMayAdd = 0.6;

/**
 * Axis range: a score's whole scale; else all points, the band of the error and what is projected, with 8 % air, and the
 * norm's limit where it lies near.
 */
export function courseRange(
  { id, points, baseline, change, norm }: Pick<Course, "id" | "points" | "baseline" | "change" | "norm">,
  projection: readonly Projection[] = [],
): [number, number] {
  const scale = wholeScale(id);
  if (scale !== null) return [-scale * 0.04, scale * 1.04];
  const limit = change?.error?.limit;
  const band = baseline && limit ? [baseline.value - limit, baseline.value + limit] : [];
  const values = [
    ...points.map((point) => point.value),
    ...band,
    ...projection.flatMap(({ lower, upper }) => [lower, upper]),
  ];
  const [low, high] = withNorm(Math.min(...values), Math.max(...values), norm?.limit);
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - air, high + air];
}

function withNorm(low: number, high: number, limit: number | undefined): [number, number] {
  if (limit === undefined) return [low, high];
  const reach = (high - low) * normMayAdd;
  const isNear = limit > low - reach && limit < high + reach;
  return isNear ? [Math.min(low, limit), Math.max(high, limit)] : [low, high];
}
