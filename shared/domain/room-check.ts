import { z } from "zod";
import { CaptureDevice } from "./capture-device.ts";

/** What is listened to in a room check: quiet, a steady tone from the loudspeaker, then a voice that counts; s. */
export const roomCheckPlan = { quietSeconds: 3, toneSeconds: 4, voiceSeconds: 5, toneHz: 1000 } as const;

/** What a room check looks at, in the order in which it is told. */
export const roomAspects = ["level", "noise", "hum", "gate", "gain", "band"] as const;
export const RoomAspect = z.enum(roomAspects);
export type RoomAspect = z.infer<typeof RoomAspect>;

/** What may be found: a code for each defect. */
export const roomRemarks = [
  "silent",
  "too-quiet",
  "clipped",
  "noisy",
  "hum",
  "gated",
  "unnaturally-quiet",
  "gain-follows",
  "narrow-band",
] as const;
export const RoomRemark = z.enum(roomRemarks);
export type RoomRemark = z.infer<typeof RoomRemark>;

/** Measured of the sound of a check; null where it could not be. */
export const RoomFacts = z.object({
  durationSeconds: z.number(),
  /** Peak, dB full scale; null for digital silence. */
  peakDbfs: z.number().nullable(),
  /** Share of samples in clipped runs, 0..1. */
  clippedFraction: z.number(),
  /** Mean level of the pauses, dB full scale. */
  noiseDbfs: z.number().nullable(),
  /** Voice over pauses, dB. */
  snrDb: z.number().nullable(),
  /** Mains hum: its frequency (50 or 60 Hz) and its power over that of the other noise, dB. */
  hum: z.object({ hz: z.number(), overNoiseDb: z.number() }).nullable(),
  /** Whether there was a whole second of quiet, without which hum cannot be told. */
  humHeard: z.boolean(),
  /** Time in which every sample is the same as the one before, in runs of 10 ms and more, s. */
  heldSeconds: z.number(),
  /** Level of the steady tone at its end minus at its beginning, dB; null where it was not heard. */
  toneDriftDb: z.number().nullable(),
  /** Where the spectrum ends abruptly, Hz; null where it does not. */
  bandEdgeHz: z.number().nullable(),
});
export type RoomFacts = z.infer<typeof RoomFacts>;

/** Found good, found poor (`remark` says how), or not to be told from what was heard. */
export const RoomFinding = z.object({
  aspect: RoomAspect,
  standing: z.enum(["good", "poor", "not-checked"]),
  remark: RoomRemark.nullable(),
});
export type RoomFinding = z.infer<typeof RoomFinding>;

/** A check of room and microphone before a visit was recorded. */
export const RoomCheck = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  device: CaptureDevice,
  facts: RoomFacts,
  findings: z.array(RoomFinding),
});
export type RoomCheck = z.infer<typeof RoomCheck>;
