import { expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { synthesise } from "../synth/synthesise.ts";
import { reverberationSeconds } from "./reverberation.ts";
import { noiseSource, vowel } from "./test-recordings.ts";

const RATE = 8000;

/** Five words of noise in the voice's band that each fall by 60 dB in the given time, 1.5 s apart. */
function fallingWords(seconds: number): Sound {
  const next = noiseSource(1);
  const samples = Float32Array.from({ length: 5 * 1.5 * RATE }, (_, i) => {
    const sinceEnd = (i % (1.5 * RATE)) / RATE - 0.4;
    return 0.2 * next() * (sinceEnd < 0 ? 1 : 10 ** ((-3 * sinceEnd) / seconds));
  });
  return { samples, sampleRateHz: RATE };
}

/** The sound as heard from far in a room: the voice itself, and noise of the same power that falls by 60 dB in the given time. */
function heardThroughRoom({ samples, sampleRateHz }: Sound, seconds: number): Sound {
  const next = noiseSource(2);
  const response = Float32Array.from(
    { length: seconds * sampleRateHz },
    (_, i) => next() * 10 ** ((-3 * i) / sampleRateHz / seconds),
  );
  const scale = 1 / Math.sqrt(response.reduce((sum, x) => sum + x * x, 0));
  const heard = new Float32Array(samples.length + response.length);
  heard.set(samples);
  samples.forEach((sample, i) => {
    if (sample !== 0)
      for (let k = 0; k < response.length; k++) heard[i + k]! += sample * scale * response[k]!;
  });
  return { samples: heard.map((x) => 0.3 * x), sampleRateHz };
}

test.each([0.3, 0.5, 0.8, 1.2])("sound that falls by 60 dB in %f s is found to within a tenth", (seconds) => {
  expect(Math.abs(reverberationSeconds(fallingWords(seconds))! / seconds - 1)).toBeLessThan(0.1);
});

test("a train of syllables near the mouth is dry; through a room of 1 s it tells of the room", () => {
  const { signal } = synthesise({
    task: "ddk-pa",
    sex: "female",
    severity: 1,
    seed: 3,
    sampleRateHz: RATE,
    snrDb: 60,
  });
  const part: Sound = { samples: signal.samples.subarray(0, 2 * RATE), sampleRateHz: RATE };
  expect(reverberationSeconds(part)).toBeLessThan(0.2);
  expect(reverberationSeconds(heardThroughRoom(part, 0.3))).toBeLessThan(0.5);
  expect(reverberationSeconds(heardThroughRoom(part, 1))).toBeGreaterThan(0.8);
});

test("nothing is told of a vowel cut to the voice, of silence, of nothing and of a rate too low for the band", () => {
  const silence = { samples: new Float32Array(RATE), sampleRateHz: RATE };
  expect(reverberationSeconds(vowel(1, RATE))).toBeNull();
  expect(reverberationSeconds(silence)).toBeNull();
  expect(reverberationSeconds({ samples: new Float32Array(), sampleRateHz: RATE })).toBeNull();
  expect(reverberationSeconds({ ...vowel(1, 500), sampleRateHz: 500 })).toBeNull();
});
