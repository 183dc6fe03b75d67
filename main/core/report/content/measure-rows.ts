import { isPlacedByHand } from "../../../../shared/domain/analysis.ts";
import type { Measure } from "../../../../shared/domain/measure.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import type { ChangeLabel, TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayBand, sayDate, sayDifference, sayNumber, sayUnit } from "../../../../shared/words/say.ts";
import { sayReasons } from "../../../../shared/words/say-finding.ts";
import { sayMeasure } from "../../../../shared/words/say-measure.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { measureScale } from "./measure-scale.ts";

/** One line of the report's table of measures. */
export type MeasureRow = {
  measureId: string;
  task: TaskId;
  name: string;
  /** Short name of the task: "/pa/", "reading". */
  taskName: string;
  unit: string;
  /** Mean over the visit's recordings of the task; null when none has a value. */
  value: number | null;
  valueText: string;
  /** Why there is no value, or why the value is in doubt, and that it was corrected by hand; empty when neither. */
  remark: string;
  reliable: boolean;
  /** `reference` is the number of the citation in the list beneath the table. */
  norm: { lower: number | null; upper: number | null; text: string; reference: number } | null;
  baseline: number | null;
  /** Change of this visit against the baseline; `inMdc` null where the measurement error is not known. */
  change: { value: number; inMdc: number | null; label: ChangeLabel; text: string } | null;
  /** What is to be said in place of a change. */
  changeNote: string;
  /** The series behind the change, for the trend. */
  series: TrendSeries | null;
};

type Candidate = { measureId: string; task: TaskId };

const of = (measureId: string, ...tasksOfIt: TaskId[]): Candidate[] =>
  tasksOfIt.map((task) => ({ measureId, task }));

/**
 * What follows ALS best, in this order: speaking rate, pauses, syllable rate and its evenness, then digits recognised. Of the alternatives in
 * one slot the first with a value is shown.
 */
const motorSpeech: readonly Candidate[][] = [
  of("speaking-rate", "reading"),
  of("pause-ratio", "reading"),
  of("ddk-rate", "ddk-pataka"),
  of("ddk-rate", "ddk-ta"),
  of("ddk-rate", "ddk-pa"),
  of("ddk-rate", "ddk-ka"),
  of("ddk-cv", "ddk-pataka", "ddk-ta", "ddk-pa", "ddk-ka"),
  of("digit-intelligibility", "digits"),
  of("articulation-rate", "reading"),
];

/** Then F0 variability and perturbation of the sustained /a/. */
const voice: readonly Candidate[][] = [
  of("f0-sd", "vowel-a", "vowel-i"),
  of("jitter-local", "vowel-a", "vowel-i"),
  of("shimmer-local", "vowel-a", "vowel-i"),
  of("cpps", "vowel-a", "vowel-i"),
  of("hnr", "vowel-a", "vowel-i"),
  of("mpt", "mpt-a"),
  of("f0-mean", "vowel-a", "vowel-i"),
];

const most = 8;
const mostMotorSpeech = 5;

/**
 * The measures of a visit that a report shows, at most eight: up to five of motor speech, then of the voice, each group
 * filled from the other where it has fewer. Values come before missing values.
 */
export function chooseMeasures(recordings: readonly Recording[]): Candidate[] {
  const found = ({ measureId, task }: Candidate) => measuresOf(recordings, measureId, task);
  const hasValue = (candidate: Candidate) => found(candidate).some(({ value }) => value !== null);
  const pick = (slot: Candidate[]) => slot.find(hasValue) ?? slot.find((each) => found(each).length) ?? null;
  const [motor, vocal] = [motorSpeech, voice].map((slots) => slots.map(pick).filter((each) => each !== null));
  const [valuedMotor, valuedVoice] = [motor!.filter(hasValue), vocal!.filter(hasValue)];
  const motorCount = Math.max(mostMotorSpeech, most - valuedVoice.length);
  const chosen = valuedMotor.slice(0, motorCount);
  chosen.push(...valuedVoice.slice(0, most - chosen.length));
  const missing = [...motor!, ...vocal!].filter((candidate) => !hasValue(candidate));
  const kept = new Set([...chosen, ...missing.slice(0, most - chosen.length)]);
  return [...motor!, ...vocal!].filter((candidate) => kept.has(candidate));
}

