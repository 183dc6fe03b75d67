import { expect, test } from "vitest";
import { Workspace } from "../../dsp/kernels.ts";
import { resampler } from "../../dsp/resample-praat.ts";
import { vowel } from "../test-signals.ts";
import { contourStepSeconds } from "./f0-contour.ts";
import { instantaneousF0 } from "./instantaneous-f0.ts";

const iFormantsHz = [280, 2200, 2900, 3500];

test.each([
  { sampleRateHz: 44_100, meanHz: 110, noiseAmplitude: 0.001 },
  { sampleRateHz: 44_100, meanHz: 130, noiseAmplitude: 0.001, formantsHz: iFormantsHz },
  { sampleRateHz: 16_000, meanHz: 210, noiseAmplitude: 0.005, formantsHz: iFormantsHz },
  { sampleRateHz: 8000, meanHz: 150, noiseAmplitude: 0.01 },
])("follows F0: $meanHz Hz at $sampleRateHz Hz, noise $noiseAmplitude", (options) => {
  const f0Hz = (t: number) => options.meanHz * (1 + 0.03 * Math.sin(2 * Math.PI * 5 * t));
  const contour = instantaneousF0(resampler(vowel({ ...options, f0Hz, seconds: 2 })));
  expect(contour.length).toBe(2 / contourStepSeconds);
  let square = 0;
  for (let i = 40; i < contour.length - 40; i++)
    // the phase advances between two frames, and a period has the F0 of its beginning
    square +=
      (contour[i]! / f0Hz((i - 0.5) * contourStepSeconds - 0.5 / options.meanHz) - 1) ** 2 /
      (contour.length - 80);
  expect(Math.sqrt(square)).toBeLessThan(0.002);
});

test("no F0 of a silent or a very short sound", () => {
  const samples = new Float32Array(16_000);
  expect(instantaneousF0(resampler({ samples, sampleRateHz: 16_000 }))).toHaveLength(0);
  const short = { ...vowel(), samples: vowel().samples.slice(0, 100) };
  expect(instantaneousF0(resampler(short))).toHaveLength(0);
});

test("what lay in the kernels' memory before does not matter", () => {
  const sound = vowel({ seconds: 0.7 });
  const [clean, dirty] = [0, Number.NaN].map((value) => {
    const room = new Workspace();
    // more than the tracker needs, in pieces like its own
    const pieces = Array.from({ length: 400 }, (_, i) => room.floats(64 + 8 * i));
    for (const piece of pieces) piece.values.fill(value);
    room.release();
    return instantaneousF0(resampler(sound));
  });
  expect(dirty!.every(Number.isFinite)).toBe(true);
  expect(dirty).toEqual(clean);
});
