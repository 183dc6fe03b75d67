import type { NormJudgement } from "../domain/norm.ts";

/** Where the limit and the centre of the healthy lie on every bar: left is worse, right is better. */
export const limitShare = 0.45;
export const centreShare = 0.8;

/**
 * Place of a value on a bar from 0 (worst) to 1 (best) on which all norms share the places of their limit and their
 * centre, so that measures of unlike units can be compared at a glance; not clipped. Where no centre is known, the bar
 * spans the limit's own size.
 */
export function normShare({ limit, side, centre }: NormJudgement, value: number): number {
  const better = side === "higher" ? limit - value : value - limit;
  const span = centre === null ? Math.abs(limit) * (centreShare - limitShare) || 1 : Math.abs(centre - limit);
  return limitShare + (better / span) * (centreShare - limitShare);
}
