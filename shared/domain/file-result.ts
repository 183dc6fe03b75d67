import type { Analysis } from "./analysis.ts";
import type { JointAnswer } from "./joint-answer.ts";
import type { Measure } from "./measure.ts";
import type { NormJudgement } from "./norm.ts";
import type { RulesOrigin } from "./rules-origin.ts";

/** What is written of an analysed file that is not stored: its analysis, the one norm beside each measure, its answers. */
export type FileResult = Omit<Analysis, "measures"> & {
  /** Of the file's bytes. */
  sha256: string;
  measures: Record<string, Measure & { norm: NormJudgement | null }>;
  /** One a question that models answered, joined where several did. */
  answers: JointAnswer[];
  rules: RulesOrigin;
};

/** What is said of an analysed file besides its analysis; norms of the measures that have one, by the measure's id. */
export type JudgedFile = {
  sha256: string;
  norms: Readonly<Record<string, NormJudgement>>;
  answers: JointAnswer[];
  rules: RulesOrigin;
};

export function fileResult(
  { task, audio, quality, measures, ...rest }: Analysis,
  { sha256, norms, answers, rules }: JudgedFile,
): FileResult {
  const judged = Object.entries(measures).map(([id, measure]) => [
    id,
    { ...measure, norm: norms[id] ?? null },
  ]);
  return { sha256, task, audio, quality, measures: Object.fromEntries(judged), answers, rules, ...rest };
}
