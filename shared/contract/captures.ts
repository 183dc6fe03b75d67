import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { Acceptance } from "../domain/acceptance.ts";
import { CaptureReport, UnfinishedCapture } from "../domain/capture.ts";
import { CaptureDevice } from "../domain/capture-device.ts";
import { CaptureId, RecordingId, VisitId } from "../domain/ids.ts";
import { LevelCalibrationId } from "../domain/level-calibration.ts";
import { PassageId } from "../domain/passage.ts";
import { Progress } from "../domain/progress.ts";
import { Quality } from "../domain/quality.ts";
import { Recording } from "../domain/recording.ts";
import { RoomCheck } from "../domain/room-check.ts";
import { TaskId } from "../domain/task.ts";
import { may } from "./may.ts";

/** One event of a take that becomes a recording: progress, the verdict as soon as it is there, the recording. */
export const CaptureEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({ type: z.literal("judged"), acceptance: Acceptance, quality: Quality }),
  z.object({ type: z.literal("done"), recording: Recording }),
]);
export type CaptureEvent = z.infer<typeof CaptureEvent>;

/** Takes recorded by this program: begun, sent piece by piece to the door, and made a recording of their visit. */
export const captures = {
  /** Begins a take; the ticket opens the connection that takes its sound. */
  begin: may("clinician", "technician")
    .input(
      z.object({
        visitId: VisitId,
        task: TaskId,
        passage: PassageId.nullable(),
        device: CaptureDevice,
        /** A probe is listened to for a check or a calibration, and never kept. */
        purpose: z.enum(["take", "probe"]).default("take"),
        /** What the operator says holds for the microphone; one that does not is left aside. */
        calibration: LevelCalibrationId.nullable().default(null),
      }),
    )
    .output(z.object({ id: CaptureId, ticket: z.string() })),
  /** Judges room and microphone by a probe (`roomCheckPlan`), and keeps what was found with the visit. */
  checkRoom: may("clinician", "technician")
    .input(z.object({ id: CaptureId }))
    .output(RoomCheck),
  /** Makes the pieces that arrived one recording of the visit; they are kept until it is there. */
  finish: may("clinician", "technician")
    .input(
      CaptureReport.pick({ ended: true, lostSamples: true }).extend({
        id: CaptureId,
      }),
    )
    .output(eventIterator(CaptureEvent)),
  /** Takes whose page or program ended before they did, oldest first. */
  unfinished: may("clinician", "technician").output(z.array(UnfinishedCapture)),
  /** Throws a take away that is no recording yet. */
  discard: may("clinician", "technician")
    .input(z.object({ id: CaptureId }))
    .output(z.object({ removed: z.boolean() })),
  /** How a task sounds, by the voice synthesiser: WAV. */
  example: may("clinician", "technician")
    .input(z.object({ task: TaskId }))
    .output(z.instanceof(Blob)),
  /** Leaves a take out that its operator wants to record again; it stays in the visit. */
  replace: may("clinician", "technician")
    .input(z.object({ id: RecordingId, reason: z.string().trim().min(1).max(500) }))
    .output(Recording),
};
