import { expect, test } from "vitest";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { noise, vowel } from "../test-signals.ts";
import { pitch, pitchAt, standardPitch, standardPitchCc } from "./pitch.ts";
import type { PitchMethod } from "./pitch-settings.ts";

const tone = (frequencyHz: number, sampleRateHz: number, seconds = 0.5): Sound => ({
  sampleRateHz,
  samples: Float32Array.from(
    { length: seconds * sampleRateHz },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRateHz),
  ),
});

test.each([
  ["ac-hanning", 3, 8000],
  ["ac-hanning", 3, 44_100],
  ["ac-gauss", 3, 16_000],
  ["cc-normal", 1, 16_000],
  ["cc-accurate", 1, 48_000],
] as const)("a tone is found by %s with %d periods at %d Hz", (method, periodsPerWindow, sampleRateHz) => {
  const settings = { ...standardPitch(75, 500), method: method as PitchMethod, periodsPerWindow };
  const contour = pitch(tone(123.4, sampleRateHz), settings)!;
  expect(contour.count).toBeGreaterThan(20);
  for (const frequency of contour.frequencies) expect(frequency).toBeCloseTo(123.4, 1);
  expect(contour.frames[3]!.candidates[0]!.strength).toBeGreaterThan(0.99);
});

test("frames stand symmetrically, a quarter of the window apart", () => {
  const contour = pitch(tone(200, 16_000, 1), standardPitch(75, 500))!;
  expect(contour.stepSeconds).toBeCloseTo(0.01, 12);
  expect(contour.count).toBe(97);
  const last = contour.firstSeconds + 96 * contour.stepSeconds;
  expect(contour.firstSeconds).toBeCloseTo(1 - last, 12);
});

test("a glide is followed, by both correlations", () => {
  const f0Hz = (seconds: number) => 100 + 80 * seconds;
  const signal = vowel({ seconds: 1, f0Hz });
  for (const settings of [standardPitch(75, 500), standardPitchCc(75, 500)]) {
    const contour = pitch(signal, settings)!;
    for (const time of [0.2, 0.5, 0.8])
      expect(Math.abs(pitchAt(contour, time)! / f0Hz(time) - 1)).toBeLessThan(0.01);
  }
});

test("silence and noise are unvoiced, and so is a voice beside a hundred times louder one", () => {
  const rate = 16_000;
  const loud = tone(150, rate);
  const soft = loud.samples.map((sample) => sample / 100);
  const joined = { sampleRateHz: rate, samples: Float32Array.of(...loud.samples, ...soft) };
  const contour = pitch(joined, standardPitch(75, 500))!;
  expect(pitchAt(contour, 0.25)).toBeCloseTo(150, 1);
  expect(pitchAt(contour, 0.75)).toBeNull();
  const silent = { sampleRateHz: rate, samples: new Float32Array(rate) };
  expect(pitch(silent, standardPitch(75, 500))!.frequencies.every((frequency) => frequency === 0)).toBe(true);
  const hiss = pitch({ sampleRateHz: rate, samples: noise(rate) }, standardPitch(75, 500))!;
  expect(hiss.frequencies.filter((frequency) => frequency > 0).length).toBeLessThan(5);
});

test("the ceiling decides the octave", () => {
  const signal = tone(300, 16_000);
  expect(pitchAt(pitch(signal, standardPitch(75, 500))!, 0.25)).toBeCloseTo(300, 1);
  expect(pitchAt(pitch(signal, standardPitch(75, 250))!, 0.25)).toBeCloseTo(150, 1);
});

test("less than three periods of the floor are too short", () => {
  expect(pitch(tone(200, 16_000, 0.039), standardPitch(75, 500))).toBeNull();
  expect(pitch(tone(200, 16_000, 0.041), standardPitch(75, 500))!.count).toBe(1);
});
