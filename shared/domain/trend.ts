import { z } from "zod";
import { CalendarDate } from "./calendar.ts";
import { NormBand } from "./norm.ts";

/** Judgement of a change against measurement error. */
export const ChangeLabel = z.enum([
  "exceeds-measurement-error",
  "within-measurement-error",
  "not-enough-visits",
  "no-error-known",
]);
export type ChangeLabel = z.infer<typeof ChangeLabel>;

export const TrendPoint = z.object({
  visitId: z.string(),
  date: CalendarDate,
  monthsSinceOnset: z.number().nullable(),
  value: z.number(),
  /** All recordings behind the point passed quality. */
  accepted: z.boolean(),
  /** Number of recordings averaged. */
  repeats: z.int().positive(),
  /** Standard deviation over repeats within the visit; null below two. */
  withinVisitSd: z.number().nullable(),
  device: z.string(),
  /** Program and model version; a change marks the series. */
  version: z.string(),
  /** The device, protocol or version differs from the point before. */
  breakBefore: z.boolean(),
  /** A recording behind the point was measured from syllable onsets that a person placed. */
  byHand: z.boolean().optional(),
});
export type TrendPoint = z.infer<typeof TrendPoint>;

/** One measure or model over visits. */
export const TrendSeries = z.object({
  /** "ddk-rate", "f0-sd", "als-cnn:ALS" ... */
  id: z.string(),
  name: z.string(),
  task: z.string(),
  unit: z.string(),
  points: z.array(TrendPoint),
  baseline: z.object({ value: z.number(), visits: z.int() }).nullable(),
  /** Theil-Sen slope per month with 95 % interval, from 3 visits on. */
  slope: z.object({ perMonth: z.number(), lower: z.number(), upper: z.number(), visits: z.int() }).nullable(),
  /** Minimal detectable change at 95 %, and where its SEM comes from. */
  mdc: z.object({ value: z.number(), source: z.string() }).nullable(),
  /** Last accepted point minus baseline. */
  change: z.object({ value: z.number(), inMdc: z.number().nullable(), label: ChangeLabel }).nullable(),
  /** Norm band, where one is known. */
  norm: NormBand.nullable(),
});
export type TrendSeries = z.infer<typeof TrendSeries>;

/** A change in multiples of the minimal detectable change: beyond -1 or 1 it exceeds measurement error. */
export const StandardisedChange = z.object({
  id: z.string(),
  name: z.string(),
  task: z.string(),
  inMdc: z.number(),
});
export type StandardisedChange = z.infer<typeof StandardisedChange>;

/** Which measures differed together from their baseline at one visit, largest first. */
export const JointVisit = z.object({
  visitId: z.string(),
  date: CalendarDate,
  moved: z.array(StandardisedChange),
});
export type JointVisit = z.infer<typeof JointVisit>;

/** One measure's step from the visit before to the last one. */
export const Step = z.object({
  id: z.string(),
  name: z.string(),
  task: z.string(),
  unit: z.string(),
  from: z.number(),
  to: z.number(),
  /** Null where the measurement error is not known, or device, protocol or version changed between. */
  inMdc: z.number().nullable(),
  label: ChangeLabel,
});
export type Step = z.infer<typeof Step>;

/** The line of a series continued to a date, with the 95 % interval of a new value there. */
export const Projection = z.object({
  date: CalendarDate,
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
});
export type Projection = z.infer<typeof Projection>;
