import type { Measures } from "../../../../shared/domain/measure.ts";
import { catalogue } from "../../../../shared/domain/measure-catalogue.ts";
import type { NormBand } from "../../../../shared/domain/norm.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { lackingTasks, speechTasks } from "../../../../shared/domain/visit-measure-needs.ts";
import { baselineTriangle, type Vowel, visitVowels } from "../../../../shared/domain/visit-vowels.ts";
import { sayMeasure, sayMeasureName } from "../../../../shared/words/say-measure.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import {
  changeWords,
  differenceWords,
  doubtWords,
  listWords,
  missingWords,
  normWords,
  numberWords,
} from "./report-words.ts";

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
};

/** Measures over several tasks in the catalogue's order, with the vowels behind them; null where there is neither. */
export function visitSection({
  visitId,
  recordings,
  trends,
  measures,
  norms,
}: VisitInput): VisitSection | null {
  const vowels = visitVowels(recordings);
  const described = catalogue.filter(({ scopes }) => scopes.includes("visit"));
  const rows = described.flatMap(({ id, decimals, unit }): VisitRow[] => {
    const { value, missing, doubts = [] } = measures[id] ?? {};
    const norm = norms[id];
    if (value === undefined) return [];
    const shownUnit = unit === "1" ? "" : ` ${unit.replace("^2", "²")}`;
    return [
      {
        name: sayMeasureName(id, "en"),
        value: value === null ? "–" : `${numberWords(value, decimals)}${shownUnit}`,
        norm: norm ? `${normWords(norm, decimals)} (${norm.citation})` : "no norm known",
        change: changeOf(trends, id, visitId, decimals),
        remark: missing ? missingWords[missing] : listWords(doubts.map((doubt) => doubtWords[doubt])),
      },
    ];
  });
  if (vowels.length === 0 && rows.length === 0) return null;
  const atHand = new Set(recordings.map(({ task }) => task));
  const absent = described.filter(({ id }) => !measures[id] && lackingTasks(id, atHand).length > 0);
  return {
    rows,
    lacking: [...Map.groupBy(absent, ({ id }) => needWords(id, atHand))]
      .map(
        ([need, some]) =>
          `${listWords(some.map(({ id }) => sayMeasure(id, "en").term))}: not measured, ${need} not recorded.`,
      )
      .join(" "),
    vowels,
    baseline: baselineTriangle(trends, visitId),
  };
}

/** "−0.21, error not known", where this visit is the last of the series. */
function changeOf(trends: TrendSeries[], id: string, visitId: string, decimals: number): string {
  const series = trends.find((each) => each.id === id && each.task === "visit");
  const last = series?.points.findLast(({ accepted }) => accepted);
  if (!series?.change || last?.visitId !== visitId || series.change.label === "not-enough-visits") return "";
  return `${differenceWords(series.change.value, decimals)}, ${changeWords[series.change.label].replace("change ", "")}`;
}

function needWords(id: string, atHand: Parameters<typeof lackingTasks>[1]): string {
  return listWords(
    lackingTasks(id, atHand).map((some) =>
      some === speechTasks ? "continuous speech" : sayTaskShort(some[0]!, "en"),
    ),
  );
}
