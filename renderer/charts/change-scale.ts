import type { Change } from "../../shared/domain/finding.ts";

/** Errors at either end of a bar of change. */
export const shownErrors = 4;

/** A change on a scale of its errors: left is worse. */
export type PlacedChange = {
  /** Place of the bar's end, 0 (worst) to 1 (best); 0.5 is no change. */
  end: number;
  /** It goes further than the scale: the bar is broken, the number beside it stays whole. */
  broken: boolean;
};

/** Where a change lies; null where no error is known, or neither side is worse. */
export function placeChange({
  inError,
  direction,
}: Pick<Change, "inError" | "direction">): PlacedChange | null {
  if (inError === null || (direction === null && inError !== 0)) return null;
  const size = Math.min(Math.abs(inError), shownErrors);
  const signed = direction === "worse" ? -size : size;
  return { end: 0.5 + signed / (2 * shownErrors), broken: Math.abs(inError) > shownErrors };
}

/** Place of so many errors on the same scale. */
export const placeErrors = (errors: number): number => 0.5 + errors / (2 * shownErrors);
