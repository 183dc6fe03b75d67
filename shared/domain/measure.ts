import { z } from "zod";
import { Sex } from "./patient.ts";

/** Why a measure has no value. */
export const missingReasons = [
  "too-short",
  "unvoiced",
  "too-noisy",
  "too-aperiodic",
  "too-few-syllables",
  "silent",
  "sample-rate-too-low",
  "needs-other-task",
  "not-calibrated",
  "not-aligned",
  "too-few-phones",
] as const;
export const MissingReason = z.enum(missingReasons);
export type MissingReason = z.infer<typeof MissingReason>;

/** Why a value is shown, but marked. */
export const doubtReasons = [
  "short",
  "clipped",
  "low-snr",
  "lossy-codec",
  "narrow-bandwidth",
  "aperiodic",
  "octave-uncertain",
  "several-breaths",
  "reverberant",
  "outside-validated-range",
] as const;
export const DoubtReason = z.enum(doubtReasons);
export type DoubtReason = z.infer<typeof DoubtReason>;

/** One measure of one recording. `value` is null exactly when `missing` says why. */
export const Measure = z.object({
  value: z.number().nullable(),
  unit: z.string(),
  missing: MissingReason.optional(),
  doubts: z.array(DoubtReason).optional(),
});
export type Measure = z.infer<typeof Measure>;

/** Measures by id, in display order ("f0-mean", "jitter-local" ...). */
export const Measures = z.record(z.string(), Measure);
export type Measures = z.infer<typeof Measures>;

/** Everything that the measures depend on besides the signal. Stored with every result. */
export const MeasureSettings = z.object({
  /** Parameter conventions of the values: those of a Praat script, not of the voice report. */
  dialect: z.literal("praat-script"),
  pitchFloorHz: z.number().positive(),
  pitchCeilingHz: z.number().positive(),
  formantCeilingHz: z.number().positive(),
  sex: Sex.nullable(),
});
export type MeasureSettings = z.infer<typeof MeasureSettings>;
