import { type CalendarDate, monthsBetween } from "../../../shared/domain/calendar.ts";
import type { Course, CoursePoint } from "../../../shared/domain/course.ts";
import type { Change, Finding, NotJudged, Progression } from "../../../shared/domain/finding.ts";
import { isHeard, sentenceIntelligibility } from "../../../shared/domain/listening.ts";
import { describeMeasure } from "../../../shared/domain/measure-catalogue.ts";
import type { NormJudgement } from "../../../shared/domain/norm.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import { chiefSeries } from "../../../shared/domain/profile.ts";
import type { RateStratum } from "../../../shared/domain/rate-stratum.ts";
import type { TrendChart } from "../../../shared/domain/trend-set.ts";
import { orderSeries } from "../trends/series-order.ts";
import { judgeChange } from "./change.ts";
import { courseLine } from "./course-line.ts";
import { firstCharts } from "./first-charts.ts";
import { counts, dated, errorInPrint, languageOf, mayCompare } from "./held-against.ts";
import { judgeNorm, type Norms } from "./norms.ts";
import {
  type AnsweringModel,
  type ObservedValue,
  type ObservedVisit,
  observedValues,
} from "./observed-value.ts";
import { judgeProgression, type MeasureCourse } from "./progression.ts";
import { rateStratum } from "./rate-stratum.ts";
import { visitsRunning } from "./visits-running.ts";

/** Everything that findings are made of, as the history and the models give it. */
export type FindingsInput = {
  patient: Pick<Patient, "sex" | "onsetDate"> & { ageYearsAt(date: CalendarDate): number | null };
  /** Oldest first. */
  visits: readonly ObservedVisit[];
  models: readonly AnsweringModel[];
  norms: Norms;
  /** Language of the speech; null where it is not known. */
  language: string | null;
};

export type PatientFindings = {
  /** What tracks ALS best first. */
  courses: Course[];
  /** Of one visit, judged as of its own date, from the visits up to it. */
  ofVisit: (visitId: string) => {
    findings: Finding[];
    progression: Progression;
    rateStratum: RateStratum | null;
  };
};

/** A measure's value at a visit with what was judged of it. */
type Judged = ObservedValue & Pick<Finding, "norm" | "change" | "sinceLast" | "notJudged">;

/**
 * Values, norms and changes of all visits of a patient: the only place that decides them. A value is held against the
 * earlier visits that may be compared with it; a course is judged and drawn within its last comparable part.
 */
export function patientFindings(input: FindingsInput): PatientFindings {
  const judged = observedSeries(input).map((series) => judgeSeries(series, input));
  return {
    courses: judged.flatMap(({ values }) => toCourse(values, input.patient) ?? []),
    ofVisit: (visitId) => visitOf(visitId, judged, input),
  };
}

/** The courses of the charts that are looked at first, alone and sooner than all: the clinic's own set where it has one. */
export function firstCourses(input: FindingsInput, own: readonly TrendChart[] | null): Course[] {
  const series = observedSeries(input).map((one) => ({
    ...one,
    visits: one.values.filter(({ value }) => value !== null).length,
  }));
  return firstCharts(series, own).flatMap((one) => {
    const { values } = judgeSeries(one, input);
    return toCourse(values, input.patient) ?? [];
  });
}

type ObservedSeries = { id: string; task: string; values: ObservedValue[] };

/** The values of each measure over the visits, what tracks ALS best first. */
function observedSeries(input: FindingsInput): ObservedSeries[] {
  const values = input.visits.flatMap((visit) => observedValues(visit, input.models));
  const series = Map.groupBy(values, ({ measure, task }) => `${measure} ${task}`);
  return orderSeries(
    [...series.values()].map((observed) => ({
      id: observed[0]!.measure,
      task: observed[0]!.task,
      values: observed,
    })),
  );
}

function judgeSeries({ id, task, values }: ObservedSeries, input: FindingsInput): JudgedSeries {
  return { id, task, values: values.map((_, index) => judgeValue(values, index, input)) };
}

type JudgedSeries = { id: string; task: string; values: Judged[] };

function visitOf(
  visitId: string,
  judged: readonly JudgedSeries[],
  input: FindingsInput,
): ReturnType<PatientFindings["ofVisit"]> {
  const date = input.visits.find(({ visit }) => visit.id === visitId)?.visit.date ?? "";
  const chief = chiefSeries(judged.filter(({ values }) => values.some(({ value }) => value !== null)));
  const until = chief
    .map(({ values }) => values.filter((value) => value.visit.date <= date))
    .filter((values) => values.length > 0)
    .map((values) => courseUntil(values, visitId, input));
  const values = judged.flatMap((series) => series.values.filter(({ visit }) => visit.id === visitId));
  return {
    findings: values.map(toFinding),
    progression: judgeProgression(until),
    rateStratum: stratumOf(values, input),
  };
}

/** By the words a minute of what was read, and by the sentences that listeners wrote down where somebody did. */
function stratumOf(values: readonly ObservedValue[], input: FindingsInput): RateStratum | null {
  const rate = values.find(({ measure }) => measure === "speaking-rate-wpm");
  if (!rate || !counts(rate)) return null;
  const language = languageOf(rate, input);
  const heard = values.find(({ measure }) => measure === sentenceIntelligibility);
  const intelligibilityPercent = heard && counts(heard) ? heard.value : null;
  return rateStratum({ wordsPerMinute: rate.value, intelligibilityPercent, language });
}