/** The rows and the citations that they refer to by number, from 1. */
export function measureRows(
  visitId: string,
  recordings: readonly Recording[],
  trends: readonly TrendSeries[],
  language: Language,
): { rows: MeasureRow[]; citations: string[] } {
  const citations: string[] = [];
  const cite = (citation: string) => {
    if (!citations.includes(citation)) citations.push(citation);
    return citations.indexOf(citation) + 1;
  };
  const rows = chooseMeasures(recordings).map((candidate) => {
    const series = seriesOf(trends, candidate);
    return measureRow(visitId, candidate, recordings, series, language, cite);
  });
  return { rows, citations };
}

function measureRow(
  visitId: string,
  { measureId, task }: Candidate,
  recordings: readonly Recording[],
  series: TrendSeries | null,
  language: Language,
  cite: (citation: string) => number,
): MeasureRow {
  const { unit, decimals } = measureScale(measureId);
  const found = measuresOf(recordings, measureId, task);
  const values = found.map(({ value }) => value).filter((value) => value !== null);
  const value = values.length ? values.reduce((sum, each) => sum + each, 0) / values.length : null;
  const doubt = value === null ? missingRemark(found, language) : doubtRemark(found, language);
  const byHand = recordings.some(
    (one) => one.task === task && one.analysis && isPlacedByHand(one.analysis, measureId),
  );
  const norm = series?.norm ?? null;
  return {
    measureId,
    task,
    name: sayMeasure(measureId, language).plain,
    taskName: sayTaskShort(task, language),
    unit: sayUnit(unit, language),
    value,
    valueText: value === null ? "–" : sayNumber(value, decimals, language),
    remark: [doubt, byHand ? wordsOf(language).findings.placedByHand : ""].filter(Boolean).join("; "),
    reliable: value !== null && doubt === "",
    norm: norm && { ...norm, text: sayBand(norm, decimals, language), reference: cite(norm.citation) },
    baseline: series?.baseline?.value ?? null,
    ...changeOf(visitId, series, value, { decimals, language }),
    series,
  };
}

/** Series of a measure on a task. */
function seriesOf(trends: readonly TrendSeries[], { measureId, task }: Candidate): TrendSeries | null {
  return (
    trends.find((series) => series.task === task && series.id === measureId) ??
    trends.find((series) => series.task === task && series.id.split(/[/:]/).includes(measureId)) ??
    null
  );
}

/** Change of the series, only when its last accepted point is this visit's. */
function changeOf(
  visitId: string,
  series: TrendSeries | null,
  value: number | null,
  { decimals, language }: { decimals: number; language: Language },
): Pick<MeasureRow, "change" | "changeNote"> {
  const { report, findings } = wordsOf(language);
  const none = (changeNote: string) => ({ change: null, changeNote });
  if (value === null) return none("");
  if (!series || series.points.length < 2) return none(findings.notJudged["first-visit"]);
  const point = series.points.find((each) => each.visitId === visitId);
  if (!point?.accepted) return none(report.change.recordingQuality);
  if (series.points[0]!.visitId === visitId) return none(findings.notJudged["is-baseline"]);
  if (!series.change || series.change.label === "not-enough-visits")
    return none(point.breakBefore ? report.change.startsAnew : findings.change["not-enough-visits"]);
  const { value: difference, inMdc, label } = series.change;
  if (series.points.findLast(({ accepted }) => accepted) !== point) return none(report.change.laterVisits);
  return {
    change: { value: difference, inMdc, label, text: sayDifference(difference, decimals, language) },
    changeNote: findings.changeTag[label],
  };
}

function measuresOf(recordings: readonly Recording[], measureId: string, task: TaskId): Measure[] {
  return recordings
    .filter((recording) => recording.task === task)
    .map(({ analysis }) => analysis?.measures[measureId])
    .filter((measure) => measure !== undefined);
}

function missingRemark(found: Measure[], language: Language): string {
  return sayReasons(
    found.flatMap(({ missing }) => missing ?? []),
    language,
  );
}

function doubtRemark(found: Measure[], language: Language): string {
  return sayReasons(
    found.flatMap(({ doubts }) => doubts ?? []),
    language,
  );
}

/** "since 12 Mar 2025", from the earliest baseline of the rows whose change is judged. */
export function baselineWords(rows: readonly MeasureRow[], language: Language): string {
  const { summary } = wordsOf(language).report;
  const dates = rows.map(({ series }) => series && baselineDate(series)).filter((date) => date !== null);
  return dates.length ? summary.since(sayDate(dates.sort()[0]!, language)) : summary.sinceBaseline;
}

/** Date of the visit that is the baseline; null where it is the mean of several. A changed device moves it. */
function baselineDate({ points, baseline }: TrendSeries): string | null {
  return points.find(({ accepted, value }) => accepted && value === baseline?.value)?.date ?? null;
}
