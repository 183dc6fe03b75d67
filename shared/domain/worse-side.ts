import { heardMeasures, unitOfHeard } from "./listening.ts";
import { describeMeasure } from "./measure-catalogue.ts";
import { type TaskFamily, tasks } from "./task.ts";

/** The side on which disease lies. */
export type WorseSide = "higher" | "lower";

/** Measures whose worse side depends on what is said: an unsteady vowel, but monotonous speech. */
const byTaskFamily: Readonly<Record<string, Partial<Record<TaskFamily, WorseSide>>>> = {
  "f0-sd": { vowel: "higher", mpt: "higher", speech: "lower", free: "lower" },
  "f0-range": { vowel: "higher", mpt: "higher", speech: "lower", free: "lower" },
};

/** Measures that are not of a recording, or not in the catalogue of acoustic measures. */
const beyondCatalogue: Readonly<Record<string, WorseSide>> = {
  "alsfrs-speech": "lower",
  "alsfrs-bulbar": "lower",
  "alsfrs-total": "lower",
  ...Object.fromEntries(
    heardMeasures.map((id) => [id, unitOfHeard(id) === "%" ? "lower" : "higher"] as const),
  ),
};

/** The worse side of a measure in a task; null where that is not settled (then nothing is called worse or outside). */
export function worseSide(measureId: string, task: string): WorseSide | null {
  const family = (tasks as Readonly<Record<string, { family: TaskFamily }>>)[task]?.family;
  const ofTask = family && byTaskFamily[measureId]?.[family];
  return ofTask ?? describeMeasure(measureId)?.worse ?? beyondCatalogue[measureId] ?? null;
}
