import { z } from "zod";
import { LeftOutReason } from "./acceptance.ts";
import { CalendarDate } from "./calendar.ts";
import { DoubtReason, MissingReason } from "./measure.ts";
import { NormJudgement } from "./norm.ts";

/**
 * Which error judged a change: a published between-day error; the scatter about this patient's own line (five
 * comparable visits and more); repeats within visits, which know nothing of the variation from day to day.
 */
export const ErrorKind = z.enum(["published", "own-line", "repeats"]);
export type ErrorKind = z.infer<typeof ErrorKind>;

/** The error that a change is held against. */
export const ChangeError = z.object({
  kind: ErrorKind,
  /** Standard error of measurement of one value, in the measure's unit. */
  sem: z.number().positive(),
  /** Of the estimate; null for a published error, which is taken as known. */
  degreesOfFreedom: z.number().positive().nullable(),
  /** Smallest change that exceeds it at 95 %, in the measure's unit. */
  limit: z.number().positive(),
  source: z.string(),
});
export type ChangeError = z.infer<typeof ChangeError>;

/** What a change is. Beyond the short-term error alone nothing is said to exceed measurement error. */
export const ChangeLabel = z.enum([
  "exceeds-measurement-error",
  "within-measurement-error",
  "beyond-short-term-error-only",
  "no-error-known",
]);
export type ChangeLabel = z.infer<typeof ChangeLabel>;

export const Direction = z.enum(["better", "worse"]);
export type Direction = z.infer<typeof Direction>;

/** A value against the baseline, against the visit before, or against one that a person chose. */
export const Change = z.object({
  since: z.enum(["baseline", "last", "chosen"]),
  /** Date of the visit compared with; of the first of them where the baseline is a mean. */
  sinceDate: CalendarDate,
  /** Visits behind the value compared with. */
  sinceVisits: z.int().positive(),
  from: z.number(),
  /** This value minus `from`. */
  value: z.number(),
  /** `value` in multiples of the error's limit; null where no error is known. */
  inError: z.number().nullable(),
  label: ChangeLabel,
  /** Null where the measure has no worse side, and for no difference. */
  direction: Direction.nullable(),
  error: ChangeError.nullable(),
});
export type Change = z.infer<typeof Change>;

/** Why no change is judged. */
export const NotJudged = z.enum([
  "no-value",
  "first-visit",
  "is-baseline",
  "doubtful-takes",
  "device-changed",
  "settings-changed",
  "definition-changed",
  "model-changed",
  "listeners-changed",
  "no-error-known",
]);
export type NotJudged = z.infer<typeof NotJudged>;

/** A take that has no part in a value: the reason that decided, and all that speak against it. */
export const LeftOut = z.object({
  recording: z.string(),
  reason: LeftOutReason,
  reasons: z.array(LeftOutReason),
});
export type LeftOut = z.infer<typeof LeftOut>;

/**
 * What a visit says of one measure in one task: the only place that decides it. Screen, report, command line, exports
 * and trend show these numbers and word these codes.
 */
export const Finding = z.object({
  /** "ddk-rate", "alsfrs-bulbar", "als-cnn:ALS" ... */
  measure: z.string(),
  /** Task id, "visit" for a measure over several tasks, "alsfrs-r". */
  task: z.string(),
  unit: z.string(),
  /** Mean over the takes that count; null when none has a value, and `missing` says why. */
  value: z.number().nullable(),
  missing: z.array(MissingReason),
  /** Recordings behind the value. */
  used: z.array(z.string()),
  leftOut: z.array(LeftOut),
  /** Some take behind the value is doubtful: there was no better one. */
  doubtful: z.boolean(),
  doubts: z.array(DoubtReason),
  /** Standard deviation over the takes used; null below two. */
  withinVisitSd: z.number().nullable(),
  /** A take behind it was measured from syllable onsets that a person placed. */
  byHand: z.boolean(),
  norm: NormJudgement.nullable(),
  /** Against the baseline; null where it is not judged. */
  change: Change.nullable(),
  /** Against the visit before. */
  sinceLast: Change.nullable(),
  notJudged: NotJudged.nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** A measure named in the visit's sentence. */
export const NamedChange = z.object({
  measure: z.string(),
  task: z.string(),
  family: z.string(),
  unit: z.string(),
  value: z.number(),
  change: z.number(),
  inError: z.number(),
  direction: Direction,
  /** Visits running, this one included, at which it exceeded the error the same way. */
  visits: z.int().positive(),
});
export type NamedChange = z.infer<typeof NamedChange>;

/**
 * What the visit says as a whole, as glaucoma's progression analysis words it: judged over families of measures and
 * confirmed at the next visit, so that one of many measures by chance says nothing.
 */
export const Progression = z.object({
  verdict: z.enum([
    "first-visit",
    "cannot-be-judged",
    "no-change-detected",
    "possible-change",
    "likely-change",
  ]),
  /** Date of the baseline, the earliest one of the measures judged; null where none is. */
  sinceDate: CalendarDate.nullable(),
  /** Measures judged against an error that knows days. */
  judged: z.int().nonnegative(),
  worse: z.array(NamedChange),
  better: z.array(NamedChange),
  /** What could not have been seen: measures without a usable error or a comparable baseline. */
  notSeen: z.array(z.object({ measure: z.string(), task: z.string(), reason: NotJudged })),
  /** Measures judged: the smallest change that would have been found in 80 of 100 patients, in the unit. */
  detectable: z.array(
    z.object({ measure: z.string(), task: z.string(), unit: z.string(), value: z.number() }),
  ),
});
export type Progression = z.infer<typeof Progression>;
