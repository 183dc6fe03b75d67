import { expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { resample } from "./resample.ts";
import { noiseSource } from "./test-recordings.ts";

const ffmpeg = await findFfmpeg();
const withoutSoxr = { ...ffmpeg, hasSoxr: false };
const resamplers = ffmpeg.hasSoxr ? [ffmpeg, withoutSoxr] : [withoutSoxr];

const tone = (hz: number, sampleRateHz: number, seconds = 0.5): Sound => ({
  samples: Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, n) =>
    Math.sin((2 * Math.PI * hz * n) / sampleRateHz),
  ),
  sampleRateHz,
});

/** Half a second of white noise at 44.1 kHz, peak 0.5: the hardest signal, for it fills the transition band. */
function noise(): Sound {
  const next = noiseSource(7);
  return {
    samples: Float32Array.from({ length: 22050 }, () => 0.5 * Math.fround(next())),
    sampleRateHz: 44100,
  };
}

// soxr.resample(x, 44100, rate, quality="HQ") of python-soxr 1.1.0 for the same noise: [index, value].
const pythonSoxr: [number, number, [number, number][]][] = [
  [
    8000,
    4000,
    [
      [0, 0.0961598],
      [1, -0.051149],
      [2, 0.1147037],
      [1000, 0.2299769],
      [1001, -0.0154337],
      [3998, 0.1634667],
      [3999, -0.0994501],
    ],
  ],
  [
    16000,
    8000,
    [
      [0, 0.0086037],
      [1, 0.2464231],
      [2, -0.207769],
      [1000, 0.2660298],
      [1001, 0.1918098],
      [7998, -0.0756079],
      [7999, -0.0436396],
    ],
  ],
  [
    48000,
    24000,
    [
      [0, -0.1619645],
      [1, 0.3367523],
      [2, 0.1830977],
      [1000, 0.1400046],
      [1001, -0.1524155],
      [23998, 0.1668339],
      [23999, 0.2654273],
    ],
  ],
];
test.runIf(ffmpeg.hasSoxr).each(pythonSoxr)(
  "to %d Hz as python-soxr HQ does",
  async (rate, length, values) => {
    const { samples, sampleRateHz } = await resample(noise(), rate, ffmpeg);
    expect(sampleRateHz).toBe(rate);
    expect(samples.length).toBe(length);
    for (const [index, value] of values) expect(Math.abs(samples[index]! - value)).toBeLessThan(1e-6);
  },
);

for (const program of resamplers) {
  const name = program.hasSoxr ? "soxr" : "swr";
  test(`${name}: a tone keeps its level and its place in time`, async () => {
    for (const rate of [8000, 16000, 48000]) {
      const { samples } = await resample(tone(1000, 44100), rate, program);
      const expected = tone(1000, rate).samples;
      expect(samples.length).toBe(expected.length);
      const errors = expected.subarray(400, -400).map((x, m) => Math.abs(x - samples[m + 400]!));
      expect(Math.max(...errors)).toBeLessThan(1e-4);
    }
  });

  test(`${name}: what lies above the new Nyquist frequency is gone`, async () => {
    const { samples } = await resample(tone(9000, 44100), 16000, program);
    const rms = Math.sqrt(
      samples.subarray(400, -400).reduce((sum, x) => sum + x * x, 0) / (samples.length - 800),
    );
    expect(20 * Math.log10(rms)).toBeLessThan(-90);
  });

  test(`${name}: the length is exact, at any length and rate`, async () => {
    for (const [length, from, to] of [
      [1, 44100, 16000],
      [3, 44100, 8000],
      [999, 22050, 32000],
      [12345, 11025, 16000],
    ] as const) {
      const { samples } = await resample(
        { samples: new Float32Array(length).fill(0.1), sampleRateHz: from },
        to,
        program,
      );
      expect(samples.length).toBe(Math.round((length * to) / from));
    }
  });
}

test("equal rates give the same signal", async () => {
  const signal = tone(100, 16000, 0.1);
  expect(await resample(signal, 16000, ffmpeg)).toBe(signal);
});

test("a part of a larger buffer is resampled alone", async () => {
  const whole = tone(500, 16000).samples;
  const part = { samples: whole.subarray(1000, 3000), sampleRateHz: 16000 };
  const copy = { samples: whole.slice(1000, 3000), sampleRateHz: 16000 };
  expect(await resample(part, 8000, ffmpeg)).toEqual(await resample(copy, 8000, ffmpeg));
});

test("cancelled", async () => {
  const resampling = resample(tone(100, 44100), 8000, ffmpeg, AbortSignal.abort());
  await expect(resampling).rejects.toMatchObject({ code: "cancelled" });
});
