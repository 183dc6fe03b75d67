import type { Change } from "../../../shared/domain/finding.ts";

/**
 * Visits running, the last included, at which a measure exceeded its error the same way, each as judged then: a change that
 * is seen again is confirmed. Visits of the baseline never count; 0 where the last does not exceed.
 * @param changes against the baseline at the comparable visits, oldest first
 */
export function visitsRunning(changes: readonly (Pick<Change, "label" | "direction"> | null)[]): number {
  const last = changes.length - 1;
  const direction = changes[last]?.direction ?? null;
  const first = Math.min(2, last);
  let at = last;
  while (at >= first && direction !== null) {
    const change = changes[at];
    if (change?.label !== "exceeds-measurement-error" || change.direction !== direction) break;
    at--;
  }
  return last - at;
}
