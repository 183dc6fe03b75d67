import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type {
  CalibrationStanding,
  LevelCalibration,
  MeterReading,
} from "../../../shared/domain/level-calibration.ts";
import type { Measure } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { clippedFraction } from "../audio/clipping.ts";
import { CLIPPED_FRACTION } from "../audio/quality.ts";
import { weightedLevelDb } from "../audio/weighted-level.ts";

/**
 * Level of the sound over the room's noise below which it is no reference, dB: the noise then adds more than 0.4 dB,
 * which is taken off, and what is left of it is uncertain (Švec & Granqvist 2018, on background noise).
 */
const leastOverNoiseDb = 10;
/** Range of the sound's level, second by second, beyond which nobody reads a meter right, dB. Own choice. */
const steadyDb = 4;
/** A calibration is done again after so long, days. Own choice: meters and gains are checked every quarter. */
const lastsDays = 90;
/** Distance at which sound pressure levels are given, cm, as Švec & Granqvist 2018 recommend. */
export const splDistanceCentimetres = 30;
/** Level that Praat gives a sound of root mean square 1, dB: full scale read as pascal. */
const praatFullScaleDb = -20 * Math.log10(2e-5);

type CalibrationSounds = { noise: Sound; sound: Sound };
type Calibrated = Pick<LevelCalibration, "noiseDbfs" | "soundDbfs" | "offsetDb">;

/**
 * Third step of a calibration: what the meter showed minus what the microphone heard, under the meter's weighting and
 * with the room's noise taken off.
 * @throws BulbarError calibration-refused where the sounds can be no reference
 */
export function calibrate(
  { noise, sound }: CalibrationSounds,
  { levelDbSpl, weighting }: Pick<MeterReading, "levelDbSpl" | "weighting">,
): Calibrated {
  const noiseDbfs = Math.max(-200, weightedLevelDb(noise, weighting));
  const soundDbfs = weightedLevelDb(sound, weighting);
  if (soundDbfs === Number.NEGATIVE_INFINITY) throw new BulbarError("calibration-refused", { why: "silent" });
  if (clippedFraction(sound.samples) >= CLIPPED_FRACTION)
    throw new BulbarError("calibration-refused", { why: "clipped" });
  const overNoiseDb = soundDbfs - noiseDbfs;
  if (overNoiseDb < leastOverNoiseDb)
    throw new BulbarError("calibration-refused", {
      why: "near-noise",
      facts: { decibels: Math.max(0, Math.round(overNoiseDb)), limit: leastOverNoiseDb },
    });
  const rangeDb = levelRangeDb(sound);
  if (rangeDb > steadyDb)
    throw new BulbarError("calibration-refused", {
      why: "unsteady",
      facts: { decibels: Math.round(rangeDb), limit: steadyDb },
    });
  const heardDb = 10 * Math.log10(10 ** (soundDbfs / 10) - 10 ** (noiseDbfs / 10));
  return { noiseDbfs, soundDbfs, offsetDb: levelDbSpl - heardDb };
}

/** Highest minus lowest level of whole seconds, dB. */
function levelRangeDb({ samples, sampleRateHz }: Sound): number {
  const seconds = Math.floor(samples.length / sampleRateHz);
  const levels = Array.from({ length: seconds }, (_, k) =>
    weightedLevelDb(
      { samples: samples.subarray(k * sampleRateHz, (k + 1) * sampleRateHz), sampleRateHz },
      "Z",
    ),
  );
  return Math.max(...levels) - Math.min(...levels);
}

/** Whether a calibration still holds for a device. */
export function calibrationStanding(
  { calibration, endedAt }: { calibration: LevelCalibration; endedAt: string | null },
  device: CaptureDevice,
  now: Date,
): CalibrationStanding {
  if (endedAt !== null) return "ended";
  if (!isSameDevice(calibration.device, device)) return "other-device";
  return now.getTime() - Date.parse(calibration.at) > lastsDays * 86_400_000 ? "old" : "valid";
}

/** The same microphone with the same settings; one without a name is never known again. */
function isSameDevice(a: CaptureDevice, b: CaptureDevice): boolean {
  const keys = Object.keys(a) as (keyof CaptureDevice)[];
  return a.label !== "" && keys.every((key) => a[key] === b[key]);
}

/**
 * Sound pressure level of a recording's intensity, dB SPL at 30 cm from the mouth: the file's level (Praat) and the
 * calibration's offset; where the meter stood elsewhere by the law of distance (6 dB a doubling).
 */
export function soundPressureLevel(
  intensity: Measure,
  { offsetDb, distanceCentimetres }: Pick<LevelCalibration, "offsetDb" | "distanceCentimetres">,
): Measure {
  const toDistanceDb = 20 * Math.log10(distanceCentimetres / splDistanceCentimetres);
  const { value } = intensity;
  return {
    ...intensity,
    unit: "dB SPL",
    value: value === null ? null : value - praatFullScaleDb + offsetDb + toDistanceDb,
  };
}
