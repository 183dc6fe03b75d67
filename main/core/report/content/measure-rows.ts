import type { Finding } from "../../../../shared/domain/finding.ts";
import { chiefFindings } from "../../../../shared/domain/profile.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayDifference, sayNumber } from "../../../../shared/words/say.ts";
import { sayNormSource, sayNotJudged, sayRemarks } from "../../../../shared/words/say-finding.ts";
import { decimalsOf, sayMeasure, sayMeasureParts } from "../../../../shared/words/say-measure.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { type BarsInWords, barsInWords } from "./in-words.ts";

/** One line of the report's table of measures: a finding in words, and the finding for its bars. */
export type MeasureRow = {
  finding: Finding;
  name: string;
  /** Short name of the task: "/pa/", "reading"; empty for a measure over several tasks. */
  taskName: string;
  valueText: string;
  unit: string;
  /** Why there is no value or it is in doubt, takes left out, onsets set by hand; empty when none of these. */
  remark: string;
  /** `reference` is the number of the source in the list beneath the table. */
  norm: { verdict: string; limit: string; reference: number } | null;
  changeText: string;
  /** "worse, 1.8 times its error", "within error", or why no change is judged. */
  judgement: string;
  inWords: BarsInWords;
};

/** The chief findings of a visit in words, and the sources that they refer to by number, from 1. */
export function measureRows(
  findings: readonly Finding[],
  language: Language,
): { rows: MeasureRow[]; citations: string[] } {
  const citations: string[] = [];
  const cite = (citation: string) => {
    if (!citations.includes(citation)) citations.push(citation);
    return citations.indexOf(citation) + 1;
  };
  const rows = chiefFindings(findings).map((finding) => measureRow(finding, language, cite));
  return { rows, citations };
}

function measureRow(finding: Finding, language: Language, cite: (citation: string) => number): MeasureRow {
  const { measure, task, value, unit, norm, change } = finding;
  const parts = value === null ? { value: "–", unit: "" } : sayMeasureParts(measure, value, unit, language);
  return {
    finding,
    name: sayMeasure(measure, language).plain,
    taskName: task === "visit" ? "" : sayTaskShort(task, language),
    valueText: parts.value,
    unit: parts.unit,
    remark: sayRemarks(finding, language).join("; "),
    norm: norm && {
      verdict: wordsOf(language).profile.verdict[norm.verdict],
      limit: wordsOf(language).profile.limit[norm.side](
        sayMeasureParts(measure, norm.limit, unit, language).value,
      ),
      reference: cite(sayNormSource(norm, language)),
    },
    changeText: change ? sayDifference(change.value, decimalsOf(measure, change.value), language) : "",
    judgement: sayJudgement(finding, language),
    inWords: barsInWords(finding, language),
  };
}

/** The change in a few words: "worse, 1.8 ×", "within error"; why none is judged, but for a first value. */
export function sayJudgement(
  { change, notJudged }: Pick<Finding, "change" | "notJudged">,
  language: Language,
): string {
  const { findings, profile } = wordsOf(language);
  if (!change) return notJudged && notJudged !== "first-visit" ? sayNotJudged(notJudged, language) : "";
  const { label, inError, direction } = change;
  if (label !== "exceeds-measurement-error" || inError === null) return findings.changeTag[label];
  const times = profile.errors(sayNumber(Math.abs(inError), 1, language));
  return `${direction ? findings.direction[direction] : findings.changeTag[label]}, ${times}`;
}
