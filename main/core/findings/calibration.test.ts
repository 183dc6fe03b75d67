import { describe, expect, test } from "vitest";
import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import { type LevelCalibration, LevelCalibrationId } from "../../../shared/domain/level-calibration.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { randomOf } from "../dsp/random.ts";
import { intensity, meanIntensity } from "../measures/timing/intensity.ts";
import { calibrate, calibrationStanding, soundPressureLevel } from "./calibration.ts";

const sampleRateHz = 48_000;
/** What stands before the program, dB: full scale is reached at 110 dB SPL. */
const fullScaleDbSpl = 110;

/** Noise and a tone as a microphone hears them, by their true levels at the meter. */
function heard({ toneDbSpl = 0, noiseDbSpl = 40, seconds = 5, hz = 200 }): Sound {
  const random = randomOf("calibration", noiseDbSpl);
  const rms = (dbSpl: number) => 10 ** ((dbSpl - fullScaleDbSpl) / 20);
  const samples = Float32Array.from({ length: seconds * sampleRateHz }, (_, n) => {
    const tone =
      toneDbSpl === 0 ? 0 : rms(toneDbSpl) * Math.SQRT2 * Math.sin((2 * Math.PI * hz * n) / sampleRateHz);
    return tone + rms(noiseDbSpl) * random.normal();
  });
  return { samples, sampleRateHz };
}

const device: CaptureDevice = {
  label: "Headset",
  sampleRateHz,
  channels: 1,
  echoCancellation: false,
  autoGainControl: false,
  noiseSuppression: false,
  suspectedBluetooth: false,
};
const calibration: LevelCalibration = {
  id: LevelCalibrationId.parse("5f0c1b7e-1111-4222-8333-444455556666"),
  at: "2026-06-01T08:00:00.000Z",
  by: "Ms. Adler",
  device,
  room: "Room 3",
  levelDbSpl: 80,
  weighting: "A",
  distanceCentimetres: 30,
  noiseDbfs: -70,
  soundDbfs: -30,
  offsetDb: fullScaleDbSpl,
};

test("the offset is what the meter showed minus what was heard, with the noise taken off", () => {
  const noise = heard({ seconds: 3, noiseDbSpl: 60 });
  const sound = heard({ toneDbSpl: 75, noiseDbSpl: 60 });
  const { offsetDb, noiseDbfs, soundDbfs } = calibrate({ noise, sound }, { levelDbSpl: 75, weighting: "Z" });
  expect(offsetDb).toBeCloseTo(fullScaleDbSpl, 1);
  expect(noiseDbfs).toBeCloseTo(60 - fullScaleDbSpl, 1);
  expect(soundDbfs).toBeGreaterThan(75 - fullScaleDbSpl);
});

test("a meter with A weighting gives the same offset: the microphone's level is weighted alike", () => {
  const tones = { toneDbSpl: 80, hz: 250 };
  const sounds = { noise: heard({ seconds: 3 }), sound: heard(tones) };
  // -8.6 dB at 250 Hz, IEC 61672-1
  const { offsetDb } = calibrate(sounds, { levelDbSpl: 80 - 8.6, weighting: "A" });
  expect(Math.abs(offsetDb - fullScaleDbSpl)).toBeLessThan(0.15);
});

describe("a sound that is no reference is refused with its reason", () => {
  const noise = heard({ seconds: 3, noiseDbSpl: 60 });
  const fading = ({ samples, sampleRateHz }: Sound) =>
    samples.map((x, n) => x * 10 ** (-n / sampleRateHz / 8));
  const loud = heard({ toneDbSpl: 112 }).samples.map((x) => Math.max(-1, Math.min(1, x)));
  const [low, steady] = [heard({ toneDbSpl: 95, hz: 40 }), heard({ toneDbSpl: 80, hz: 1000 })];
  const lowFades = fading(low).map((x, n) => x + steady.samples[n]!);
  test.each<[string, Float32Array, object]>([
    ["silence", new Float32Array(5 * sampleRateHz), { why: "silent" }],
    ["cut off", loud, { why: "clipped" }],
    [
      "little over the room's noise",
      heard({ toneDbSpl: 65, noiseDbSpl: 60 }).samples,
      { why: "near-noise", facts: { decibels: 6, limit: 10 } },
    ],
    [
      "below the room's noise",
      heard({ noiseDbSpl: 50 }).samples,
      { why: "near-noise", facts: { decibels: 0, limit: 10 } },
    ],
    ["fading", fading(heard({ toneDbSpl: 90 })), { why: "unsteady", facts: { decibels: 10, limit: 4 } }],
    ["fading where a weighting would not hear it", lowFades, { why: "unsteady" }],
  ])("%s", (_, samples, data) => {
    const sounds = { noise, sound: { samples, sampleRateHz } };
    expect(() => calibrate(sounds, { levelDbSpl: 75, weighting: "Z" })).toThrow(
      expect.objectContaining({ code: "calibration-refused", data: expect.objectContaining(data) }),
    );
  });
});

test("a recording's level becomes the level at 30 cm that a meter would show", () => {
  const sound = heard({ toneDbSpl: 78, noiseDbSpl: 30 });
  const measured = { value: meanIntensity(intensity(sound, 75)!), unit: "dB" };
  expect(soundPressureLevel(measured, calibration)).toEqual({
    value: expect.closeTo(78, 1),
    unit: "dB SPL",
  });
  const nearer = { ...calibration, distanceCentimetres: 15 };
  expect(soundPressureLevel(measured, nearer).value).toBeCloseTo(78 - 6.02, 1);
  const none = { value: null, unit: "dB", missing: "silent" } as const;
  expect(soundPressureLevel(none, calibration)).toEqual({ ...none, unit: "dB SPL" });
});

test("a calibration holds for its device alone, till its gain is changed or it is old", () => {
  const standing = (endedAt: string | null, now: string, changed: Partial<CaptureDevice> = {}) =>
    calibrationStanding({ calibration, endedAt }, { ...device, ...changed }, new Date(now));
  expect(standing(null, "2026-06-30T00:00:00Z")).toBe("valid");
  expect(standing("2026-06-02T00:00:00Z", "2026-06-30T00:00:00Z")).toBe("ended");
  expect(standing(null, "2026-06-30T00:00:00Z", { label: "Other" })).toBe("other-device");
  expect(standing(null, "2026-06-30T00:00:00Z", { autoGainControl: true })).toBe("other-device");
  expect(standing(null, "2026-10-01T00:00:00Z")).toBe("old");
  expect(standing(null, "2026-08-30T08:00:00Z")).toBe("valid");
  expect(standing(null, "2026-08-30T08:00:01Z")).toBe("old");
});

test("a microphone without a name is never known again", () => {
  const nameless = { ...device, label: "" };
  const taken = { calibration: { ...calibration, device: nameless }, endedAt: null };
  expect(calibrationStanding(taken, nameless, new Date("2026-06-02T00:00:00Z"))).toBe("other-device");
});
