import { expect, test } from "vitest";
import { noiseLevelsDb, noiseResponse, whiteNoise } from "./noise-response.ts";

test("the noise that is added has the stated level", async () => {
  const samples = Float32Array.from({ length: 16_000 }, (_, n) => 0.5 * Math.sin(n / 5));
  const power = (values: Float32Array) => values.reduce((sum, x) => sum + x * x, 0) / values.length;
  const measured: number[] = [];
  await noiseResponse({ samples, sampleRateHz: 16_000 }, async (sound) => {
    const noise = sound.samples.map((sample, n) => sample - samples[n]!);
    measured.push(10 * Math.log10(power(samples) / power(noise)));
    return [1];
  });
  expect(measured).toHaveLength(noiseLevelsDb.length);
  for (const [k, snrDb] of measured.entries()) expect(snrDb).toBeCloseTo(noiseLevelsDb[k]!, 0);
});

test("the noise is Gaussian of unit power and the same every time", () => {
  const noise = whiteNoise(20_000);
  expect(noise.reduce((sum, x) => sum + x * x, 0) / noise.length).toBeCloseTo(1, 1);
  expect(whiteNoise(100)).toEqual(noise.slice(0, 100));
});
