import type { NotSureWhy } from "../../../shared/domain/prediction.ts";

/**
 * Why an answer is not given; null where it is.
 * @param probability of the most probable label, among the labels
 * @param known how likely it is that one of the labels was said at all; undefined where nothing tells it
 * @param rejectBelow least that their product must be; null: every answer is given
 */
export function notSureWhy(
  probability: number,
  known: number | undefined,
  rejectBelow: number | null,
): NotSureWhy | null {
  if (rejectBelow === null || probability * (known ?? 1) >= rejectBelow) return null;
  return probability < rejectBelow ? "undecided" : "none-of-these";
}
