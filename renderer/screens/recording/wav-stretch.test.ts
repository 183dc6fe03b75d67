import { expect, test } from "vitest";
import { wavStretch } from "./wav-stretch.ts";

/** A WAV of 1000 Hz whose samples count up from 0. */
function countingWav(samples: number): Blob {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples));
  view.setUint32(24, 1000, true);
  for (let k = 0; k < samples; k++) view.setInt16(44 + 2 * k, k, true);
  return new Blob([view.buffer]);
}

test("a stretch holds exactly its own samples", async () => {
  const { samples, sampleRateHz } = await wavStretch(countingWav(5000), 1.5, 2);
  expect(sampleRateHz).toBe(1000);
  expect(samples).toHaveLength(500);
  expect([samples[0], samples.at(-1)]).toEqual([1500 / 32768, 1999 / 32768]);
});

test("a stretch ends with the recording", async () => {
  expect((await wavStretch(countingWav(100), 0.09, 9)).samples).toHaveLength(10);
});
