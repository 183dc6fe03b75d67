import type { VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import { ageAt, monthsBetween } from "../../../shared/domain/calendar.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TrendPoint, TrendSeries } from "../../../shared/domain/trend.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { judgeChange } from "./change.ts";
import { errorFromRepeats, largestError } from "./measurement-error.ts";
import { type Norms, normBand, normFor, publishedError } from "./norms.ts";
import {
  alsfrsSeries,
  analysedRecordings,
  measureSeries,
  modelSeries,
  type Observation,
  type ObservedSeries,
  type TrendModel,
  vowelSpaceSeries,
} from "./observations.ts";
import { orderSeries } from "./series-order.ts";
import { theilSen } from "./theil-sen.ts";

/** Everything that trends are made of, as the history holds it. */
export type TrendInput = {
  patient: Pick<Patient, "sex" | "birthDate" | "onsetDate">;
  visits: readonly Visit[];
  recordings: readonly Recording[];
  alsfrs: readonly VisitAlsfrs[];
  models: readonly TrendModel[];
  norms: Norms;
  measureName(measureId: string): string;
};

export type TrendOptions = {
  /** The baseline is the mean of the first so many accepted visits. */
  baselineVisits: number;
};

/**
 * Every series of a patient, the ones that track ALS best first. A change of device, of the recording's format, of
 * the analysis' settings or of the model itself splits a series: baseline, slope and change rest on the part after
 * the last such change. A change of the program's version only marks it.
 */
export function buildTrends(input: TrendInput, options: TrendOptions = { baselineVisits: 1 }): TrendSeries[] {
  const analysed = analysedRecordings(input.visits, input.recordings);
  return orderSeries([
    ...alsfrsSeries(input.visits, input.alsfrs),
    ...measureSeries(analysed, input.measureName),
    ...vowelSpaceSeries(analysed, input.measureName),
    ...modelSeries(analysed, input.models),
  ]).map((series) => buildSeries(series, input, options));
}

type Point = TrendPoint & { protocol: string };

function buildSeries(observed: ObservedSeries, input: TrendInput, options: TrendOptions): TrendSeries {
  const { id, name, task, unit, observations } = observed;
  const points = markBreaks(pointsOf(observations, input.patient.onsetDate));
  const comparable = lastPart(points).filter(({ accepted }) => accepted);
  const error = largestError([
    publishedError(input.norms, id, task, unit),
    errorFromRepeats(comparable.map(({ repeats, withinVisitSd }) => ({ repeats, withinVisitSd }))),
  ]);
  const norm = normFor(input.norms, id, task, input.patient.sex, ageOf(input.patient, points));
  return {
    id,
    name,
    task,
    unit,
    points: points.map(({ protocol: _, ...point }) => point),
    ...judgeChange(
      comparable.map(({ value }) => value),
      options.baselineVisits,
      error,
    ),
    slope: slopeOf(comparable),
    norm: norm && normBand(norm),
  };
}

function pointsOf(observations: readonly Observation[], onsetDate: string | null): Point[] {
  return [...Map.groupBy(observations, ({ visit }) => visit.id).values()]
    .map((ofVisit) => visitPoint(ofVisit, onsetDate))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** One visit: the mean over its tasks of the mean over the repeats that passed quality, or over all if none did. */
function visitPoint(ofVisit: Observation[], onsetDate: string | null): Point {
  const { visit } = ofVisit[0]!;
  const passed = ofVisit.filter(({ accepted }) => accepted);
  const used = passed.length ? passed : ofVisit;
  const perTask = [...Map.groupBy(used, ({ task }) => task).values()];
  return {
    visitId: visit.id,
    date: visit.date,
    monthsSinceOnset: onsetDate ? monthsBetween(onsetDate, visit.date) : null,
    value: mean(perTask.map((repeats) => mean(repeats.map(({ value }) => value)))),
    accepted: passed.length > 0,
    repeats: used.length,
    withinVisitSd: perTask.length === 1 && used.length > 1 ? sd(used.map(({ value }) => value)) : null,
    device: visit.device,
    version: distinct(used.map(({ version }) => version)),
    breakBefore: false,
    protocol: distinct(used.map(({ protocol }) => protocol)),
  };
}

function markBreaks(points: Point[]): Point[] {
  return points.map((point, index) => {
    const before = points[index - 1];
    return {
      ...point,
      breakBefore: before ? splits(before, point) || before.version !== point.version : false,
    };
  });
}

function lastPart(points: Point[]): Point[] {
  const start = points.findLastIndex((point, index) => index > 0 && splits(points[index - 1]!, point));
  return points.slice(Math.max(0, start));
}

function splits(a: Point, b: Point): boolean {
  return a.device !== b.device || a.protocol !== b.protocol;
}

function slopeOf(points: Point[]): TrendSeries["slope"] {
  const start = points[0]?.date;
  if (!start) return null;
  const line = theilSen(points.map(({ date, value }) => ({ time: monthsBetween(start, date), value })));
  return line && { perMonth: line.slope, lower: line.lower, upper: line.upper, visits: points.length };
}

function ageOf({ birthDate }: Pick<Patient, "birthDate">, points: Point[]): number | null {
  const last = points.at(-1);
  return birthDate && last ? ageAt(birthDate, last.date) : null;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sd(values: number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

function distinct(texts: string[]): string {
  return [...new Set(texts)].sort().join(", ");
}
