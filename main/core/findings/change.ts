import type { Change, ChangeError, ChangeLabel, Direction } from "../../../shared/domain/finding.ts";
import type { WorseSide } from "../../../shared/domain/worse-side.ts";
import { errorsOf, type VisitValue } from "./error.ts";
import type { PublishedSem } from "./published-error.ts";

/** What a change is judged from. */
export type ChangeInput = {
  visit: VisitValue;
  /** Visits before it that may be compared with it, oldest first. */
  earlier: readonly VisitValue[];
  unit: string;
  published: PublishedSem | null;
  worse: WorseSide | null;
};

/**
 * A value against the baseline (the mean of the first two visits where there are two before this one, else the first)
 * and against the visit before; both null at the first comparable visit. At most 5 % of stable patients are told that
 * one of the two exceeds measurement error (simulated for each kind of error).
 */
export function judgeChange(input: ChangeInput): { baseline: Change | null; last: Change | null } {
  const count = input.earlier.length;
  if (count === 0) return { baseline: null, last: null };
  const errorSince = errorsOfInput(input);
  return {
    baseline: changeSince("baseline", count > 1 ? [0, 1] : [0], input, errorSince),
    last: changeSince("last", [count - 1], input, errorSince),
  };
}

/**
 * A value against the one of an earlier visit that a person chose, by the same errors.
 * @param chosen its place among the earlier visits
 */
export function judgeDifference(input: ChangeInput, chosen: number): Change {
  return changeSince("chosen", [chosen], input, errorsOfInput(input));
}

const errorsOfInput = ({ earlier, visit, published, unit }: ChangeInput) =>
  errorsOf([...earlier, visit], published, unit);

function changeSince(
  since: Change["since"],
  comparedWith: readonly number[],
  { visit, earlier, worse }: ChangeInput,
  errorSince: ReturnType<typeof errorsOf>,
): Change {
  const compared = comparedWith.map((index) => earlier[index]!);
  const from = compared.reduce((sum, { value }) => sum + value, 0) / compared.length;
  const value = visit.value - from;
  const error = errorSince(comparedWith);
  return {
    since,
    sinceDate: compared[0]!.date,
    sinceVisits: compared.length,
    from,
    value,
    inError: error && value / error.limit,
    label: labelOf(value, error),
    direction: directionOf(value, worse),
    error,
  };
}

function labelOf(value: number, error: ChangeError | null): ChangeLabel {
  if (!error) return "no-error-known";
  if (Math.abs(value) <= error.limit) return "within-measurement-error";
  return error.kind === "repeats" ? "beyond-short-term-error-only" : "exceeds-measurement-error";
}

function directionOf(value: number, worse: WorseSide | null): Direction | null {
  if (worse === null || value === 0) return null;
  return value > 0 === (worse === "higher") ? "worse" : "better";
}
