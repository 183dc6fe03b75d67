import type { LeftOutReason } from "../domain/acceptance.ts";
import type { Change, Finding, NotJudged } from "../domain/finding.ts";
import type { NormJudgement } from "../domain/norm.ts";
import type { Language } from "./language.ts";
import { sayCount, sayDate, sayList, sayNumber } from "./say.ts";
import { sayDifferenceOf, sayMeasureName, sayMeasureValue } from "./say-measure.ts";
import { sayTaskShort } from "./say-task.ts";
import { wordsOf } from "./words.ts";

/** "syllable rate (DDK rate) /pa ta ka/". */
export function sayFindingName(
  { measure, task }: Pick<Finding, "measure" | "task">,
  language: Language,
): string {
  return [
    sayMeasureName(measure, language),
    task === "visit" || task === "alsfrs-r" ? "" : sayTaskShort(task, language),
  ]
    .filter(Boolean)
    .join(" ");
}

/** "3.48 per s"; "–" where there is no value. */
export function sayFindingValue(
  { measure, value, unit }: Pick<Finding, "measure" | "value" | "unit">,
  language: Language,
): string {
  return value === null ? "–" : sayMeasureValue(measure, value, unit, language);
}

/** A reason for which a take or a measure is doubted, missing or left out. */
export function sayReason(reason: LeftOutReason, language: Language): string {
  const { quality, reasons } = wordsOf(language);
  const all: Readonly<Record<LeftOutReason, string>> = {
    ...reasons.doubts,
    ...reasons.missing,
    ...quality.flags,
    ...reasons.takes,
    ...reasons.leftOut,
  };
  return all[reason];
}

/** Reasons by codes as an error brings them; one that is not known as it is. */
export function sayReasonCodes(codes: readonly string[], language: Language): string {
  return sayList(
    [...new Set(codes.map((code) => sayReason(code as LeftOutReason, language) ?? code))],
    language,
  );
}

/** Reasons, each once: "cut off and background noise". */
export function sayReasons(reasons: readonly LeftOutReason[], language: Language): string {
  return sayList([...new Set(reasons.map((reason) => sayReason(reason, language)))], language);
}

/** "1 of 3 takes left out: cut off"; empty where none is. */
export function sayLeftOut({ used, leftOut }: Pick<Finding, "used" | "leftOut">, language: Language): string {
  if (leftOut.length === 0) return "";
  const all = sayCount(used.length + leftOut.length, "take", language);
  const why = sayReasons(
    leftOut.map(({ reason }) => reason),
    language,
  );
  return wordsOf(language).findings.takesLeftOut(sayNumber(leftOut.length, 0, language), all, why);
}

/** What is to be said of the value besides itself: why there is none, doubts, takes left out, onsets set by hand. */
export function sayRemarks(finding: Finding, language: Language): string[] {
  const { findings } = wordsOf(language);
  const { value, missing, doubtful, doubts, byHand } = finding;
  const why = value === null ? sayReasons(missing, language) : sayReasons(doubts, language);
  const noValue = why ? findings.noValue(why) : findings.noValueOnly;
  const inDoubt = why ? findings.doubtful(why) : doubtful ? findings.doubtfulOnly : "";
  return [
    value === null ? noValue : inDoubt,
    sayLeftOut(finding, language),
    byHand ? findings.placedByHand : "",
  ].filter(Boolean);
}

/** The tag beside a value: "within the norm", "borderline", "outside the norm", "no norm known". */
export function sayNorm(norm: NormJudgement | null, language: Language): string {
  return wordsOf(language).findings.norm[norm?.verdict ?? "none"];
}

/** The norm's limit: "norm from 4.05 per s". */
export function sayLimit(measure: string, norm: NormJudgement, unit: string, language: Language): string {
  return wordsOf(language).findings.limit[norm.side](sayMeasureValue(measure, norm.limit, unit, language));
}

/** Where the norm comes from: "Stipancic 2018; healthy adults, Praat, n = 54". */
export function sayNormSource(
  { source, population, program, speakers, ofSite }: NormJudgement,
  language: Language,
): string {
  const number = speakers === null ? "" : sayNumber(speakers, 0, language);
  const { findings } = wordsOf(language);
  const told = findings.source(source, [population, program].filter(Boolean).join(", "), number);
  return ofSite ? findings.normOfSite(told) : told;
}

/** "−0.42 per s since 5 Oct 2026, 1.8 times the measurement error (published, Stipancic 2018)". */
export function sayChange(measure: string, unit: string, change: Change, language: Language): string {
  const parts = [
    [sayDifferenceOf(measure, change.value, unit, language), saySince(change, language)].join(" "),
    sayTimes(change, language),
  ];
  return [parts.join(", "), sayError(change, language)].filter(Boolean).join(" ");
}

/** "since 5 Oct 2026", "since the mean of 2 visits from 5 Oct 2026". */
export function saySince({ sinceDate, sinceVisits }: Change, language: Language): string {
  const { findings } = wordsOf(language);
  const date = sayDate(sinceDate, language);
  if (sinceVisits < 2) return findings.since(date);
  return findings.sinceMean(sayCount(sinceVisits, "visit", language), date);
}

/** "1.8 times the measurement error", "within measurement error": what the change is, against the error that judged it. */
export function sayTimes({ label, inError }: Change, language: Language): string {
  const { findings } = wordsOf(language);
  const times = inError === null ? null : sayNumber(Math.abs(inError), 1, language);
  if (times !== null && label === "exceeds-measurement-error") return findings.timesError(times);
  if (times !== null && label === "beyond-short-term-error-only") return findings.timesShortTerm(times);
  return sayChangeLabel(label, language);
}

/** Which error judged: "(published, Stipancic 2018)"; empty where none is known. */
export function sayError({ error }: Change, language: Language): string {
  const { findings } = wordsOf(language);
  if (!error) return "";
  return findings.error(findings.errorKind[error.kind], error.kind === "published" ? error.source : "");
}

/** A judgement of change in words. */
export function sayChangeLabel(label: Change["label"], language: Language): string {
  return wordsOf(language).findings.change[label];
}

/** Why no change is judged. */
export function sayNotJudged(code: NotJudged, language: Language): string {
  return wordsOf(language).findings.notJudged[code];
}

/** The change since the baseline, or why none is judged; empty where neither is known. */
export function sayFindingChange(
  { measure, unit, change, notJudged }: Pick<Finding, "measure" | "unit" | "change" | "notJudged">,
  language: Language,
): string {
  if (change) return sayChange(measure, unit, change, language);
  return notJudged ? sayNotJudged(notJudged, language) : "";
}
