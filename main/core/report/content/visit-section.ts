import type { Finding } from "../../../../shared/domain/finding.ts";
import { catalogue } from "../../../../shared/domain/measure-catalogue.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import { lackingTasks, speechTasks } from "../../../../shared/domain/visit-measure-needs.ts";
import { baselineCorners, type Vowel, vowelsOf } from "../../../../shared/domain/visit-vowels.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayList } from "../../../../shared/words/say.ts";
import {
  sayFindingName,
  sayFindingValue,
  sayLimit,
  sayNorm,
  sayNormSource,
  sayRemarks,
} from "../../../../shared/words/say-finding.ts";
import { sayDifferenceOf, sayMeasure } from "../../../../shared/words/say-measure.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { vowelsInWords } from "./in-words.ts";
import { sayJudgement } from "./measure-rows.ts";

/** One measure over several tasks of the visit, as it is written. */
export type VisitRow = { name: string; value: string; norm: string; change: string; remark: string };

/** What the visit as a whole says: voice quality indices and vowel space. */
export type VisitSection = {
  rows: VisitRow[];
  /** What the visit lacks for the measures that are not there; empty when nothing. */
  lacking: string;
  vowels: Vowel[];
  /** Corners of the vowel triangle at the baseline; null where they are not known, or this is the baseline. */
  baseline: ReturnType<typeof baselineCorners>;
  /** The vowel chart in words. */
  inWords: string;
};

/** Measures over several tasks in the catalogue's order, with the vowels behind them; null where there is neither. */
export function visitSection(
  findings: readonly Finding[],
  recordings: readonly Recording[],
  language: Language,
): VisitSection | null {
  const vowels = vowelsOf(findings, recordings);
  const described = catalogue.filter(({ scopes }) => scopes.includes("visit"));
  const found = described.flatMap(
    ({ id }) => findings.find(({ measure, task }) => measure === id && task === "visit") ?? [],
  );
  if (vowels.length === 0 && found.length === 0) return null;
  return {
    rows: found.map((finding) => visitRow(finding, language)),
    lacking: sayLacking(
      described.map(({ id }) => id).filter((id) => !found.some(({ measure }) => measure === id)),
      recordings,
      language,
    ),
    vowels,
    baseline: baselineCorners(findings),
    inWords: vowelsInWords(vowels, language),
  };
}

function visitRow(finding: Finding, language: Language): VisitRow {
  const { norm, measure, unit } = finding;
  return {
    name: sayFindingName(finding, language),
    value: sayFindingValue(finding, language),
    norm: norm
      ? `${sayNorm(norm, language)}, ${sayLimit(measure, norm, unit, language)} (${sayNormSource(norm, language)})`
      : sayNorm(null, language),
    change: changeWords(finding, language),
    remark: sayRemarks(finding, language).join("; "),
  };
}

/** "−0.25, worse, 1.8 ×"; why no change is judged where none is. */
function changeWords(finding: Finding, language: Language): string {
  const { change, measure, unit } = finding;
  const judgement = sayJudgement(finding, language);
  if (!change) return judgement;
  return [sayDifferenceOf(measure, change.value, unit, language), judgement].filter(Boolean).join(", ");
}

/** "AVQI and ABI: not measured, continuous speech not recorded." */
function sayLacking(absent: readonly string[], recordings: readonly Recording[], language: Language): string {
  const { report } = wordsOf(language);
  const atHand = new Set(recordings.map(({ task }) => task));
  const needing = absent.filter((id) => lackingTasks(id, atHand).length > 0);
  return [...Map.groupBy(needing, (id) => sayNeeds(id, atHand, language))]
    .map(([need, some]) => {
      const terms = some.map((id) => sayMeasure(id, language).term);
      return report.vowels.lacking(sayList(terms, language), need);
    })
    .join(" ");
}

function sayNeeds(id: string, atHand: Parameters<typeof lackingTasks>[1], language: Language): string {
  const { continuousSpeech } = wordsOf(language).tasks;
  return sayList(
    lackingTasks(id, atHand).map((some) =>
      some === speechTasks ? continuousSpeech : sayTaskShort(some[0]!, language),
    ),
    language,
  );
}