/** A series as of a visit, for the visit's sentence: its value there and the visits that may be compared with it. */
function courseUntil(values: readonly Judged[], visit: string, input: FindingsInput): MeasureCourse {
  const { measure, task, unit } = values[0]!;
  const index = values.findIndex((value) => value.visit.id === visit);
  const value = values[index];
  const family = describeMeasure(measure)?.family ?? (isHeard(measure) ? "heard" : "alsfrs-r");
  const published = errorInPrint(value ?? values[0]!, input);
  const same = { measure, task, family, unit, worse: values[0]!.worse, published };
  if (!value || !counts(value)) return { ...same, visits: [], notJudged: value?.notJudged ?? "no-value" };
  const alike = values.slice(0, index).filter((one) => counts(one) && mayCompare(one, value) === null);
  return { ...same, visits: [...alike, value].map(dated), notJudged: alike.length ? null : value.notJudged };
}

function judgeValue(observed: readonly ObservedValue[], index: number, input: FindingsInput): Judged {
  const value = observed[index]!;
  const earlier = observed.slice(0, index).filter(counts);
  const alike = earlier.filter((one) => mayCompare(one, value) === null);
  const { unit } = value;
  const { baseline, last } = counts(value)
    ? judgeChange({
        visit: dated(value),
        earlier: alike.map(dated),
        unit,
        published: errorInPrint(value, input),
        worse: value.worse,
      })
    : { baseline: null, last: null };
  return {
    ...value,
    norm: normOf(value, input),
    change: baseline,
    sinceLast: last,
    notJudged: whyNotJudged(value, earlier, baseline),
  };
}

function whyNotJudged(
  value: ObservedValue,
  earlier: readonly ObservedValue[],
  change: Change | null,
): NotJudged | null {
  if (value.value === null) return "no-value";
  if (value.doubtful) return "doubtful-takes";
  const before = earlier.at(-1);
  if (!before) return "first-visit";
  if (!change) return mayCompare(before, value);
  return change.label === "no-error-known" ? "no-error-known" : null;
}

function normOf(observed: ObservedValue, input: FindingsInput): NormJudgement | null {
  const { measure, task, unit, value, visit } = observed;
  const { patient, norms } = input;
  const language = languageOf(observed, input);
  if (value === null) return null;
  const ageYears = patient.ageYearsAt(visit.date);
  return judgeNorm(norms, { measure, task, unit, value, sex: patient.sex, ageYears, language });
}

function toFinding({
  visit: _,
  conditions: _conditions,
  version: _version,
  worse: _worse,
  ...finding
}: Judged): Finding {
  return finding;
}

function toCourse(values: readonly Judged[], patient: Pick<Patient, "onsetDate">): Course | null {
  const shown = values.filter(({ value }) => value !== null);
  const last = shown.at(-1);
  if (!last) return null;
  const alike = shown.filter((one) => counts(one) && mayCompare(one, last) === null);
  const [first] = alike;
  const { change } = last;
  return {
    id: last.measure,
    task: last.task,
    unit: last.unit,
    points: shown.map((one, index) => ({
      ...toPoint(one, shown.slice(0, index), patient),
      comparable: alike.includes(one),
    })),
    comparableFrom: first?.visit.date ?? null,
    baseline: change
      ? { value: change.from, visits: change.sinceVisits, date: change.sinceDate }
      : first
        ? { value: first.value!, visits: 1, date: first.visit.date }
        : null,
    ...courseLine(
      alike.map(({ visit, value }) => ({ date: visit.date, value: value! })),
      change?.error ?? null,
    ),
    change,
    sinceLast: last.sinceLast,
    notJudged: last.notJudged,
    norm: last.norm,
  };
}

function toPoint(
  one: Judged,
  earlier: readonly Judged[],
  { onsetDate }: Pick<Patient, "onsetDate">,
): Omit<CoursePoint, "comparable"> {
  const { visit, version, change } = one;
  const before = earlier.at(-1);
  const startsAnew = before ? mayCompare(before, one) : null;
  return {
    visitId: visit.id,
    date: visit.date,
    monthsSinceOnset: onsetDate ? monthsBetween(onsetDate, visit.date) : null,
    value: one.value!,
    doubtful: one.doubtful,
    takes: one.used.length,
    leftOut: one.leftOut.length,
    withinVisitSd: one.withinVisitSd,
    device: visit.device,
    version,
    startsAnew,
    otherVersion: before !== undefined && startsAnew === null && before.version !== version,
    byHand: one.byHand,
    change: change && {
      value: change.value,
      inError: change.inError,
      label: change.label,
      direction: change.direction,
      visits: confirmedAt(one, earlier),
    },
    notJudged: one.notJudged,
  };
}

/** Only a change beyond its error looks back. */
function confirmedAt(one: Judged, earlier: readonly Judged[]): number {
  if (one.change?.label !== "exceeds-measurement-error") return 0;
  const alike = earlier.filter((before) => counts(before) && mayCompare(before, one) === null);
  return visitsRunning([...alike, one].map(({ change }) => change));
}
