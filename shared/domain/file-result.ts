import type { Analysis } from "./analysis.ts";
import type { Measure } from "./measure.ts";
import type { NormJudgement } from "./norm.ts";

/** What is written of an analysed file that is not stored: its analysis, the one norm beside each measure. */
export type FileResult = Omit<Analysis, "measures"> & {
  /** Of the file's bytes. */
  sha256: string;
  measures: Record<string, Measure & { norm: NormJudgement | null }>;
};

/** @param norms of the measures that have one, by the measure's id */
export function fileResult(
  sha256: string,
  { task, audio, quality, measures, ...rest }: Analysis,
  norms: Readonly<Record<string, NormJudgement>>,
): FileResult {
  const judged = Object.entries(measures).map(([id, measure]) => [
    id,
    { ...measure, norm: norms[id] ?? null },
  ]);
  return { sha256, task, audio, quality, measures: Object.fromEntries(judged), ...rest };
}
