import { z } from "zod";
import { CaptureDevice } from "../domain/capture-device.ts";
import { CaptureId } from "../domain/ids.ts";
import {
  LevelCalibration,
  LevelCalibrationId,
  MeterReading,
  StandingCalibration,
} from "../domain/level-calibration.ts";
import { may } from "./may.ts";

/** Calibrations of the site's microphones, which give their levels as sound pressure levels. */
export const levels = {
  /** All of them, the newest first, each with whether it holds for a device. */
  list: may("clinician", "technician")
    .input(z.object({ device: CaptureDevice }))
    .output(z.array(StandingCalibration)),
  /** From a probe of the quiet room, one of a steady sound, and what a sound level meter showed for it. */
  calibrate: may("clinician", "technician")
    .input(z.object({ noise: CaptureId, sound: CaptureId, reading: MeterReading }))
    .output(LevelCalibration),
  /** The gain was changed, or the microphone moved. */
  end: may("clinician", "technician")
    .input(z.object({ id: LevelCalibrationId }))
    .output(z.object({ ended: z.boolean() })),
};
