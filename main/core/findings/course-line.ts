import { monthsBetween } from "../../../shared/domain/calendar.ts";
import type { LineWithheld } from "../../../shared/domain/course.ts";
import type { ChangeError } from "../../../shared/domain/finding.ts";
import { type TrendLine, trendLine } from "../trends/trend-line.ts";

type Dated = { date: string; value: number };

/**
 * The line of comparable visits, which withholds itself where it would say more than is known.
 * @param error that judges the last change; null where none is known
 */
export function courseLine(
  visits: readonly Dated[],
  error: ChangeError | null,
): { line: TrendLine | null; lineWithheld: LineWithheld | null } {
  const line = trendLine(visits);
  const lineWithheld = line ? whyWithheld(line, error) : "too-few-visits";
  return lineWithheld ? { line: null, lineWithheld } : { line, lineWithheld: null };
}

/** A slope whose interval tells up from down is drawn; else only a level line that is known as well as a visit's change. */
function whyWithheld(
  { from, to, perMonthLower, perMonthUpper }: TrendLine,
  error: ChangeError | null,
): LineWithheld | null {
  if (perMonthLower >= 0 || perMonthUpper <= 0) return null;
  if (!error) return "direction-not-known";
  const half = ((perMonthUpper - perMonthLower) / 2) * monthsBetween(from, to);
  return half > error.limit ? "interval-too-wide" : null;
}
