import { z } from "zod";
import { quantile95 } from "../trends/quantiles.ts";

/** What every row of a file of norms says of itself. */
export const publishedSource = {
  measure: z.string().min(1),
  tasks: z.array(z.string().min(1)).min(1),
  unit: z.string().min(1),
  /** Publication with doi, or the command that measured it and whose recordings these are. */
  source: z.string().min(1),
  population: z.string().min(1),
  /** How far the source could be read; `measured`: by this program itself. */
  seen: z.enum(["full-text", "abstract", "measured"]),
  note: z.string().optional(),
};

/** A difference, or its range. */
const Difference = z.union([z.number(), z.tuple([z.number(), z.number()])]);

export const PublishedError = z.strictObject({
  ...publishedSource,
  /** Language of the speech; absent where it does not matter. */
  language: z.string().optional(),
  /** Standard error of measurement; or what gives it: the change at 95 %, or SD and ICC of one and the same sample. */
  sem: z.number().positive().optional(),
  mdc95: z.number().positive().optional(),
  sd: z.number().positive().optional(),
  icc: z.number().gt(0).lt(1).optional(),
  /** Minimal clinically important difference. */
  mcid: Difference.optional(),
});
export type PublishedError = z.infer<typeof PublishedError>;

/** A published between-day error of one value: its standard error of measurement, in the measure's unit. */
export type PublishedSem = { sem: number; source: string };

/**
 * SEM as published; from a minimal detectable change, MDC95 / (1.96 sqrt 2); or from standard deviation and intraclass
 * correlation of one and the same sample, SD sqrt(1 - ICC). Null where a row has none of these.
 */
export function semOf({
  sem,
  mdc95,
  sd,
  icc,
}: Pick<PublishedError, "sem" | "mdc95" | "sd" | "icc">): number | null {
  if (sem !== undefined) return sem;
  if (mdc95 !== undefined) return mdc95 / (quantile95(Number.POSITIVE_INFINITY) * Math.SQRT2);
  return sd === undefined || icc === undefined ? null : sd * Math.sqrt(1 - icc);
}

/**
 * The published error of a measure in a task and unit; null where only reliability is known, or nothing, or one of another
 * language alone.
 */
export function publishedError(
  norms: { measurementError: readonly PublishedError[] },
  { measure, task, unit, language }: { measure: string; task: string; unit: string; language: string | null },
): PublishedSem | null {
  const row = norms.measurementError.find(
    (error) =>
      error.measure === measure &&
      error.tasks.includes(task) &&
      error.unit === unit &&
      (error.language === undefined || isLanguage(language, error.language)),
  );
  const sem = row && semOf(row);
  return row && sem ? { sem, source: row.source } : null;
}

/** "en-US" is English. */
export function isLanguage(spoken: string | null, wanted: string): boolean {
  return spoken !== null && (spoken === wanted || spoken.startsWith(`${wanted}-`));
}
