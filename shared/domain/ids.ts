import { z } from "zod";

/** Ids as the history makes them (UUIDs); one kind cannot be given where another is asked for. */
export const PatientId = z.string().brand<"PatientId">();
export type PatientId = z.infer<typeof PatientId>;

export const VisitId = z.string().brand<"VisitId">();
export type VisitId = z.infer<typeof VisitId>;

export const RecordingId = z.string().brand<"RecordingId">();
export type RecordingId = z.infer<typeof RecordingId>;

export const TreatmentId = z.string().brand<"TreatmentId">();
export type TreatmentId = z.infer<typeof TreatmentId>;

/** A take while it is recorded, until it is a recording of its visit. */
export const CaptureId = z.uuid().brand<"CaptureId">();
export type CaptureId = z.infer<typeof CaptureId>;
