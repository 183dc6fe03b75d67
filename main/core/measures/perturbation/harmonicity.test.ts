import { expect, test } from "vitest";
import { noise } from "../test-signals.ts";
import { harmonicsToNoiseRatio } from "./harmonicity.ts";

const rate = 16_000;

/** A harmonic sound of 3 partials with white noise `ratioDb` below it. */
function noisy(ratioDb: number) {
  const wave = Float64Array.from({ length: 3 * rate }, (_, i) =>
    [1, 2, 3].reduce((sum, k) => sum + Math.sin((2 * Math.PI * 160 * k * i) / rate + k), 0),
  );
  const hiss = noise(wave.length, 7);
  const power = (x: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value) => sum + value * value, 0) / x.length;
  const gain = Math.sqrt(power(wave) / power(hiss) / 10 ** (ratioDb / 10));
  return {
    sampleRateHz: rate,
    samples: Float32Array.from(wave, (sample, i) => 0.1 * (sample + gain * hiss[i]!)),
  };
}

test.each([5, 10, 20, 30])("a harmonics-to-noise ratio of %d dB is recovered within 1 dB", (ratioDb) => {
  expect(Math.abs(harmonicsToNoiseRatio(noisy(ratioDb), 75)! - ratioDb)).toBeLessThan(1);
});

test("silence and less than two periods of the floor have none", () => {
  expect(harmonicsToNoiseRatio({ sampleRateHz: rate, samples: new Float32Array(rate) }, 75)).toBeNull();
  expect(
    harmonicsToNoiseRatio({ sampleRateHz: rate, samples: noisy(20).samples.subarray(0, 400) }, 75),
  ).toBeNull();
});
