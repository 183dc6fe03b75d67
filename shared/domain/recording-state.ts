import { z } from "zod";

/** Breathing support, from none to lasting. */
export const ventilations = ["none", "at-night", "by-day", "while-recording"] as const;
/** What covers the mouth or nose while recording. */
export const masks = ["none", "surgical", "ventilation"] as const;
export const postures = ["sitting", "wheelchair", "reclined", "lying"] as const;

/** How the patient was while a visit was recorded; null where it was not noted. */
export const RecordingState = z.object({
  /** When recording began, by the clock of the place: "14:05". */
  timeOfDay: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  /** As the patient rates it, 0 none to 10 the worst imaginable. */
  fatigue: z.int().min(0).max(10).nullable(),
  ventilation: z.enum(ventilations).nullable(),
  mask: z.enum(masks).nullable(),
  posture: z.enum(postures).nullable(),
});
export type RecordingState = z.infer<typeof RecordingState>;

/** A visit of which nothing was noted. */
export const noRecordingState: RecordingState = {
  timeOfDay: null,
  fatigue: null,
  ventilation: null,
  mask: null,
  posture: null,
};
