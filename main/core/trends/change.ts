import type { TrendSeries } from "../../../shared/domain/trend.ts";
import { detectableChange, type MeasurementError } from "./measurement-error.ts";

/** What can be said of a series: baseline, minimal detectable change and the change of the last value. */
export type Judgement = Pick<TrendSeries, "baseline" | "mdc" | "change">;

/**
 * Judges the last of a series of accepted, comparable values (oldest first) against the mean of the first
 * `baselineVisits`, fewer where the last would be among them. At most 5 % of patients without any change are told
 * that it exceeds measurement error (checked by simulation).
 */
export function judgeChange(
  values: readonly number[],
  baselineVisits: number,
  error: MeasurementError | null,
): Judgement {
  const visits = Math.min(baselineVisits, Math.max(1, values.length - 1));
  const first = values.slice(0, visits);
  const last = values.at(-1);
  if (last === undefined) return { baseline: null, mdc: null, change: null };
  const baseline = { value: first.reduce((sum, value) => sum + value, 0) / visits, visits };
  const mdc = error && { value: detectableChange(error, visits), source: error.source };
  if (values.length < 2)
    return { baseline, mdc, change: { value: 0, inMdc: null, label: "not-enough-visits" } };
  const value = last - baseline.value;
  if (!mdc) return { baseline, mdc, change: { value, inMdc: null, label: "no-error-known" } };
  const exceeds = Math.abs(value) > mdc.value;
  return {
    baseline,
    mdc,
    change: {
      value,
      inMdc: value / mdc.value,
      label: exceeds ? "exceeds-measurement-error" : "within-measurement-error",
    },
  };
}
