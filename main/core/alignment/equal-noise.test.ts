import { expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { randomOf } from "../dsp/random.ts";
import { inEqualNoise } from "./equal-noise.ts";

const sampleRateHz = 16_000;
const speech = [
  { startSeconds: 0.5, endSeconds: 1.5 },
  { startSeconds: 2, endSeconds: 3 },
];

/** A tone of 2 kHz where there is speech, in white noise of a width, and a hum of 50 Hz. */
function reading({ noise, hum }: { noise: number; hum: number }): Sound {
  const { uniform } = randomOf("room");
  const samples = Float32Array.from({ length: 3.5 * sampleRateHz }, (_, n) => {
    const seconds = n / sampleRateHz;
    const isSpeech = speech.some((one) => seconds >= one.startSeconds && seconds < one.endSeconds);
    const tone = isSpeech ? 0.2 * Math.sin(2 * Math.PI * 2000 * seconds) : 0;
    return tone + noise * (2 * uniform() - 1) + hum * Math.sin(2 * Math.PI * 50 * seconds);
  });
  return { samples, sampleRateHz };
}

/** Power in the pause between 1.6 and 1.9 s, less its hum. */
function powerOfNoise({ samples }: Sound, hum: number): number {
  const pause = samples.subarray(1.6 * sampleRateHz, 1.9 * sampleRateHz);
  return pause.reduce((sum, value) => sum + value ** 2, 0) / pause.length - hum ** 2 / 2;
}

test("a still room and a noisy one end in the same noise, a hum that is not heard aside", () => {
  const still = powerOfNoise(inEqualNoise(reading({ noise: 0, hum: 0 }), speech), 0);
  const noisy = powerOfNoise(inEqualNoise(reading({ noise: 0.03, hum: 0 }), speech), 0);
  const humming = powerOfNoise(inEqualNoise(reading({ noise: 0, hum: 0.02 }), speech), 0.02);
  expect(still).toBeGreaterThan(2 * powerOfNoise(reading({ noise: 0.03, hum: 0 }), 0));
  expect(Math.abs(noisy / still - 1)).toBeLessThan(0.15);
  expect(Math.abs(humming / still - 1)).toBeLessThan(0.15);
});

test("a reading that has as much noise already is left as it is, and one of silence too", () => {
  const loud = reading({ noise: 0.3, hum: 0 });
  expect(inEqualNoise(loud, speech).samples).toEqual(loud.samples);
  const silent = { samples: new Float32Array(sampleRateHz), sampleRateHz };
  expect(inEqualNoise(silent, []).samples).toEqual(silent.samples);
});
