import { expect, test } from "vitest";
import { intensity, meanIntensity } from "./intensity.ts";

const rate = 16_000;
const tone = (amplitude: number, offset = 0) =>
  Float32Array.from(
    { length: rate },
    (_, i) => offset + amplitude * Math.sin((2 * Math.PI * 200 * i) / rate),
  );

test("a tone has the level of its power, whatever its offset", () => {
  const expected = 10 * Math.log10(0.5 ** 2 / 2 / 4e-10);
  for (const offset of [0, 0.3]) {
    const contour = intensity({ sampleRateHz: rate, samples: tone(0.5, offset) }, 75)!;
    for (const level of contour.levelsDb) expect(level).toBeCloseTo(expected, 2);
  }
});

test("the mean is that of the power, not of the levels", () => {
  const samples = tone(0.5);
  for (let i = rate / 2; i < rate; i++) samples[i]! *= 0.01;
  const contour = intensity({ sampleRateHz: rate, samples }, 75)!;
  const loud = 10 * Math.log10(0.5 ** 2 / 2 / 4e-10);
  expect(Math.abs(meanIntensity(contour) - (loud - 3.01))).toBeLessThan(0.2);
});

test("steps of 0.8 periods of the floor; silence is -300 dB; less than 6.4 periods are too short", () => {
  const silent = intensity({ sampleRateHz: rate, samples: new Float32Array(rate) }, 80)!;
  expect(silent.stepSeconds).toBeCloseTo(0.01, 12);
  expect(silent.levelsDb[5]).toBe(-300);
  expect(intensity({ sampleRateHz: rate, samples: tone(0.5).subarray(0, 0.079 * rate) }, 80)).toBeNull();
});
