import { readFile } from "node:fs/promises";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { MeasureReference } from "../../../shared/domain/measure-reference.ts";
import { Sex } from "../../../shared/domain/patient.ts";
import type { TrendSeries } from "../../../shared/domain/trend.ts";
import { type MeasurementError, semFromMdc95 } from "./measurement-error.ts";

const Source = {
  /** Measure's id, "*" for measures in general. */
  measure: z.string(),
  tasks: z.array(z.string()),
  unit: z.string(),
  citation: z.string().min(1),
  /** False: the figure has not been seen in the publication itself. */
  verified: z.boolean(),
  note: z.string().optional(),
};

const NormSource = {
  ...Source,
  /** Null: the task does not depend on it, or it is not stated. */
  language: z.string().nullable(),
  /** Program or method that gave the figures; only "Praat" compares with Bulbar's perturbation measures. */
  algorithm: z.string(),
  sex: Sex.nullable(),
  ageYears: z.tuple([z.int(), z.int()]).nullable(),
};

const bound = z.number().nullable();

/** A published norm. Bands of a mean are mean +- 1.96 SD, where SD = SE * sqrt(speakers) if only SE is published. */
export const Norm = z.discriminatedUnion("kind", [
  z.strictObject({ ...NormSource, kind: z.literal("bounds"), lower: bound, upper: bound }),
  z.strictObject({ ...NormSource, kind: z.literal("mean"), mean: z.number(), sd: z.number().positive() }),
  z.strictObject({
    ...NormSource,
    kind: z.literal("mean-se"),
    mean: z.number(),
    standardError: z.number().positive(),
    speakers: z.int().positive(),
  }),
  /** A typical value without a spread: shown, never a band. */
  z.strictObject({
    ...NormSource,
    kind: z.literal("centre"),
    centre: z.number(),
    statistic: z.enum(["mean", "median"]),
  }),
]);
export type Norm = z.infer<typeof Norm>;

const PublishedError = z.strictObject({
  ...Source,
  population: z.string(),
  sem: z.number().positive().optional(),
  mdc95: z.number().positive().optional(),
  /** Minimal clinically important difference, or its range. */
  mcid: z.union([z.number(), z.tuple([z.number(), z.number()])]).optional(),
  icc: z.tuple([z.number(), z.number()]).optional(),
  retestCorrelation: z.number().optional(),
});
export type PublishedError = z.infer<typeof PublishedError>;

export const Norms = z.strictObject({
  schemaVersion: z.literal(1),
  norms: z.array(Norm),
  measurementError: z.array(PublishedError),
});
export type Norms = z.infer<typeof Norms>;

/** Reads resources/norms-1.json. @throws BulbarError invalid-input when it is not as it should be */
export async function loadNorms(path: string): Promise<Norms> {
  try {
    return Norms.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new BulbarError(
      "invalid-input",
      {
        file: "norms.json",
        reason: "The file of norms cannot be read.",
        remedy: "Restore it from the program's package.",
        detail: cause instanceof Error ? cause.message : String(cause),
      },
      { cause },
    );
  }
}

/**
 * The norm that fits best, null when none does: Praat's before another algorithm's, one with a band before a mere
 * centre, one for the sex before one for both. A norm with an age range needs an age (years) within it, inclusive.
 */
export function normFor(
  norms: Norms,
  measureId: string,
  task: string,
  sex: Sex | null,
  age: number | null,
): Norm | null {
  const rank = (norm: Norm) =>
    (norm.algorithm === "MDVP" ? 0 : 4) + (norm.kind === "centre" ? 0 : 2) + (norm.sex === null ? 0 : 1);
  return norms.norms
    .filter(
      (norm) =>
        norm.measure === measureId &&
        norm.tasks.includes(task) &&
        (norm.sex === null || norm.sex === sex) &&
        (norm.ageYears === null || (age !== null && norm.ageYears[0] <= age && age <= norm.ageYears[1])),
    )
    .reduce<Norm | null>((best, norm) => (best && rank(best) >= rank(norm) ? best : norm), null);
}

/** The norm as limits of a band, with a citation that says what sets it apart; null for a mere centre. */
export function normBand(norm: Norm): TrendSeries["norm"] {
  if (norm.kind === "centre") return null;
  const citation = [
    norm.citation,
    norm.algorithm === "MDVP" ? "other algorithm (MDVP)" : "",
    norm.verified ? "" : "not verified",
  ]
    .filter(Boolean)
    .join("; ");
  if (norm.kind === "bounds") return { lower: norm.lower, upper: norm.upper, citation };
  const sd = norm.kind === "mean" ? norm.sd : norm.standardError * Math.sqrt(norm.speakers);
  return { lower: norm.mean - 1.96 * sd, upper: norm.mean + 1.96 * sd, citation };
}

/** Published SEM of a measure in a task and unit; null where only reliability coefficients are known, or nothing. */
export function publishedError(
  norms: Norms,
  measureId: string,
  task: string,
  unit: string,
): MeasurementError | null {
  for (const { measure, tasks, sem, mdc95, citation, ...found } of norms.measurementError) {
    if (measure !== measureId || !tasks.includes(task) || found.unit !== unit) continue;
    if (sem) return { sem, degreesOfFreedom: Number.POSITIVE_INFINITY, source: citation };
    if (mdc95)
      return { sem: semFromMdc95(mdc95), degreesOfFreedom: Number.POSITIVE_INFINITY, source: citation };
  }
  return null;
}

/**
 * How far a measure repeats itself, by the lower end of its published ICC or retest correlation (Koo and Li 2016); for a
 * measure without a figure of its own, that of open-source features at large. Null only where the file holds neither.
 */
export function stabilityOf(norms: Norms, measureId: string, task: string): MeasureReference["stability"] {
  const known = norms.measurementError.filter(({ icc, retestCorrelation }) => icc ?? retestCorrelation);
  const own = known.find(({ measure, tasks }) => measure === measureId && tasks.includes(task));
  const source = own ?? known.find(({ measure }) => measure === "*");
  if (!source) return null;
  const lower = source.icc?.[0] ?? source.retestCorrelation ?? 0;
  const level = lower < 0.5 ? "poor" : lower < 0.75 ? "moderate" : lower < 0.9 ? "good" : "excellent";
  return { level, citation: source.citation };
}
