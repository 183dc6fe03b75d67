import type { JointVisit } from "../../../../shared/domain/trend.ts";

/** One measure that exceeded its measurement error at some visit: its standardised change, or null, by visit. */
export type JointRow = { id: string; name: string; task: string; inMdc: (number | null)[] };

/** Rows in the order of the largest change at the last visit where they moved, later visits first. */
export function jointRows(visits: JointVisit[]): JointRow[] {
  const rows = new Map<string, JointRow>();
  for (const [k, { moved }] of [...visits.entries()].toReversed())
    for (const { id, name, task, inMdc } of moved) {
      const key = `${task} ${id}`;
      const row = rows.get(key) ?? { id, name, task, inMdc: visits.map(() => null) };
      row.inMdc[k] = inMdc;
      rows.set(key, row);
    }
  return [...rows.values()];
}
