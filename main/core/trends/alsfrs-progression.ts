import { type Alsfrs, alsfrsBulbar, alsfrsTotal, type VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import { monthsBetween } from "../../../shared/domain/calendar.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { type TheilSenLine, theilSen } from "./theil-sen.ts";

/**
 * Progression rate dFS = (48 - total) / months since onset, points per month (Kimura 2006). Null at the onset and
 * before, and while an item was not asked. Never to be shown as the only number.
 */
export function progressionRate(alsfrs: Alsfrs, onsetDate: string, date: string): number | null {
  const months = monthsBetween(onsetDate, date);
  const total = alsfrsTotal(alsfrs);
  return months > 0 && total !== null ? (48 - total) / months : null;
}

/** Change of total and bulbar subscore, points per month with 95 % interval; null below 3 dates. */
export function alsfrsSlopes(
  visits: readonly Visit[],
  entries: readonly VisitAlsfrs[],
): { total: TheilSenLine | null; bulbar: TheilSenLine | null } {
  const dated = entries.flatMap(({ visitId, alsfrs }) => {
    const date = visits.find(({ id }) => id === visitId)?.date;
    return date ? [{ date, alsfrs }] : [];
  });
  const start = dated.map(({ date }) => date).sort()[0] ?? "";
  const line = (score: (alsfrs: Alsfrs) => number | null) =>
    theilSen(
      dated.flatMap(({ date, alsfrs }) => {
        const value = score(alsfrs);
        return value === null ? [] : [{ time: monthsBetween(start, date), value }];
      }),
    );
  return { total: line(alsfrsTotal), bulbar: line(alsfrsBulbar) };
}
