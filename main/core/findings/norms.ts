import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { NormJudgement, NormVerdict } from "../../../shared/domain/norm.ts";
import { Sex } from "../../../shared/domain/patient.ts";
import { type WorseSide, worseSide } from "../../../shared/domain/worse-side.ts";
import { isLanguage, PublishedError, publishedSource, semOf } from "./published-error.ts";

const ages = z.tuple([z.int().nonnegative(), z.int().positive()]);
const interval = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low <= high, "ends before it starts");

const healthy = {
  ...publishedSource,
  program: z.string().min(1),
  sex: Sex.nullable(),
  /** First and last year of age of the source's groups, both in it; null where the source has no groups of age. */
  ageYears: ages.nullable(),
  /** Language of the speech ("fi", "pt-BR"); null where the task does not depend on it. */
  language: z.string().nullable(),
  /** Also judges speakers of languages that have no norm of their own: what it came from stands beside it. */
  otherLanguages: z.boolean().default(false),
  speakers: z.int().positive().nullable(),
};

/**
 * A limit on the worse side: the 5th or 95th percentile of healthy speakers; the same from their mean and standard
 * deviation (a limit that the source itself names stands before it); or a published cut-off of the same algorithm.
 */
export const Norm = z.discriminatedUnion("kind", [
  z.strictObject({
    ...healthy,
    kind: z.literal("percentile"),
    limit: z.number(),
    interval,
    centre: z.number(),
  }),
  z.strictObject({
    ...healthy,
    kind: z.literal("mean"),
    mean: z.number(),
    sd: z.number().positive(),
    speakers: z.int().min(2),
    limit: z.number().optional(),
  }),
  z.strictObject({ ...healthy, kind: z.literal("cut-off"), limit: z.number() }),
]);
export type Norm = z.infer<typeof Norm>;

/** A typical value whose source carries no usable limit: shown, never a verdict. */
const Typical = z.strictObject({ ...healthy, centre: z.number(), statistic: z.enum(["mean", "median"]) });

export const Norms = z
  .strictObject({
    schemaVersion: z.literal(2),
    norms: z.array(Norm),
    typical: z.array(Typical),
    measurementError: z.array(PublishedError),
  })
  .check(({ value: { norms, measurementError }, issues }) => {
    const tell = (path: PropertyKey[], message: string, input: unknown) =>
      issues.push({ code: "custom", path, message, input });
    for (const [i, norm] of norms.entries()) {
      if (norm.tasks.some((task) => worseSide(norm.measure, task) === null))
        tell(["norms", i], `${norm.measure} has no worse side in ${norm.tasks.join(", ")}`, norm.measure);
      const twin = norms.findIndex((other, j) => j > i && overlap(norm, other));
      if (twin >= 0)
        tell(["norms", twin], `a second norm of ${norm.measure} for the same speakers`, norm.measure);
    }
    for (const [i, error] of measurementError.entries())
      if (semOf(error) === null)
        tell(["measurementError", i], "neither sem, nor mdc95, nor sd with icc", error.measure);
  });
export type Norms = z.infer<typeof Norms>;

/** Norms that values are held against: those of a site's own file are told apart. */
export type NormsAtHand = Omit<Norms, "norms"> & { norms: (Norm & { ofSite?: true })[] };

/** Two norms that would both judge one speaker of one language. */
function overlap(a: Norm, b: Norm): boolean {
  const same = <T>(x: T | null, y: T | null) => x === null || y === null || x === y;
  return (
    a.measure === b.measure &&
    a.tasks.some((task) => b.tasks.includes(task)) &&
    same(a.sex, b.sex) &&
    a.language === b.language &&
    (!a.ageYears || !b.ageYears || (a.ageYears[0] <= b.ageYears[1] && b.ageYears[0] <= a.ageYears[1]))
  );
}

/** Norms from the text of their file. @throws BulbarError invalid-input that names each fault and where it stands */
export function parseNorms(text: string): Norms {
  try {
    const parsed = Norms.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    throw new Error(z.prettifyError(parsed.error));
  } catch (cause) {
    throw new BulbarError(
      "invalid-input",
      {
        file: "norms.json",
        why: "norms",
        detail: cause instanceof Error ? cause.message : String(cause),
      },
      { cause },
    );
  }
}

