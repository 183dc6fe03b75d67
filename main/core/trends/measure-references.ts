import type { Measures } from "../../../shared/domain/measure.ts";
import type { MeasureReference } from "../../../shared/domain/measure-reference.ts";
import type { Sex } from "../../../shared/domain/patient.ts";
import { type Norms, normBand, normFor, stabilityOf } from "./norms.ts";

/** Norm and stability of each of the measures of one recording. */
export function measureReferences(
  measures: Measures,
  norms: Norms,
  { task, sex, ageYears }: { task: string; sex: Sex | null; ageYears: number | null },
): Record<string, MeasureReference> {
  const ids = Object.keys(measures);
  return Object.fromEntries(
    ids.map((id) => {
      const norm = normFor(norms, id, task, sex, ageYears);
      return [id, { norm: norm && normBand(norm), stability: stabilityOf(norms, id, task) }];
    }),
  );
}
