import type { Measures } from "../../../../shared/domain/measure.ts";
import { catalogue } from "../../../../shared/domain/measure-catalogue.ts";
import type { NormBand } from "../../../../shared/domain/norm.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { lackingTasks, speechTasks } from "../../../../shared/domain/visit-measure-needs.ts";
import { baselineTriangle, type Vowel, visitVowels } from "../../../../shared/domain/visit-vowels.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayBand, sayDifference, sayList, sayQuantity } from "../../../../shared/words/say.ts";
import { sayReasons } from "../../../../shared/words/say-finding.ts";
import { sayMeasure, sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";

/** One measure over several tasks of the visit, as it is written. */
export type VisitRow = {
  name: string;
  value: string;
  norm: string;
  /** Against the baseline; empty where it is not known. */
  change: string;
  remark: string;
};

/** What the visit as a whole says: voice quality indices and vowel space. */
export type VisitSection = {
  rows: VisitRow[];
  /** What the visit lacks for the measures that are not there; empty when nothing. */
  lacking: string;
  vowels: Vowel[];
  /** Corners of the vowel triangle at the baseline; null where they are not known, or this is the baseline. */
  baseline: ReturnType<typeof baselineTriangle>;
};

type VisitInput = {
  visitId: string;
  recordings: Recording[];
  trends: TrendSeries[];
  measures: Measures;
  norms: Record<string, NormBand>;
  language: Language;
};

/** Measures over several tasks in the catalogue's order, with the vowels behind them; null where there is neither. */
export function visitSection({
  visitId,
  recordings,
  trends,
  measures,
  norms,
  language,
}: VisitInput): VisitSection | null {
  const { report } = wordsOf(language);
  const vowels = visitVowels(recordings);
  const described = catalogue.filter(({ scopes }) => scopes.includes("visit"));
  const rows = described.flatMap(({ id, decimals, unit }): VisitRow[] => {
    const { value, missing, doubts = [] } = measures[id] ?? {};
    const norm = norms[id];
    if (value === undefined) return [];
    return [
      {
        name: sayMeasureName(id, language),
        value: value === null ? "–" : sayQuantity(value, unit, decimals, language),
        norm: norm
          ? report.change.norm(sayBand(norm, decimals, language), norm.citation)
          : report.change.noNorm,
        change: changeOf(trends, id, visitId, { decimals, language }),
        remark: sayReasons(missing ? [missing] : doubts, language),
      },
    ];
  });
  if (vowels.length === 0 && rows.length === 0) return null;
  const atHand = new Set(recordings.map(({ task }) => task));
  const absent = described.filter(({ id }) => !measures[id] && lackingTasks(id, atHand).length > 0);
  return {
    rows,
    lacking: [...Map.groupBy(absent, ({ id }) => needWords(id, atHand, language))]
      .map(([need, some]) => {
        const terms = some.map(({ id }) => sayMeasure(id, language).term);
        return report.vowels.lacking(sayList(terms, language), need);
      })
      .join(" "),
    vowels,
    baseline: baselineTriangle(trends, visitId),
  };
}

/** "−0.21, error not known", where this visit is the last of the series. */
function changeOf(
  trends: TrendSeries[],
  id: string,
  visitId: string,
  { decimals, language }: { decimals: number; language: Language },
): string {
  const series = trends.find((each) => each.id === id && each.task === "visit");
  const last = series?.points.findLast(({ accepted }) => accepted);
  if (!series?.change || last?.visitId !== visitId || series.change.label === "not-enough-visits") return "";
  return wordsOf(language).report.change.visit(
    sayDifference(series.change.value, decimals, language),
    wordsOf(language).findings.changeTag[series.change.label],
  );
}

function needWords(id: string, atHand: Parameters<typeof lackingTasks>[1], language: Language): string {
  const { continuousSpeech } = wordsOf(language).tasks;
  return sayList(
    lackingTasks(id, atHand).map((some) =>
      some === speechTasks ? continuousSpeech : sayTaskShort(some[0]!, language),
    ),
    language,
  );
}
