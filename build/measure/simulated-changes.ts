import type { Random } from "../../main/core/dsp/random.ts";
import { judgeChange } from "../../main/core/findings/change.ts";
import type { VisitValue } from "../../main/core/findings/error.ts";
import type { ChangeError, ErrorKind } from "../../shared/domain/finding.ts";

/** Visits every 0.5 to 5.5 months, in days since 2020. */
export function irregularDates(visits: number, random: Random): string[] {
  let day = 0;
  return Array.from({ length: visits }, () => {
    day += 15 + Math.floor(150 * random.uniform());
    return new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10);
  });
}

/** Between-day and within-visit standard deviation of the simulated patients, in the measure's unit. */
const betweenDays = 3;
const withinVisit = 2;

type Simulated = { kind: ErrorKind; visits: number; trueChange?: number; perMonth?: number };

/**
 * A patient whose values scatter about a line (stable: `perMonth` 0) and whose last visit steps by `trueChange`. The
 * error that judges them knows everything that scatters: for repeats within visits there is no variation between days.
 */
export function simulatedVisits(
  { kind, visits, trueChange = 0, perMonth = 0 }: Simulated,
  random: Random,
): VisitValue[] {
  return irregularDates(visits, random).map((date, visit) => {
    const line = 50 + perMonth * visit + (visit === visits - 1 ? trueChange : 0);
    if (kind !== "repeats")
      return { date, value: line + betweenDays * random.normal(), takes: 1, withinVisitSd: null };
    const values = Array.from({ length: 3 - (visit % 3) }, () => line + withinVisit * random.normal());
    const value = values.reduce((sum, x) => sum + x, 0) / values.length;
    const squares = values.reduce((sum, x) => sum + (x - value) ** 2, 0);
    const withinVisitSd = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null;
    return { date, value, takes: values.length, withinVisitSd };
  });
}

/** Share of patients told that the change is beyond the error, and share whose true change lies in value -+ limit. */
export function simulateChanges(
  simulated: Simulated & { since: "baseline" | "last"; patients: number },
  random: Random,
): { beyond: number; covered: number; errors: (ChangeError | null)[] } {
  const published = simulated.kind === "published" ? { sem: betweenDays, source: "simulated" } : null;
  const errors: (ChangeError | null)[] = [];
  let [beyond, covered] = [0, 0];
  for (let patient = 0; patient < simulated.patients; patient++) {
    const visits = simulatedVisits(simulated, random);
    const judged = judgeChange({
      visit: visits.at(-1)!,
      earlier: visits.slice(0, -1),
      unit: "1/s",
      published,
      worse: "lower",
    });
    const change = judged[simulated.since];
    if (!change?.error) continue;
    errors.push(change.error);
    if (Math.abs(change.value) > change.error.limit) beyond++;
    if (Math.abs(change.value - (simulated.trueChange ?? 0)) <= change.error.limit) covered++;
  }
  return { beyond: beyond / simulated.patients, covered: covered / simulated.patients, errors };
}
