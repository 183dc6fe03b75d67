import { z } from "zod";
import { CaptureDevice } from "./capture-device.ts";

/** Frequency weighting of a sound level meter (IEC 61672-1). */
export const weightings = ["A", "C", "Z"] as const;
export const Weighting = z.enum(weightings);
export type Weighting = z.infer<typeof Weighting>;

export const LevelCalibrationId = z.uuid().brand<"LevelCalibrationId">();
export type LevelCalibrationId = z.infer<typeof LevelCalibrationId>;

/** What the operator reads off and enters. */
export const MeterReading = z.object({
  /** Where it was calibrated, in the clinic's words. */
  room: z.string().trim().min(1).max(80),
  /** Equivalent level that the sound level meter showed for the steady sound, dB SPL. */
  levelDbSpl: z.number().min(30).max(140),
  weighting: Weighting,
  /** From the mouth to the meter, cm: at this distance the sound pressure levels are given. */
  distanceCentimetres: z.number().min(3).max(200),
});
export type MeterReading = z.infer<typeof MeterReading>;

/**
 * What turns a level of a device in a room into a sound pressure level: the meter's reading of a steady sound minus the
 * device's level of the same sound, as Švec & Granqvist 2018 describe it for head-mounted microphones.
 */
export const LevelCalibration = MeterReading.extend({
  id: LevelCalibrationId,
  at: z.iso.datetime(),
  by: z.string(),
  device: CaptureDevice,
  /** Level of the quiet room and of the steady sound, weighted as the meter, dB full scale. */
  noiseDbfs: z.number(),
  soundDbfs: z.number(),
  /** dB SPL of a sound of 0 dB full scale (root mean square of 1). */
  offsetDb: z.number(),
});
export type LevelCalibration = z.infer<typeof LevelCalibration>;

/** Whether a calibration holds for a device now: not when the gain was changed, the device differs or it is old. */
export const CalibrationStanding = z.enum(["valid", "ended", "other-device", "old"]);
export type CalibrationStanding = z.infer<typeof CalibrationStanding>;

export const StandingCalibration = LevelCalibration.extend({ standing: CalibrationStanding });
export type StandingCalibration = z.infer<typeof StandingCalibration>;
