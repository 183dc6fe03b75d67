import type { TimedValue } from "../dsp/least-squares.ts";
import { quantile95 } from "./quantiles.ts";
import { mergeTimes, theilSen } from "./theil-sen.ts";

/**
 * The Theil-Sen line continued to `time`, with the 95 % interval in which a new value there is to be expected if the
 * line goes on: t * s * sqrt(1 + 1/n + (time - mean)^2 / Sxx), with s from the residuals of the line. Null below 3
 * times. For numbers on request only, never for classes; the interval must be drawn with it.
 */
export function projectLine(
  points: readonly TimedValue[],
  time: number,
): { value: number; lower: number; upper: number } | null {
  const line = theilSen(points);
  if (!line) return null;
  const merged = mergeTimes(points);
  const n = merged.length;
  const at = (t: number) => line.intercept + line.slope * t;
  const meanTime = merged.reduce((sum, point) => sum + point.time, 0) / n;
  const spread = merged.reduce((sum, point) => sum + (point.time - meanTime) ** 2, 0);
  const residual = merged.reduce((sum, point) => sum + (point.value - at(point.time)) ** 2, 0);
  const s = Math.sqrt(residual / (n - 2));
  const half = quantile95(n - 2) * s * Math.sqrt(1 + 1 / n + (time - meanTime) ** 2 / spread);
  return { value: at(time), lower: at(time) - half, upper: at(time) + half };
}
