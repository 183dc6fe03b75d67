import type { Measures } from "../../../shared/domain/measure.ts";
import type { History } from "./open-history.ts";

/**
 * The measures over several tasks of a visit as they were computed from `madeFrom`; null where they were not. A part of
 * the visit's analyses, read and written with them: their access is what is audited.
 */
export function keptIndices(history: History, visitId: string, madeFrom: string): Measures | null {
  const json = history.database
    .prepare<[string, string], string>("SELECT measures FROM visitIndices WHERE visitId = ? AND madeFrom = ?")
    .pluck()
    .get(visitId, madeFrom);
  return json === undefined ? null : (JSON.parse(json) as Measures);
}

/** Keeps them in place of older ones; where the history cannot be written, they are computed again at the next look. */
export function keepIndices(history: History, visitId: string, madeFrom: string, measures: Measures): void {
  if (history.readOnly) return;
  history.database
    .prepare("INSERT OR REPLACE INTO visitIndices (visitId, madeFrom, measures) VALUES (?, ?, ?)")
    .run(visitId, madeFrom, JSON.stringify(measures));
}
