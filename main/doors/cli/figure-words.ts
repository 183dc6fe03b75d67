import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";

/** "AUC 0.75 (95 % 0.62-0.86; 5-fold by speaker, 64 speakers)". */
export function figureWords({ metric, value, interval, protocol }: ModelManifest["honestError"]): string {
  const range = interval ? `95 % ${interval[0].toFixed(2)}-${interval[1].toFixed(2)}; ` : "";
  return `${metric} ${value.toFixed(2)} (${range}${protocol})`;
}
