import { expect, test } from "vitest";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { pitch, standardPitch } from "../pitch/pitch.ts";
import { jitterMeasures } from "./perturbation.ts";
import { pulses } from "./pulses.ts";

const rate = 44_100;

/** Gaussian bumps, 1 ms wide, at known times: the waveform around each is the same. */
function bumps(times: number[], seconds: number): Sound {
  const samples = new Float32Array(seconds * rate);
  for (const time of times)
    for (let i = Math.floor((time - 0.004) * rate); i < (time + 0.004) * rate; i++)
      if (i >= 0 && i < samples.length)
        samples[i]! += 0.5 * Math.exp(-0.5 * (((i + 0.5) / rate - time) / 0.0005) ** 2);
  return { samples, sampleRateHz: rate };
}

const found = (signal: Sound) => pulses(signal, pitch(signal, standardPitch(75, 500))!);

test("pulses stand on the bumps of a train, within 0.02 ms", () => {
  const times = Array.from({ length: 90 }, (_, i) => 0.05 + i * 0.00997);
  const marks = found(bumps(times, 1));
  expect(marks.length).toBeGreaterThanOrEqual(88);
  expect(marks.length).toBeLessThanOrEqual(91);
  for (const mark of marks.subarray(1, -1))
    expect(Math.min(...times.map((time) => Math.abs(time - mark)))).toBeLessThan(2e-5);
});

test("the true jitter of an alternating train is recovered within 3 %", () => {
  const times: number[] = [0.05];
  for (let i = 0; times.at(-1)! < 1.9; i++) times.push(times.at(-1)! + 0.008 + (i % 2 ? 4e-5 : -4e-5));
  const measures = jitterMeasures(found(bumps(times, 2)));
  expect(Math.abs(measures["jitter-local"]!.value! - 1)).toBeLessThan(0.03);
  expect(Math.abs(measures["jitter-rap"]!.value! - 2 / 3)).toBeLessThan(0.03);
});

test("two stretches with a pause between are marked in both, not in the pause", () => {
  const train = Array.from({ length: 40 }, (_, i) => 0.05 + i * 0.008);
  const marks = found(bumps([...train, ...train.map((time) => time + 0.7)], 1.2));
  expect(marks.some((mark) => mark > 0.42 && mark < 0.7)).toBe(false);
  expect(marks.filter((mark) => mark < 0.42).length).toBeGreaterThan(36);
  expect(marks.filter((mark) => mark > 0.7).length).toBeGreaterThan(36);
});
