import { z } from "zod";
import { CalendarDate } from "./calendar.ts";
import { Change, NotJudged } from "./finding.ts";
import { NormJudgement } from "./norm.ts";

/** One visit's value of a measure, as the visit's finding has it. */
export const CoursePoint = z.object({
  visitId: z.string(),
  date: CalendarDate,
  monthsSinceOnset: z.number().nullable(),
  value: z.number(),
  /** Only doubtful takes stand behind it: drawn hollow, not judged. */
  doubtful: z.boolean(),
  /** May be compared with the last point, and counts: the line and the baseline rest on these points. */
  comparable: z.boolean(),
  /** Takes behind the value, and takes left out. */
  takes: z.int().nonnegative(),
  leftOut: z.int().nonnegative(),
  /** Standard deviation over the takes; null below two. */
  withinVisitSd: z.number().nullable(),
  device: z.string(),
  /** Versions that made it; one that changes nothing of the measure is only told. */
  version: z.string(),
  /** Why it cannot be compared with the point before; null where it can. */
  startsAnew: NotJudged.nullable(),
  /** The version differs from the point's before, and the values may be compared all the same. */
  otherVersion: z.boolean(),
  /** Measured from syllable onsets that a person placed. */
  byHand: z.boolean(),
  /** As of its own date: the change against the baseline, and why there is none. */
  change: Change.pick({ value: true, inError: true, label: true, direction: true })
    .extend({
      /** Visits running, this one included, at which it exceeded its error the same way. */
      visits: z.int().nonnegative(),
    })
    .nullable(),
  notJudged: NotJudged.nullable(),
});
export type CoursePoint = z.infer<typeof CoursePoint>;

/** A line with its own level and range: drawn over the visits that gave it, nowhere else. */
export const CourseLine = z.object({
  from: CalendarDate,
  to: CalendarDate,
  /** Values of the line, and of the lines with the slope's 95 % interval, at both dates. */
  value: z.tuple([z.number(), z.number()]),
  lower: z.tuple([z.number(), z.number()]),
  upper: z.tuple([z.number(), z.number()]),
  perMonth: z.number(),
  perMonthLower: z.number(),
  perMonthUpper: z.number(),
  visits: z.int(),
});
export type CourseLine = z.infer<typeof CourseLine>;

/**
 * Why no line is drawn: fewer than three comparable dates; or the slope's interval does not tell up from down, and is wider
 * than the error of a visit's change, or that error is not known.
 */
export const LineWithheld = z.enum(["too-few-visits", "interval-too-wide", "direction-not-known"]);
export type LineWithheld = z.infer<typeof LineWithheld>;

/**
 * One measure, model or score over a patient's visits. Everything beside the points rests on the last comparable part:
 * what a new microphone, setting, model or definition leaves.
 */
export const Course = z.object({
  /** "ddk-rate", "alsfrs-bulbar", "als-cnn:ALS", "ensemble:screen:ALS" ... */
  id: z.string(),
  /** Task id, "visit" for what several tasks give, "alsfrs-r". */
  task: z.string(),
  unit: z.string(),
  points: z.array(CoursePoint),
  /** Date of the first point of the comparable part. */
  comparableFrom: CalendarDate.nullable(),
  /** What the last point is held against; of the first comparable point itself where it stands alone. */
  baseline: z.object({ value: z.number(), visits: z.int(), date: CalendarDate }).nullable(),
  /** Theil-Sen through the comparable visits, where they tell a slope; else why there is none. */
  line: CourseLine.nullable(),
  lineWithheld: LineWithheld.nullable(),
  /** Of the last point, as its finding has them. */
  change: Change.nullable(),
  sinceLast: Change.nullable(),
  notJudged: NotJudged.nullable(),
  norm: NormJudgement.nullable(),
});
export type Course = z.infer<typeof Course>;