/** Who was measured, in what. */
export type NormQuery = {
  measure: string;
  task: string;
  sex: Sex | null;
  ageYears: number | null;
  /** Language of the speech, "de" or "pt-BR"; null where it is not known. */
  language: string | null;
};

/**
 * A value against the one norm of its measure and task; null where no norm is honest: none at all, another unit, no
 * worse side, another language's cut-off. One-sided: a better value than the healthy speakers' is within.
 *
 * Where the source has groups (age, sex) and the patient's is not known, the value is outside only when it would be
 * outside in every group, and borderline where the groups disagree: the verdict of a known group never gets worse by
 * being unknown.
 */
export function judgeNorm(
  norms: NormsAtHand,
  { value, unit, ...query }: NormQuery & { unit: string; value: number },
): NormJudgement | null {
  const side = worseSide(query.measure, query.task);
  const rows = fitting(norms.norms, query).filter((row) => row.unit === unit);
  if (side === null || rows.length === 0) return null;
  const limits = rows
    .map((row) => ({ row, ...limitOf(row, side) }))
    .sort((a, b) => (side === "higher" ? b.limit - a.limit : a.limit - b.limit));
  const { row, limit, centre } = limits[0]!;
  const ends = limits.flatMap(({ limit, borderline }) => borderline ?? [limit]);
  const borderline: [number, number] | null = ends.length > 1 ? [Math.min(...ends), Math.max(...ends)] : null;
  return {
    limit,
    side,
    verdict: verdictOf(value, side, limit, borderline),
    borderline,
    centre,
    source: row.source,
    population: row.population,
    program: row.program,
    speakers: row.speakers,
    language: row.language,
    ...(row.ofSite && { ofSite: true }),
  };
}

/** The typical value of healthy speakers where no norm is honest; null without one. */
export function typicalValue(norms: Norms, query: NormQuery): Norms["typical"][number] | null {
  const rows = fitting(norms.typical, query);
  return rows.length === 1 ? rows[0]! : null;
}

type Healthy = Pick<Norm, "measure" | "tasks" | "sex" | "ageYears" | "language" | "otherLanguages">;

/** Rows that may speak of the patient; several only where the patient's age or sex is not known. */
function fitting<Row extends Healthy>(rows: readonly Row[], query: NormQuery): Row[] {
  const { measure, task, sex, ageYears, language } = query;
  const possible = rows.filter(
    (row) =>
      row.measure === measure &&
      row.tasks.includes(task) &&
      (row.sex === null || sex === null || row.sex === sex) &&
      (row.ageYears === null ||
        ageYears === null ||
        (row.ageYears[0] <= ageYears && ageYears <= row.ageYears[1])),
  );
  const own = possible.filter((row) => row.language === null || isLanguage(language, row.language));
  const others = possible.filter((row) => !own.includes(row) && row.otherLanguages);
  const ageDecides = ageYears === null && own.every((row) => row.ageYears !== null);
  return own.length === 0 || ageDecides ? [...own, ...others] : own;
}

/** Normal deviate of the 5th and 95th percentile. */
const deviateOf95th = 1.644854;

/**
 * Limit, its own 95 % interval, centre. Of a mean and standard deviation the limit is mean -+ 1.645 SD, with the
 * standard error SD * sqrt(1 / n + 1.645^2 / (2 (n - 1))) (Altman & Bland, of reference limits; normal values).
 */
function limitOf(
  norm: Norm,
  side: WorseSide,
): { limit: number; borderline: [number, number] | null; centre: number | null } {
  if (norm.kind === "percentile")
    return { limit: norm.limit, borderline: norm.interval, centre: norm.centre };
  if (norm.kind === "cut-off") return { limit: norm.limit, borderline: null, centre: null };
  const { mean, sd, speakers } = norm;
  const computed = side === "higher" ? mean + deviateOf95th * sd : mean - deviateOf95th * sd;
  const half = 1.959964 * sd * Math.sqrt(1 / speakers + deviateOf95th ** 2 / (2 * (speakers - 1)));
  return { limit: norm.limit ?? computed, borderline: [computed - half, computed + half], centre: mean };
}

function verdictOf(
  value: number,
  side: WorseSide,
  limit: number,
  borderline: [number, number] | null,
): NormVerdict {
  const [low, high] = borderline ?? [limit, limit];
  if (side === "higher" ? value > high : value < low) return "outside";
  return borderline && (side === "higher" ? value >= low : value <= high) ? "borderline" : "within";
}
