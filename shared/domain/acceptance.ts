import { z } from "zod";
import { doubtReasons, missingReasons } from "./measure.ts";
import { qualityFlags } from "./quality.ts";

/** May a take count: yes; only where no usable take of the task exists; never. */
export const AcceptanceVerdict = z.enum(["usable", "doubtful", "unusable"]);
export type AcceptanceVerdict = z.infer<typeof AcceptanceVerdict>;

/** Why a take is doubted or refused, beyond what its quality flags say. */
export const takeReasons = [
  "not-analysed",
  "analysed-for-another-task",
  "no-voice",
  "whispered",
  "noise-only",
  "steady-tone",
  "f0-outside-usual-range",
  /** A telephone, a door, a cough ... while the task was done; told where a model of sound events is at hand. */
  "other-sounds",
] as const;

/** Every reason for which a take, or one measure of it, is doubted or left out. */
export const AcceptanceReason = z.union([
  z.enum(qualityFlags),
  z.enum(takeReasons),
  z.enum(doubtReasons),
  z.enum(missingReasons),
]);
export type AcceptanceReason = z.infer<typeof AcceptanceReason>;

/** What the rule says of one take, from its quality and its measures. */
export const Acceptance = z.object({ verdict: AcceptanceVerdict, reasons: z.array(AcceptanceReason) });
export type Acceptance = z.infer<typeof Acceptance>;

/** What a clinician decides of a take against the rule; `best` is the one take of its task that counts. */
export const TakeDecision = z.enum(["take-in", "leave-out", "best"]);
export type TakeDecision = z.infer<typeof TakeDecision>;

export const TakeChoice = z.object({
  recordingId: z.string(),
  decision: TakeDecision,
  /** The clinician's own words. */
  reason: z.string().trim().min(1).max(500),
  by: z.string(),
  at: z.iso.datetime(),
});
export type TakeChoice = z.infer<typeof TakeChoice>;

/** Why a take does not stand behind a value: the rule's reasons, a better take of the task, or the clinician. */
export const LeftOutReason = z.union([
  AcceptanceReason,
  z.enum(["doubtful-beside-usable", "another-take-is-best", "left-out-by-hand"]),
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;
