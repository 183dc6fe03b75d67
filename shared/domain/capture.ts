import { z } from "zod";
import { CaptureId, VisitId } from "./ids.ts";
import { PassageId } from "./passage.ts";
import { TaskId } from "./task.ts";

/** What the browser and the device report of the microphone that a take was recorded with. */
export const CaptureDevice = z.object({
  /** Name as the system gives it; empty where it gives none. */
  label: z.string().max(500),
  /** As the sound itself came, not as it was asked for. */
  sampleRateHz: z.int().min(1000).max(768_000),
  channels: z.int().min(1).max(32),
  /** Processing as the settings were read back; null where the browser does not say. */
  echoCancellation: z.boolean().nullable(),
  autoGainControl: z.boolean().nullable(),
  noiseSuppression: z.boolean().nullable(),
  /** By its name, else by a rate of 16 kHz or less. */
  suspectedBluetooth: z.boolean(),
});
export type CaptureDevice = z.infer<typeof CaptureDevice>;

/** Why a take ended. `unfinished`: the page or the program ended before the take did. */
export const captureEnds = ["silence", "time", "by-hand", "device-gone", "refused", "unfinished"] as const;
export const CaptureEnd = z.enum(captureEnds);
export type CaptureEnd = z.infer<typeof CaptureEnd>;

/** How a recording of this program was made. */
export const CaptureReport = z.object({
  device: CaptureDevice,
  startedAt: z.iso.datetime(),
  by: z.string(),
  ended: CaptureEnd,
  /** Samples of each channel that the device delivered and that did not arrive; null where it could not be counted. */
  lostSamples: z.int().nonnegative().nullable(),
});
export type CaptureReport = z.infer<typeof CaptureReport>;

/** A take that was begun and is no recording yet: being recorded, or left by a crash. */
export const UnfinishedCapture = z.object({
  id: CaptureId,
  visitId: VisitId,
  task: TaskId,
  passage: PassageId.nullable(),
  startedAt: z.iso.datetime(),
  by: z.string(),
  device: CaptureDevice,
  seconds: z.number(),
});
export type UnfinishedCapture = z.infer<typeof UnfinishedCapture>;
