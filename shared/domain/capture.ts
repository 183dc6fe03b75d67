import { z } from "zod";
import { CaptureDevice } from "./capture-device.ts";
import { CaptureId, VisitId } from "./ids.ts";
import { LevelCalibration } from "./level-calibration.ts";
import { PassageId } from "./passage.ts";
import { TaskId } from "./task.ts";

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
  /** What gives its level as a sound pressure level; null where the level was not calibrated. */
  calibration: LevelCalibration.nullable().default(null),
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
