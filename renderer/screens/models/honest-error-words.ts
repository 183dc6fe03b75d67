import type { ModelSummary } from "../../../shared/domain/prediction.ts";

/** "AUC 0.746 (95 % 0.62 to 0.85), 5-fold by speaker, 64 speakers": the figure that stands beside every result. */
export function honestErrorWords({ metric, value, interval, protocol }: ModelSummary["honestError"]): string {
  const range = interval ? ` (95 % ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})` : "";
  return `${metric} ${value.toFixed(3)}${range}, ${protocol}`;
}
